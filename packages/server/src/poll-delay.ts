import type { Job } from './store/job'
import { readRetryAfter } from './upstream-retry-after'

/** What the time until the next look depends on. Milliseconds. */
export interface PollDelayOptions {
  /** Since the job was created. */
  elapsed: number
  /** Percent, where the upstream tells it. */
  progress: number | null
  /** Since the upstream last told anything new. @default elapsed */
  unchanged?: number
  /** What such a job usually takes here, where that was measured. */
  usual?: number | undefined
  /** Looks in a row that went unanswered. */
  failures: number
  /** What the upstream asked for; not undercut, unless it is more than an hour. */
  requested?: number | undefined
  /** A number from 0 to 1. @default Math.random */
  random?: () => number
}

const shortest = 2_000
const first = 4_000
const longest = 30_000
const longestAfterFailure = 60_000
const spread = 0.2
/** However far the end, a page that shows progress wants to see it move. */
const mostOfAJob = 2 / 9
/** However near the end: nobody minds a few seconds at the end of a long job. */
const leastOfAJob = 1 / 15
const longestNearTheEnd = 4_000

/**
 * How long until the next look at a running job, in milliseconds: two thirds of what seems to remain, within a share of the whole, so that
 * looks are rare while the end is far, close together around it, and a page still sees the job move. Of progress and experience the one
 * that promises less is believed, since a late look costs a waiting person and an early one costs a request. Jitter keeps many jobs from
 * being asked in step.
 */
export function nextPollDelay({
  elapsed,
  progress,
  unchanged = elapsed,
  usual,
  failures,
  requested,
  random = Math.random,
}: PollDelayOptions): number {
  const wait =
    failures > 0
      ? Math.min(longestAfterFailure, shortest * 2 ** (failures - 1))
      : Math.min(longest, Math.max(shortest, running(elapsed, progress, unchanged, usual)))
  return Math.round(Math.max(readRetryAfter(requested), wait * (1 - spread * random())))
}

function running(elapsed: number, progress: number | null, unchanged: number, usual: number | undefined): number {
  const promised = progress !== null && progress > 0 ? (elapsed * (100 - progress)) / progress : undefined
  // A promise counts until it is plainly broken: some servers stay at 0, 95, 99 or 100.
  const paced = promised !== undefined && unchanged <= 2 * Math.max(first, promised) ? promised : undefined
  const remaining = Math.min(usual === undefined ? Infinity : usual - elapsed, paced ?? Infinity)
  if (remaining === Infinity) return Math.max(first, unchanged / 4)
  if (remaining <= 0) return -remaining / 4
  const whole = elapsed + remaining
  return Math.min(whole * mostOfAJob, Math.max(Math.min(longestNearTheEnd, whole * leastOfAJob), (remaining * 2) / 3))
}

const rarest = 3_600_000
const day = 86_400_000

/** How long until the next look at a job of which we gave up, ever more rarely; undefined after a day. */
export const provisionalPollDelay = (sinceFailure: number): number | undefined =>
  sinceFailure >= day ? undefined : Math.min(rarest, Math.max(60_000, Math.round(sinceFailure / 2)))

const shortestRest = 300_000

/** Nobody waits for this job, and the upstream tells of its end: looked at only where that word seems to be lost. */
export const toIdle = (job: Job, now: number, usual = 0): Job => ({
  ...job,
  isIdle: true,
  dueAt: now + Math.max(shortestRest, Math.round(2 * usual)),
})

/** A running job is looked at when its deadline comes, whatever was planned: that look gives it up. */
export const byDeadline = (job: Job, deadline: number): Job =>
  job.dueAt === null ? job : { ...job, dueAt: Math.min(job.dueAt, job.createdAt + deadline) }
