import type { RunTimeStats, ModelCapabilities, ModelPrice } from './capabilities'
import { shapesOf } from './shapes'
import type { Video } from './video'
import { isSettled } from './video'

/** Estimated remaining time as a range, in seconds from now. */
export interface Estimate {
  /** Lower bound in seconds. */
  from: number
  /** Upper bound in seconds. */
  to: number
}

/**
 * Estimates the remaining time (ETA) of a job, as a range in whole seconds; returns undefined for a settled job, or if
 * there is not enough data.
 *
 * @param runTimeStats run time statistics of the video's model, from the capabilities
 * @param now current Unix time in seconds
 */
export function estimateRemaining(
  video: Pick<Video, 'status' | 'progress' | 'created_at' | 'size' | 'seconds'>,
  runTimeStats: readonly RunTimeStats[] | undefined,
  now: number,
): Estimate | undefined {
  if (isSettled(video)) return undefined
  const elapsed = Math.max(0, now - video.created_at)
  const stats = findRunTimeStats(video, runTimeStats)
  const progress = video.progress ?? 0
  // Progress below 10 % is too imprecise: one step of a coarse counter would change the estimate by minutes.
  const byProgress = progress >= 10 ? (elapsed * (100 - progress)) / progress : undefined
  if (!stats) return byProgress === undefined ? undefined : range(byProgress * 0.8, byProgress * 1.3)
  const from = Math.max(0, stats.median - elapsed)
  const to = Math.max(from, stats.p90 - elapsed)
  if (elapsed > stats.p90) return byProgress === undefined ? undefined : range(byProgress * 0.8, byProgress * 1.3)
  if (byProgress === undefined) return range(from, to)
  const weight = progress / 100
  return range(mix(from, byProgress * 0.9, weight), mix(to, byProgress * 1.1, weight))
}

/** A function that estimates the remaining time of one job repeatedly, without the estimate growing. */
export type Estimator = (
  video: Parameters<typeof estimateRemaining>[0],
  durations: readonly RunTimeStats[] | undefined,
  now: number,
) => Estimate | undefined

/**
 * Creates a stateful estimator of one job's remaining time (ETA): neither bound moves further into the future, unless
 * the job has exceeded the previous estimate. Call it like {@link estimateRemaining}.
 */
export function createEstimator(): Estimator {
  let earliest = Infinity
  let latest = Infinity
  return (video, runTimeStats, now) => {
    const next = estimateRemaining(video, runTimeStats, now)
    const hasOverrun = now >= latest
    earliest = next ? Math.min(hasOverrun ? Infinity : earliest, now + next.from) : earliest
    latest = next ? Math.min(hasOverrun ? Infinity : latest, now + next.to) : latest
    if (!next) return undefined
    const to = Math.max(1, Math.round(latest - now))
    return { from: Math.max(0, Math.min(to, Math.round(earliest - now))), to }
  }
}

/**
 * Finds the job run time statistics for a video's size and duration; returns undefined if its size was not measured. If
 * its duration was not measured, returns the statistics of the nearest duration.
 */
export function findRunTimeStats(
  video: Pick<Video, 'size' | 'seconds'>,
  runTimeStats: readonly RunTimeStats[] | undefined,
): RunTimeStats | undefined {
  const distance = ({ seconds }: RunTimeStats): number => Math.abs(Number(seconds) - Number(video.seconds))
  return runTimeStats
    ?.filter(({ size, count }) => size === video.size && count > 0)
    .sort((a, b) => distance(a) - distance(b))[0]
}

/**
 * Calculates the price (cost) of a video, in the currency of the capabilities; returns undefined if the price is not
 * known.
 *
 * @param video its size in pixels, as `1280x720`, its duration in seconds, as a string, and whether it has sound; the
 *   higher price if that is not known
 */
export function priceOf(
  model: Pick<ModelCapabilities, 'prices' | 'shapes'>,
  { size, seconds, generate_audio }: { size: string; seconds: string; generate_audio?: boolean | undefined },
): number | undefined {
  const listed = findPrice(model, size)
  const duration = Number(seconds)
  if (listed === undefined || !(duration > 0)) return undefined
  const price = typeof listed === 'number' ? listed : priceWithSound(listed, generate_audio)
  // In millionths, rounded up, so that what costs anything never costs nothing; less the error of floating point.
  const millionths = Math.ceil(price * duration * 1_000_000 - 1e-6)
  return (price > 0 ? Math.max(1, millionths) : 0) / 1_000_000
}

function findPrice({ prices = {}, shapes }: Pick<ModelCapabilities, 'prices' | 'shapes'>, size: string) {
  const tier = shapesOf({ sizes: [size], ...(shapes && { shapes }) }).find((shape) => shape.size === size)?.resolution
  return [size, tier].flatMap((key) => (key !== undefined && Object.hasOwn(prices, key) ? [prices[key]] : []))[0]
}

function priceWithSound(price: Exclude<ModelPrice, number>, hasSound: boolean | undefined): number {
  if (hasSound === undefined) return Math.max(price.with_audio, price.without_audio)
  return hasSound ? price.with_audio : price.without_audio
}

const mix = (a: number, b: number, weight: number): number => a * (1 - weight) + b * weight

const range = (from: number, to: number): Estimate => ({ from: Math.round(from), to: Math.max(1, Math.round(to)) })
