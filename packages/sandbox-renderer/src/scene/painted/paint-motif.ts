import type { Motif } from '../reading'
import type { Painter } from '../paint'
import type { Stage } from '../stage'
import type { Backdrop } from './backdrop'
import { carFromBehind } from './car-from-behind'
import { carFromSide } from './car'
import { cat } from './cat'
import { bread } from './bread'
import { cup } from './cup'
import { lamp } from './lamp'
import { rainyWindow } from './rainy-window'
import { paintTable } from './table'
import { market } from './market'
import { train } from './train'

/** A painted picture of its own, or something large that stands in a landscape. */
export type Painted = Painter | Backdrop

const motifs: Record<Motif, (stage: Stage) => Promise<Painted>> = {
  coffee: (stage) => paintTable(stage, cup),
  lamp: (stage) => paintTable(stage, lamp),
  bread: (stage) => paintTable(stage, bread),
  'rainy window': rainyWindow,
  cat,
  market,
  train,
  car: (stage) => (stage.chance('view')() < 0.5 ? carFromBehind(stage) : carFromSide(stage)),
}

/** Paints the motif that the prompt names; undefined if it names none. */
export const paintMotif = (stage: Stage): Promise<Painted> | undefined =>
  stage.reading.motif && motifs[stage.reading.motif](stage)
