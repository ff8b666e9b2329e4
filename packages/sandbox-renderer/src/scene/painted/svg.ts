import { hex, lab, mix } from '../colour'
import type { Lab } from '../colour'
import type { Palette } from '../palette'

/** A linear gradient from one colour to the next; `angle` in degrees, 0 from left to right, 90 from top to bottom. */
export function gradient(
  id: string,
  angle: number,
  ...stops: readonly (readonly [share: number, colour: Lab, opacity?: number])[]
): string {
  const list = stops.map(
    ([share, colour, opacity = 1]) => `<stop offset="${share}" stop-color="${hex(colour)}" stop-opacity="${opacity}"/>`,
  )
  return `<linearGradient id="${id}" gradientTransform="rotate(${angle})">${list.join('')}</linearGradient>`
}

/** A round gradient from the middle outwards. */
export function radial(
  id: string,
  ...stops: readonly (readonly [share: number, colour: Lab, opacity?: number])[]
): string {
  const list = stops.map(
    ([share, colour, opacity = 1]) => `<stop offset="${share}" stop-color="${hex(colour)}" stop-opacity="${opacity}"/>`,
  )
  return `<radialGradient id="${id}">${list.join('')}</radialGradient>`
}

/** A round spot that fades to nothing at its edge, for shadows and lights: a blur of the same softness takes far longer. */
export const spot = (id: string, colour: string, opacity: number): string =>
  `<radialGradient id="${id}"><stop offset="0" stop-color="${colour}" stop-opacity="${opacity}"/><stop offset=".5" stop-color="${colour}" stop-opacity="${opacity * 0.62}"/><stop offset="1" stop-color="${colour}" stop-opacity="0"/></radialGradient>`

/** A colour of daylight as it is under the light of a palette: darker and tinted at night, warm at dusk. */
export function lit(palette: Palette, colour: string, gain = 1): Lab {
  const [lightness, a, b] = lab(colour)
  const ambient = mix(palette.sky, palette.horizon, 0.55)
  const level = Math.min(1, (0.3 + 0.84 * ambient[0]) * gain)
  return [lightness * level, a * level + ambient[1] * 0.4, b * level + ambient[2] * 0.4]
}
