import { startedAtOf } from '../store/job'
import type { Job } from '../store/job'
import { clampRetryAfter } from './clamp-retry-after'
import { pollGap } from './poll-gap'
import type { EndForecast } from './poll-gap'

/** Inputs of the polling interval. Times are in milliseconds. */
export interface PollDelayOptions {
  /** Since the job was first seen in progress; in a queue, since it was created. */
  elapsed: number
  /** Whether the job is still in a queue. @default false */
  isQueued?: boolean
  /** The time in the queue, once it is in progress. @default 0 */
  queued?: number
  /** Percent, as of the last poll; null if the upstream does not report it. */
  progress: number | null
  /** Since that poll. @default 0 */
  sincePoll?: number
  /** The progress when the job was first seen in progress. @default 0 */
  startProgress?: number
  /** Since the last change that the upstream reported. @default elapsed */
  unchanged?: number
  /** The durations of such jobs, if measured. @default none */
  ends?: readonly number[]
  /** An older job of the same kind is running, whose end will make this job due. @default false */
  hasElder?: boolean
  /** How many younger jobs of the same kind wait for the end of this one to be known. @default 0 */
  waiting?: number
  /** Consecutive failed polls. */
  failures: number
  /** The wait that the upstream requested (`Retry-After`): the minimum, but at most an hour. */
  retryAfterMs?: number | undefined
  /** A number from 0 to 1. @default Math.random */
  random?: () => number
}

const minDelay = 2_000
const minQueueDelay = 4_000
const firstBackoff = 2_000
const maxBackoff = 60_000
/** No delay is longer than the job's age, or this if it is younger... */
const maxDelayWhileYoung = 30_000
/** ...and never longer than this. */
const maxDelay = 300_000
const jitterShare = 0.1
const maxJitter = 1_000

/**
 * The adaptive polling interval of a running job, in milliseconds, with exponential backoff after failures and with
 * jitter, which keeps many jobs from being polled at the same time. It is never longer than the time that the job has
 * run, or 30 seconds if that is longer, and at most 5 minutes, wherever the end is expected.
 */
export function nextPollDelay(options: PollDelayOptions): number {
  const { elapsed, failures, retryAfterMs, random = Math.random } = options
  const wait =
    failures > 0
      ? Math.min(maxBackoff, firstBackoff * 2 ** (failures - 1))
      : Math.min(maxDelay, Math.max(maxDelayWhileYoung, elapsed), Math.max(minDelay, delayWhileRunning(options)))
  return Math.round(Math.max(clampRetryAfter(retryAfterMs), wait - Math.min(maxJitter, jitterShare * wait) * random()))
}

function delayWhileRunning(options: PollDelayOptions): number {
  const { elapsed, isQueued = false, queued = 0, startProgress = 0, ends = [], hasElder = false, waiting } = options
  // No poll of a job in a queue can foresee when that ends.
  if (isQueued) return Math.max(minQueueDelay, elapsed / 4)
  const byProgress = forecastByProgress(options)
  if (ends.length === 0 && !byProgress && hasElder) return Math.max(minQueueDelay, 4 * (queued + elapsed))
  const remainingShare = 1 - startProgress / 100
  return pollGap({ age: elapsed, queued, ends: ends.map((end) => end * remainingShare), byProgress, waiting })
}

/** The shortest time that the progress may stay unchanged. */
const minUnchanged = 8_000
/** How far the remaining time may be off, as a share of it. */
const paceError = 0.05

/** The end at the pace so far, while the progress moves as expected: some servers stay at 0, 95, 99 or 100. */
function forecastByProgress(options: PollDelayOptions): EndForecast['byProgress'] {
  const { progress, sincePoll = 0, startProgress = 0 } = options
  const elapsed = options.elapsed - sincePoll
  const unchanged = (options.unchanged ?? options.elapsed) - sincePoll
  const moved = (progress ?? 0) - startProgress
  if (moved <= 0) return undefined
  // Most servers round down.
  const at = (elapsed * (100 - startProgress)) / (moved + 0.5)
  const remaining = Math.max(0, at - elapsed)
  if (unchanged > Math.max(minUnchanged, 2 * remaining)) return undefined
  return { at, error: Math.max(500, (at * 0.5) / (moved + 0.5) + paceError * remaining) }
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
