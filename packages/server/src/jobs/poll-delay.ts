import { startedAtOf } from '../store/job'
import type { Job } from '../store/job'
import { clampRetryAfter } from './clamp-retry-after'

/** Inputs of the polling interval. Times are in milliseconds. */
export interface PollDelayOptions {
  /** Since the job was created. */
  elapsed: number
  /** Percent; null if the upstream does not report it. */
  progress: number | null
  /** Since the last change that the upstream reported. @default elapsed */
  unchanged?: number
  /** The usual duration of such a job, if measured. */
  expectedMs?: number | undefined
  /** Consecutive failed polls. */
  failures: number
  /** The wait that the upstream requested (`Retry-After`): the minimum, but at most an hour. */
  retryAfterMs?: number | undefined
  /** A number from 0 to 1. @default Math.random */
  random?: () => number
}

const minDelay = 2_000
const firstDelay = 4_000
const maxDelay = 30_000
const maxBackoff = 60_000
const jitter = 0.2
/** Maximum share of the whole duration, so that a client still sees the progress move while the end is far. */
const maxShare = 2 / 9
/** Minimum share of the whole duration near the end: a few seconds of delay do not matter at the end of a long job. */
const minShare = 1 / 15
const maxDelayNearEnd = 4_000

/**
 * The adaptive polling interval of a running job, in milliseconds, with exponential backoff after failures and with
 * jitter. It is two thirds of the estimated remaining time, bounded by a share of the whole duration: polls are rare
 * while the end is far and frequent around it. The remaining time is the smaller of two estimates (progress, measured
 * duration), since a late poll makes a user wait and an early one costs only a request. Jitter keeps many jobs from
 * being polled at the same time.
 */
export function nextPollDelay({
  elapsed,
  progress,
  unchanged = elapsed,
  expectedMs,
  failures,
  retryAfterMs,
  random = Math.random,
}: PollDelayOptions): number {
  const wait =
    failures > 0
      ? Math.min(maxBackoff, minDelay * 2 ** (failures - 1))
      : Math.min(maxDelay, Math.max(minDelay, delayWhileRunning(elapsed, progress, unchanged, expectedMs)))
  return Math.round(Math.max(clampRetryAfter(retryAfterMs), wait * (1 - jitter * random())))
}

function delayWhileRunning(
  elapsed: number,
  progress: number | null,
  unchanged: number,
  usual: number | undefined,
): number {
  const byProgress = progress !== null && progress > 0 ? (elapsed * (100 - progress)) / progress : undefined
  // The progress counts only while it moves as expected: some servers stay at 0, 95, 99 or 100.
  const reliable =
    byProgress !== undefined && unchanged <= 2 * Math.max(firstDelay, byProgress) ? byProgress : undefined
  const remaining = Math.min(usual === undefined ? Infinity : usual - elapsed, reliable ?? Infinity)
  if (remaining === Infinity) return Math.max(firstDelay, unchanged / 4)
  if (remaining <= 0) return -remaining / 4
  const whole = elapsed + remaining
  return Math.min(whole * maxShare, Math.max(Math.min(maxDelayNearEnd, whole * minShare), (remaining * 2) / 3))
}

const maxProvisionalDelay = 3_600_000
const day = 86_400_000

/**
 * The polling interval of a provisionally failed job, in milliseconds: from a minute up to an hour; undefined after a
 * day.
 */
export const provisionalPollDelay = (sinceFailure: number): number | undefined =>
  sinceFailure >= day ? undefined : Math.min(maxProvisionalDelay, Math.max(60_000, Math.round(sinceFailure / 2)))

const minIdleDelay = 300_000

/**
 * Makes a job idle: no client waits for it and the upstream sends a webhook at its end, so it is polled only in case
 * the webhook is lost.
 */
export const pausePolling = (job: Job, now: number, usual = 0): Job =>
  job.phase.name === 'running'
    ? {
        ...job,
        phase: { ...job.phase, isIdle: true },
        dueAt: now + Math.max(minIdleDelay, Math.round(2 * usual)),
      }
    : job

/** Schedules the next poll no later than the job's deadline; that poll fails the job provisionally. */
export const capDueAtToDeadline = (job: Job, deadlineMs: number): Job =>
  job.dueAt === null ? job : { ...job, dueAt: Math.min(job.dueAt, startedAtOf(job) + deadlineMs) }
