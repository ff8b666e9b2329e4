import { between, oneOf } from '../random'
import type { Random } from '../random'
import { lab, mix } from './colour'
import type { Lab } from './colour'

/** The colours of a scene, from the top of the sky to the paper nearest to us. */
export interface Palette {
  zenith: Lab
  sky: Lab
  horizon: Lab
  /** Sun, moon or lamp. */
  light: Lab
  far: Lab
  near: Lab
  /** Lit windows, lanterns, sails. */
  accent: Lab
}

const palette = (
  zenith: string,
  sky: string,
  horizon: string,
  light: string,
  far: string,
  near: string,
  accent: string,
): Palette => ({
  zenith: lab(zenith),
  sky: lab(sky),
  horizon: lab(horizon),
  light: lab(light),
  far: lab(far),
  near: lab(near),
  accent: lab(accent),
})

/** Named by the light they are. */
const palettes = {
  dawn: palette('#51658f', '#c79a9f', '#f6d9b4', '#fff3d8', '#a98ba0', '#241f36', '#f4b183'),
  day: palette('#3f83ad', '#8cc0cf', '#f2ecd6', '#fffaf0', '#8fb4b2', '#17353b', '#e9764a'),
  dusk: palette('#2b2850', '#a5546c', '#f3a662', '#ffe0a8', '#83496a', '#140f28', '#ffbf6b'),
  night: palette('#080e20', '#17284a', '#3c5d82', '#f6f1e2', '#2b4569', '#050913', '#ffc978'),
  amber: palette('#2c1812', '#91502a', '#eeae5a', '#ffeec6', '#9c5a2e', '#190c09', '#ffd08a'),
  mist: palette('#7f9299', '#b3bfbd', '#e6e2d4', '#fcf9ee', '#a3b0ad', '#26363a', '#d98e5f'),
  rose: palette('#4b3a63', '#bf7f92', '#f7cfb6', '#fff0dc', '#a06f8d', '#21152c', '#ffc37e'),
  jade: palette('#1f4a4b', '#64a08a', '#ece7ba', '#fff9d6', '#66997f', '#0b211f', '#f2b45c'),
  frost: palette('#5f7fa3', '#a9c1d3', '#f0ece4', '#fffdf6', '#b7c8d4', '#2b4158', '#f0a667'),
} as const satisfies Record<string, Palette>

export type PaletteName = keyof typeof palettes

/** What the light of an hour goes over into. */
const neighbours: Record<PaletteName, readonly [PaletteName, ...PaletteName[]]> = {
  dawn: ['rose', 'mist', 'day'],
  day: ['frost', 'mist', 'jade'],
  dusk: ['rose', 'amber', 'night'],
  night: ['dusk', 'frost'],
  amber: ['dusk', 'rose'],
  mist: ['frost', 'day', 'dawn'],
  rose: ['dawn', 'dusk'],
  jade: ['mist', 'day'],
  frost: ['mist', 'day'],
}

/** The light of a named hour, a little earlier or later each time. */
export function variedPalette(random: Random, name: PaletteName): Palette {
  const from = palettes[name]
  const to = palettes[oneOf(random, neighbours[name])]
  const share = between(random, 0, 0.3)
  const at = (part: keyof Palette): Lab => mix(from[part], to[part], share)
  return {
    zenith: at('zenith'),
    sky: at('sky'),
    horizon: at('horizon'),
    light: at('light'),
    far: at('far'),
    near: at('near'),
    accent: at('accent'),
  }
}
