import type { ModelCapabilities } from './capabilities'
import { parseSize } from './pixel-size'

/** One size of a model in other words: its aspect ratio and its resolution tier. */
export interface VideoShape {
  /** Pixels, as `1280x720`. */
  size: string
  /** As `16:9`. */
  aspect_ratio: string
  /** The tier, as `720p`. */
  resolution: string
  /** The durations in this shape, if it does not have all of the model's. */
  seconds?: string[]
}

/** Ratios that sizes are usually named by, although their pixels are rounded. */
const commonRatios = ['16:9', '9:16', '1:1', '4:3', '3:4', '21:9', '9:21', '3:2', '2:3', '5:4', '4:5']
/** The difference at which 1792x1024 still counts as 16:9. */
const tolerance = 0.03

/** The shapes of a model, in the order of its sizes: those that it declares, or derived from the pixels. */
export function shapesOf({ sizes, shapes = [] }: Pick<ModelCapabilities, 'sizes' | 'shapes'>): VideoShape[] {
  return sizes.flatMap((size) => shapes.find((shape) => shape.size === size) ?? derive(size) ?? [])
}

function derive(size: string): VideoShape | undefined {
  const pixels = parseSize(size)
  if (!pixels) return undefined
  const { width, height } = pixels
  return { size, aspect_ratio: ratioOf(width, height), resolution: `${Math.min(width, height)}p` }
}

function ratioOf(width: number, height: number): string {
  const difference = (name: string): number => {
    const [w = 1, h = 1] = name.split(':').map(Number)
    return Math.abs((width / height) * (h / w) - 1)
  }
  const [nearest] = commonRatios
    .map((name) => ({ name, difference: difference(name) }))
    .sort((one, other) => one.difference - other.difference)
  if (nearest && nearest.difference <= tolerance) return nearest.name
  const divisor = greatestCommonDivisor(width, height)
  return `${width / divisor}:${height / divisor}`
}

const greatestCommonDivisor = (a: number, b: number): number => (b === 0 ? a : greatestCommonDivisor(b, a % b))
