import type { DurationCapabilities, ModelCapabilities } from './capabilities'
import type { Video } from './video'
import { isSettled } from './video'

/** A range of time, in seconds from now. */
export interface Estimate {
  /** At least so long, in seconds. */
  from: number
  /** Hardly longer than this, in seconds. */
  to: number
}

/**
 * How much longer a job takes, as a range in whole seconds; undefined where nothing is known to draw it from.
 *
 * @param durations how long jobs of this model have taken, from the capabilities
 * @param now Unix time in seconds
 */
export function estimateRemaining(
  video: Pick<Video, 'status' | 'progress' | 'created_at' | 'size' | 'seconds'>,
  durations: readonly DurationCapabilities[] | undefined,
  now: number,
): Estimate | undefined {
  if (isSettled(video)) return undefined
  const elapsed = Math.max(0, now - video.created_at)
  const usual = durationOf(video, durations)
  const progress = video.progress ?? 0
  // Below a tenth progress says too little: one step of a coarse counter would swing the estimate by minutes.
  const paced = progress >= 10 ? (elapsed * (100 - progress)) / progress : undefined
  if (!usual) return paced === undefined ? undefined : range(paced * 0.8, paced * 1.3)
  const from = Math.max(0, usual.median - elapsed)
  const to = Math.max(from, usual.p90 - elapsed)
  if (elapsed > usual.p90) return paced === undefined ? undefined : range(paced * 0.8, paced * 1.3)
  if (paced === undefined) return range(from, to)
  const weight = progress / 100
  return range(mix(from, paced * 0.9, weight), mix(to, paced * 1.1, weight))
}

/** Estimates one job again and again. */
export type Estimator = (
  video: Parameters<typeof estimateRemaining>[0],
  durations: readonly DurationCapabilities[] | undefined,
  now: number,
) => Estimate | undefined

/**
 * Makes an estimator that remembers what it said of one job: neither end of the range moves further away, unless the job has
 * overrun what was said. Called like {@link estimateRemaining}.
 */
export function createEstimator(): Estimator {
  let earliest = Infinity
  let latest = Infinity
  return (video, durations, now) => {
    const next = estimateRemaining(video, durations, now)
    const hasOverrun = now >= latest
    earliest = next ? Math.min(hasOverrun ? Infinity : earliest, now + next.from) : earliest
    latest = next ? Math.min(hasOverrun ? Infinity : latest, now + next.to) : latest
    if (!next) return undefined
    const to = Math.max(1, Math.round(latest - now))
    return { from: Math.max(0, Math.min(to, Math.round(earliest - now))), to }
  }
}

/** How long jobs like this one have taken here, where that was measured; the nearest length of the same size stands in for a missing one. */
export function durationOf(
  video: Pick<Video, 'size' | 'seconds'>,
  durations: readonly DurationCapabilities[] | undefined,
): DurationCapabilities | undefined {
  const distance = ({ seconds }: DurationCapabilities): number => Math.abs(Number(seconds) - Number(video.seconds))
  return durations
    ?.filter(({ size, count }) => size === video.size && count > 0)
    .sort((one, other) => distance(one) - distance(other))[0]
}

/**
 * What a film will cost, in the currency of the capabilities; undefined where no price is told.
 *
 * @param film its size in pixels, as `1280x720`, and its length in seconds
 */
export function priceOf(
  model: Pick<ModelCapabilities, 'prices'>,
  { size, seconds }: { size: string; seconds: string },
): number | undefined {
  const price = model.prices && Object.hasOwn(model.prices, size) ? model.prices[size] : undefined
  const length = Number(seconds)
  if (price === undefined || !(length > 0)) return undefined
  // Tenths of cents are real prices, binary fractions are not.
  return Math.round(price * length * 10_000) / 10_000
}

const mix = (one: number, other: number, weight: number): number => one * (1 - weight) + other * weight

const range = (from: number, to: number): Estimate => ({ from: Math.round(from), to: Math.max(1, Math.round(to)) })
