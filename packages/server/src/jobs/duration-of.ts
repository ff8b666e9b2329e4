import { startedAtOf } from '../store/job'
import type { Job } from '../store/job'
import { quantile } from './quantile'

/** What is known about the end of a job that has completed. */
export interface KnownEnd {
  /** When the upstream says that it completed, in Unix milliseconds. */
  endedAt?: number
  /** How long other jobs of its kind ran, in milliseconds. @default none */
  knownEnds?: readonly number[]
}

/** A range of durations is wide if it is wider than this, or than a share of its end. */
const wideMs = 5_000
const wideShare = 0.1

/** How long a job ran that is completed now, in milliseconds; undefined if that is not known. */
export function durationOf(job: Job, now: number, { endedAt, knownEnds = [] }: KnownEnd): number | undefined {
  const { start, polledAt, phase, callback } = job
  // A job that was never seen in progress may have waited in a queue all the time, unless this is the first response.
  if (!start) return polledAt === null ? now - startedAtOf(job) : undefined
  // Most of it had passed when it was seen first, so the rest is no measure of the whole.
  if (start.progress > 50) return undefined
  const wholeOf = (end: number): number => Math.round((end - start.at) / (1 - start.progress / 100))
  const lastSeen = Math.max(start.at, polledAt ?? 0)
  // As far as the upstream's clock agrees with ours.
  if (endedAt !== undefined) return wholeOf(Math.min(now, Math.max(lastSeen, endedAt)))
  // A job whose end was reported is polled at once.
  const isReported = (phase.name === 'running' && phase.isIdle) || callback?.calledAt !== undefined
  return isReported ? wholeOf(now) : durationWithin(wholeOf(lastSeen), wholeOf(now), knownEnds)
}

/**
 * The probable duration of a job that ended between two polls: the middle if they are close to each other, else where
 * most such jobs end. One that ended earlier than most is counted as early: if it were left out, the known durations
 * would grow, and the first poll near the end would come later each time.
 */
function durationWithin(from: number, to: number, knownEnds: readonly number[]): number {
  const middle = Math.round((from + to) / 2)
  const tolerance = Math.max(wideMs, Math.round(to * wideShare))
  if (to - from <= tolerance) return middle
  const inRange = knownEnds.filter((end) => from <= end && end <= to)
  if (inRange.length > knownEnds.length / 2) return quantile(inRange, 0.5) ?? middle
  const isNear = knownEnds.some((end) => from <= end && end <= to + tolerance)
  return isNear ? Math.max(middle, to - tolerance) : middle
}
