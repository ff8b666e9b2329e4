import type { Frame } from '../frame'
import { between, hashText, randomFrom } from '../random'
import type { RenderRequest } from '../renderer'
import { createCaption } from './caption'
import { createLand } from './land'
import { createSea } from './sea'
import { palettes } from './palette'
import { readPrompts } from './reading'
import { paintSky } from './sky'
import type { Stage } from './stage'

/** Any moment of one film, drawn on demand. */
export interface Scene {
  draw(frame: Frame, seconds: number): void
}

export interface SceneRequest extends Omit<RenderRequest, 'reference'> {
  /** The first picture, which dissolves into the scene. */
  reference?: Frame | undefined
}

/** How long a reference picture takes to dissolve. */
const dissolveSeconds = 1.2

/** Composes the scene of a film; the same request always gives the same pictures. */
export function createScene(request: SceneRequest): Scene {
  const { reference, prompts } = request
  const stage = createStage(request)
  const caption = createCaption(stage, prompts)
  const sky = paintSky(stage)
  const { setting } = stage.reading
  const sheets = setting === 'sea' || setting === 'lights' ? createSea(stage) : createLand(stage, setting)
  const visible = sheets.map(({ paint }, index) => ({
    paint,
    bottom: Math.min(stage.height, ...sheets.slice(index + 1).map(({ lowest }) => lowest + 1)),
  }))
  return {
    draw(frame, seconds) {
      const dissolved =
        reference === undefined ? 1 : Math.min(1, seconds / Math.min(dissolveSeconds, request.seconds / 3))
      if (reference !== undefined && dissolved === 0) {
        frame.bytes.set(reference.bytes)
        return
      }
      sky(frame, seconds)
      for (const { paint, bottom } of visible) paint(frame, seconds, bottom)
      if (reference !== undefined && dissolved < 1) dissolve(frame, reference, dissolved)
      caption(frame, seconds)
    },
  }
}

function createStage({ width, height, seconds, seed, prompts }: SceneRequest): Stage {
  const family = hashText(prompts[0], seed)
  const chance = (part: string) => randomFrom(hashText(part, family))
  const random = chance('stage')
  const reading = readPrompts(seed, prompts)
  const palette = palettes[reading.palette]
  const unit = Math.min(width, height)
  const horizon = Math.round(height * between(random, 0.52, 0.6))
  const heading = random() < 0.5 ? 1 : -1
  const start = {
    x: width * (random() < 0.5 ? between(random, 0.24, 0.4) : between(random, 0.6, 0.76)),
    y: horizon - unit * between(random, 0.16, 0.3),
  }
  const radius = unit * between(random, 0.045, 0.075)
  const rises = reading.palette === 'dawn' || reading.palette === 'night' ? -1 : 1
  const light: Stage['light'] = (moment) => ({
    x: start.x - heading * unit * 0.004 * moment,
    y: start.y + rises * unit * 0.007 * moment,
    radius,
  })
  const scrim = (row: number): number => 1 - 0.55 * smooth((row - height + unit * 0.36) / (unit * 0.28))
  return { width, height, unit, seconds, reading, palette, chance, horizon, heading, light, scrim }
}

const smooth = (share: number): number => {
  const part = Math.min(1, Math.max(0, share))
  return part * part * (3 - 2 * part)
}

function dissolve(frame: Frame, reference: Frame, share: number): void {
  const part = Math.round(share * share * (3 - 2 * share) * 256)
  for (let place = 0; place < frame.bytes.length; place += 1) {
    const from = reference.bytes[place] ?? 0
    frame.bytes[place] = from + ((((frame.bytes[place] ?? 0) - from) * part) >> 8)
  }
}
