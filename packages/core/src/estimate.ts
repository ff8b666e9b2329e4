import type { RunTimeStats, ModelCapabilities, ModelPrice } from './capabilities'
import { shapesOf } from './shapes'
import type { Video, VideoStart } from './video'

/** Estimated remaining time as a range, in seconds from now. */
export interface Estimate {
  /** Lower bound in seconds. */
  from: number
  /** Upper bound in seconds. */
  to: number
}

/** What is known about the pace of a job. */
export interface Pace {
  /** The first sight of the job in progress. @default `video.assets.started`, as a Dailies server sends it */
  started?: VideoStart | undefined
  /** When the current progress was reported, in Unix seconds. @default now */
  reportedAt?: number
}

/** Progress below 10 points is too imprecise: one step of a coarse counter would change the estimate by minutes. */
const minMoved = 10
/** From this progress on, the pace of the job itself counts alone. */
const decisiveMoved = 50

/**
 * Estimates the remaining time (ETA) of a job in progress, as a range in whole seconds. Returns undefined for a queued
 * job, since the time in a queue says nothing about the time of rendering; for a settled or overdue job; and if there is
 * not enough data.
 *
 * @param runTimeStats run time statistics of the video's model, from the capabilities
 * @param now current Unix time in seconds
 */
export function estimateRemaining(
  video: Pick<Video, 'status' | 'progress' | 'size' | 'seconds' | 'assets'>,
  runTimeStats: readonly RunTimeStats[] | undefined,
  now: number,
  { started = video.assets?.started, reportedAt = now }: Pace = {},
): Estimate | undefined {
  if (video.status !== 'in_progress' || !started) return undefined
  const byStats = estimateByStats(findRunTimeStats(video, runTimeStats), started, now)
  const moved = (video.progress ?? 0) - started.progress
  if (moved < minMoved) return rounded(byStats)
  const pace = (reportedAt - started.at) / moved
  const left = pace * (100 - started.progress - moved) - (now - reportedAt)
  // Progress that stands still for longer than the rest should have taken: nothing is known any more.
  if (left <= 0) return undefined
  const byProgress = { from: left * 0.8, to: left * 1.25 }
  if (!byStats) return rounded(byProgress)
  const weight = Math.min(1, moved / decisiveMoved)
  return rounded({
    from: mix(byStats.from, byProgress.from, weight),
    to: mix(byStats.to, byProgress.to, weight),
  })
}

/** The remaining time by the run times of earlier jobs alone; undefined for an overdue job. */
function estimateByStats(stats: RunTimeStats | undefined, started: VideoStart, now: number): Estimate | undefined {
  if (!stats) return undefined
  const { median } = stats
  const elapsed = Math.max(0, now - started.at) + (median * started.progress) / 100
  // Few measurements are close together by chance.
  const longest = Math.max(stats.p90, median * 1.1)
  if (elapsed >= longest) return undefined
  // Past the median a job is late by an unknown time, so the upper bound no longer comes closer.
  return { from: Math.max(0, median * 0.9 - elapsed), to: longest - Math.min(elapsed, median) }
}

/** A function that estimates the remaining time of one job repeatedly. */
export type Estimator = (
  video: Parameters<typeof estimateRemaining>[0],
  runTimeStats: readonly RunTimeStats[] | undefined,
  now: number,
) => Estimate | undefined

/**
 * Creates a stateful estimator of one job's remaining time (ETA), which is called like {@link estimateRemaining}. It
 * remembers when progress was reported, and how often: the end is not seen before the next report. Small deviations do
 * not move its bounds into the future, so that the estimate counts down steadily; a longer remaining time does, because
 * a promise that is known to be false is not kept up.
 */
export function createEstimator(): Estimator {
  let started: VideoStart | undefined
  let reported: { progress: number; at: number; interval: number } | undefined
  let held: Estimate | undefined
  return (video, runTimeStats, now) => {
    const progress = video.progress ?? 0
    if (video.status !== 'in_progress') return undefined
    started ??= video.assets?.started ?? { at: now, progress }
    if (reported?.progress !== progress) {
      reported = { progress, at: now, interval: reported ? now - reported.at : 0 }
    }
    const next = estimateRemaining(video, runTimeStats, now, { started, reportedAt: reported.at })
    if (!next) {
      held = undefined
      return undefined
    }
    const [from, to] = [now + next.from, reportAfter(now + next.to, reported)]
    const isKept = held && to <= held.to + Math.max(2, (held.to - now) * 0.25)
    held = held && isKept ? { from: Math.min(held.from, from), to: Math.min(held.to, to) } : { from, to }
    return rounded({ from: Math.max(0, held.from - now), to: held.to - now })
  }
}

/** When a job that ends at this time is seen to have ended, in Unix seconds. */
const reportAfter = (time: number, { at, interval }: { at: number; interval: number }): number =>
  interval > 0 ? at + Math.ceil((time - at) / interval) * interval : time

/**
 * Finds the job run time statistics for a video's size and duration; returns undefined if its size was not measured. If
 * its duration was not measured, returns the statistics of the nearest duration.
 */
export function findRunTimeStats<Stats extends RunTimeStats>(
  video: Pick<Video, 'size' | 'seconds'>,
  runTimeStats: readonly Stats[] | undefined,
): Stats | undefined {
  const distance = ({ seconds }: Stats): number => Math.abs(Number(seconds) - Number(video.seconds))
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

const rounded = (estimate: Estimate | undefined): Estimate | undefined =>
  estimate && { from: Math.round(estimate.from), to: Math.max(1, Math.round(estimate.to)) }
