/** A colour in OKLab, where mixing two keeps the brightness even. https://bottosson.github.io/posts/oklab/ */
export type Lab = readonly [lightness: number, a: number, b: number]

/** A colour as H.264 carries it: BT.709, limited range. */
export type Yuv = readonly [y: number, u: number, v: number]

const linear = (channel: number): number => (channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4)
const gamma = (channel: number): number =>
  channel <= 0.0031308 ? channel * 12.92 : 1.055 * Math.max(channel, 0) ** (1 / 2.4) - 0.055

/** Reads `#rrggbb`. */
export function lab(hex: string): Lab {
  const value = Number.parseInt(hex.slice(1), 16)
  const red = linear(((value >> 16) & 255) / 255)
  const green = linear(((value >> 8) & 255) / 255)
  const blue = linear((value & 255) / 255)
  const long = Math.cbrt(0.4122214708 * red + 0.5363325363 * green + 0.0514459929 * blue)
  const medium = Math.cbrt(0.2119034982 * red + 0.6806995451 * green + 0.1073969566 * blue)
  const short = Math.cbrt(0.0883024619 * red + 0.2817188376 * green + 0.6299787005 * blue)
  return [
    0.2104542553 * long + 0.793617785 * medium - 0.0040720468 * short,
    1.9779984951 * long - 2.428592205 * medium + 0.4505937099 * short,
    0.0259040371 * long + 0.7827717662 * medium - 0.808675766 * short,
  ]
}

/** `from` at 0, `to` at 1. */
export function mix(from: Lab, to: Lab, amount: number): Lab {
  const share = Math.min(1, Math.max(0, amount))
  return [from[0] + (to[0] - from[0]) * share, from[1] + (to[1] - from[1]) * share, from[2] + (to[2] - from[2]) * share]
}

/** Lighter or darker by `amount` of OKLab lightness, and as much more or less colourful as `chroma` says. */
export const shade = (colour: Lab, amount: number, chroma = 1): Lab => [
  Math.min(1, Math.max(0, colour[0] + amount)),
  colour[1] * chroma,
  colour[2] * chroma,
]

/** Ready for a frame; fractions are kept so that gradients can be dithered. */
export function yuv(colour: Lab): Yuv {
  const [red, green, blue] = rgb(colour)
  const luma = 0.2126 * red + 0.7152 * green + 0.0722 * blue
  return [16 + 219 * luma, 128 + (224 * (blue - luma)) / 1.8556, 128 + (224 * (red - luma)) / 1.5748]
}

/** Ready for an SVG, as `#rrggbb`. */
export const hex = (colour: Lab): string =>
  `#${rgb(colour)
    .map((channel) =>
      Math.round(channel * 255)
        .toString(16)
        .padStart(2, '0'),
    )
    .join('')}`

/** Red, green and blue, each from 0 to 1. */
function rgb([lightness, a, b]: Lab): [red: number, green: number, blue: number] {
  const long = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3
  const medium = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3
  const short = (lightness - 0.0894841775 * a - 1.291485548 * b) ** 3
  return [
    clip(gamma(4.0767416621 * long - 3.3077115913 * medium + 0.2309699292 * short)),
    clip(gamma(-1.2684380046 * long + 2.6097574011 * medium - 0.3413193965 * short)),
    clip(gamma(-0.0041960863 * long - 0.7034186147 * medium + 1.707614701 * short)),
  ]
}

const clip = (channel: number): number => Math.min(1, Math.max(0, channel))
