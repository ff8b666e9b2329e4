import { between, hashText, oneOf, randomFrom } from '../random'
import type { Painter } from './paint'

/** How the pictures of a model look, whatever they show, and how its camera moves. */
export interface Look {
  /** Steepness of the tones around the middle; 1 leaves them. */
  contrast: number
  /** How far black is raised, in steps of 8 bits. */
  fade: number
  saturation: number
  /** Added chroma, blue and red, in the shadows and in the highlights. */
  shadows: readonly [blue: number, red: number]
  highlights: readonly [blue: number, red: number]
  /** How much darker the corners are, 0 to 1. */
  vignette: number
  /** Strength of the grain, in steps of 8 bits. */
  grain: number
  /** Speed of the camera; 1 is the usual. */
  pace: number
  /** How far the camera sways, as one held by hand does; a share of the short side. */
  sway: number
}

const looks: readonly [Look, ...Look[]] = [
  // An old print: raised blacks, warm lights, fine grain.
  {
    contrast: 0.94,
    fade: 12,
    saturation: 0.9,
    shadows: [2, 3],
    highlights: [-9, 5],
    vignette: 0.16,
    grain: 5,
    pace: 0.8,
    sway: 0,
  },
  // Clear and colourful, on a smooth and quick track.
  {
    contrast: 1.08,
    fade: 0,
    saturation: 1.24,
    shadows: [0, 0],
    highlights: [-1, 0],
    vignette: 0,
    grain: 0,
    pace: 1.4,
    sway: 0,
  },
  // Teal shadows, orange lights, dark corners, held by hand.
  {
    contrast: 1.2,
    fade: 2,
    saturation: 0.98,
    shadows: [8, -8],
    highlights: [-9, 6],
    vignette: 0.34,
    grain: 0,
    pace: 0.9,
    sway: 0.006,
  },
  // Pale and cool, with little contrast and a slow camera.
  {
    contrast: 0.84,
    fade: 16,
    saturation: 0.7,
    shadows: [6, -2],
    highlights: [3, -2],
    vignette: 0.08,
    grain: 0,
    pace: 0.6,
    sway: 0.003,
  },
]

/** Leaves everything as it was drawn. */
const plain: Look = {
  contrast: 1,
  fade: 0,
  saturation: 1,
  shadows: [0, 0],
  highlights: [0, 0],
  vignette: 0,
  grain: 0,
  pace: 1,
  sway: 0,
}

/** The look of a model: models of one family are akin, and no two are alike. Plain without a model. */
export function lookOf(model: string | undefined): Look {
  if (model === undefined) return plain
  // With this seed, the families of the sandbox's own models have four different looks.
  const look = oneOf(randomFrom(hashText(familyOf(model), 147)), looks)
  const random = randomFrom(hashText(model))
  return {
    ...look,
    contrast: look.contrast + between(random, -0.06, 0.1),
    saturation: look.saturation + between(random, -0.1, 0.1),
    highlights: [look.highlights[0] + between(random, -3, 3), look.highlights[1] + between(random, -3, 3)],
    vignette: look.vignette === 0 ? 0 : look.vignette + between(random, -0.06, 0.1),
    pace: look.pace * between(random, 0.85, 1.2),
  }
}

/** `kite` of `kite-2-max` and of `vendor/kite-2/text-to-video`. */
function familyOf(model: string): string {
  const parts = model.toLowerCase().split('/')
  const name = parts.find((part) => /\d/.test(part)) ?? parts.at(-1)
  return /[a-z]+/.exec(name ?? '')?.[0] ?? model
}

/** Grades each picture of a video; undefined where the look changes nothing. */
export function createGrade(look: Look, width: number, height: number): Painter | undefined {
  if (look === plain) return undefined
  const tones = Uint8Array.from({ length: 256 }, (_, luma) => toneOf(look, luma))
  const tint = (channel: 0 | 1) =>
    Float32Array.from({ length: 256 }, (_, luma) => {
      const share = Math.min(1, Math.max(0, (luma - 16) / 219))
      return look.shadows[channel] * (1 - share) ** 2 + look.highlights[channel] * share ** 1.4
    })
  const [blues, reds] = [tint(0), tint(1)]
  const edges = look.vignette > 0 || look.grain > 0 ? createEdges(look, width, height) : undefined
  return (frame, seconds) => {
    const { y, u, v } = frame
    const half = width >> 1
    for (let row = 0, place = 0; row < height >> 1; row += 1) {
      for (let column = 0; column < half; column += 1, place += 1) {
        const luma = y[row * 2 * width + column * 2] ?? 16
        u[place] = 128.5 + ((u[place] ?? 128) - 128) * look.saturation + (blues[luma] ?? 0)
        v[place] = 128.5 + ((v[place] ?? 128) - 128) * look.saturation + (reds[luma] ?? 0)
      }
    }
    if (edges) edges(y, tones, seconds)
    else for (let place = 0; place < y.length; place += 1) y[place] = tones[y[place] ?? 16] ?? 16
  }
}

/** A curve that is steeper in the middle and stays within 16 to 235. */
function toneOf({ contrast, fade }: Look, luma: number): number {
  const share = Math.min(1, Math.max(0, (luma - 16) / 219))
  const smooth = share * share * (3 - 2 * share)
  const curved = contrast >= 1 ? share + (smooth - share) * (contrast - 1) * 2 : 0.5 + (share - 0.5) * contrast
  return Math.round(16 + fade + Math.min(1, Math.max(0, curved)) * (219 - fade))
}

const grainSide = 256

/** Tones with darker corners and grain, in one pass over the picture. */
function createEdges({ vignette, grain }: Look, width: number, height: number) {
  const falloff = (length: number) =>
    Float32Array.from({ length }, (_, place) => Math.sqrt(1 - vignette * Math.abs((2 * place) / length - 1) ** 2.4))
  const [columns, rows] = [falloff(width), falloff(height)]
  const random = randomFrom(7)
  const noise = Float32Array.from({ length: grainSide * grainSide }, () => (random() + random() - 1) * grain)
  return (y: Uint8Array, tones: Uint8Array, seconds: number): void => {
    // Another part of the same noise for every twelfth of a second.
    const part = randomFrom(Math.floor(seconds * 12))
    const [acrossFrom, downFrom] = [Math.floor(part() * grainSide), Math.floor(part() * grainSide)]
    for (let row = 0; row < height; row += 1) {
      const dim = rows[row] ?? 1
      const start = row * width
      const line = ((row + downFrom) & (grainSide - 1)) * grainSide
      for (let column = 0; column < width; column += 1) {
        const tone = (tones[y[start + column] ?? 16] ?? 16) - 16
        const grained =
          tone * dim * (columns[column] ?? 1) + (noise[line + ((column + acrossFrom) & (grainSide - 1))] ?? 0)
        y[start + column] = grained < 0 ? 16 : grained > 219 ? 235 : grained + 16.5
      }
    }
  }
}
