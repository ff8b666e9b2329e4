import { between } from '../random'
import type { Random } from '../random'

/** How high the ground stands, 0 to 1, at each of `length` pixels; `unit` is the frame's short side. */
export type Profile = (random: Random, length: number, unit: number) => Float32Array

/** Rolling ground: a few long waves over one another. */
export const rolling: Profile = (random, length, unit) => {
  const waves = Array.from({ length: 4 }, (_, index) => ({
    size: unit * between(random, 0.75, 1.5) * 0.56 ** index,
    height: 0.5 ** index,
    phase: random() * 7,
  }))
  return normalised(length, (x) =>
    waves.reduce((sum, { size, height, phase }) => sum + height * Math.sin((2 * Math.PI * x) / size + phase), 0),
  )
}

/** Sharp ridges: folded noise, finer and finer. */
export const ridged: Profile = (random, length, unit) => {
  const octaves = Array.from({ length: 6 }, (_, index) => ({
    noise: valueNoise(random),
    size: unit * 0.52 * 0.47 ** index,
    height: 0.46 ** index,
  }))
  return normalised(length, (x) =>
    octaves.reduce((sum, { noise, size, height }) => sum + height * (1 - Math.abs(2 * noise(x / size) - 1)), 0),
  )
}

/** Dunes: a long windward slope, a short fall behind the crest. */
export const dunes: Profile = (random, length, unit) => {
  const size = unit * between(random, 0.8, 1.3)
  const phase = random()
  const swell = valueNoise(random)
  return normalised(length, (x) => {
    const along = (((x / size + phase) % 1) + 1) % 1
    const crest = 0.68
    const slope = along < crest ? along / crest : (1 - along) / (1 - crest)
    const soft = along < crest ? Math.sin((slope * Math.PI) / 2) ** 1.6 : slope * slope * (3 - 2 * slope)
    return soft * (0.5 + 0.7 * swell(x / size)) + 0.35 * swell((x / size) * 0.4)
  })
}

/** Rolling ground with spruces on it; `share` of the height belongs to the ground. */
export const wooded =
  (share: number, treeSize: number): Profile =>
  (random, length, unit) => {
    const ground = rolling(random, length, unit)
    const heights = ground.map((height) => height * share)
    for (let x = -unit * 0.05; x < length; x += unit * treeSize * between(random, 0.22, 0.62)) {
      const tall = (1 - share) * between(random, 0.45, 1)
      const wide = unit * treeSize * between(random, 0.3, 0.42)
      for (let column = Math.max(0, Math.ceil(x - wide)); column < Math.min(length, x + wide); column += 1) {
        const top = (ground[column] ?? 0) * share + tall * spruce(Math.abs(column - x) / wide)
        if (top > (heights[column] ?? 0)) heights[column] = top
      }
    }
    return heights
  }

/** The outline of a spruce from the middle (0) to the tip of its lowest branch (1): a cone with drooping tiers. */
function spruce(out: number): number {
  const tiers = 6
  const tier = (1 - out) * tiers
  const within = tier - Math.floor(tier)
  return Math.max(0, (Math.floor(tier) + within ** 1.8) / tiers - 0.02)
}

/** Roofs: blocks of uneven width and height, a few with a mast. */
export const roofs: Profile = (random, length, unit) => {
  const heights = new Float32Array(length)
  let x = -between(random, 0, unit * 0.1)
  while (x < length) {
    const wide = unit * between(random, 0.06, 0.15)
    const height = between(random, 0.22, 0.78) ** 1.2
    const mast = random() < 0.16 ? { at: x + wide * between(random, 0.3, 0.7), thick: unit * 0.0035 } : undefined
    for (let column = Math.max(0, Math.round(x)); column < Math.min(length, Math.round(x + wide)); column += 1) {
      const onMast = mast !== undefined && Math.abs(column - mast.at) < mast.thick
      heights[column] = onMast ? Math.min(1, height + 0.16) : height
    }
    x += wide + (random() < 0.3 ? unit * between(random, 0.005, 0.02) : 0)
  }
  return heights
}

/** Smooth random numbers along a line, 0 to 1. */
function valueNoise(random: Random): (x: number) => number {
  const values = Float32Array.from({ length: 256 }, () => random())
  return (x) => {
    const whole = Math.floor(x)
    const part = x - whole
    const from = values[whole & 255] ?? 0
    const to = values[(whole + 1) & 255] ?? 0
    return from + (to - from) * part * part * (3 - 2 * part)
  }
}

function normalised(length: number, height: (x: number) => number): Float32Array {
  const heights = Float32Array.from({ length }, (_, x) => height(x))
  let low = Infinity
  let high = -Infinity
  for (const value of heights) {
    low = Math.min(low, value)
    high = Math.max(high, value)
  }
  return heights.map((value) => (value - low) / (high - low || 1))
}
