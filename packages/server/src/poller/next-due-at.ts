import { callbackIntervalMs } from '../jobs/callbacks'
import { certainAfterPolls } from '../jobs/missing-responses'
import { nextPollDelay, provisionalPollDelay } from '../jobs/poll-delay'
import type { Job } from '../store/job'

/** What decides when a job is polled next, besides the job itself. Times are in milliseconds. */
export interface KnownJobs {
  /** How long the latest jobs of its kind ran. */
  ends: readonly number[]
  /** An older job of its kind is running, whose end will make this job due. */
  hasElder: boolean
  /** How many younger jobs of its kind wait for its end to be known. */
  waiting: number
}

/** The time of the next poll; null if the job can no longer change. */
export function nextDueAt(job: Job, now: number, known: KnownJobs, retryAfterMs: number): number | null {
  const { phase, start, video } = job
  if (phase.name === 'done') return null
  if (phase.name === 'provisionally_failed') {
    const wait = provisionalPollDelay(now - phase.failedAt)
    return wait === undefined ? null : now + Math.max(wait, retryAfterMs)
  }
  // After a 404 the job is polled with the delay of a failure until the 404 is certain, even if its end is far away. The
  // same holds for a failure that may be transient.
  const isUncertain =
    ('missing' in phase && phase.missing !== undefined) ||
    ('transientFailures' in phase && phase.transientFailures !== undefined)
  const delay = nextPollDelay({
    ...known,
    elapsed: now - (start?.at ?? job.createdAt),
    isQueued: !start,
    queued: start ? start.at - job.createdAt : 0,
    progress: video.progress,
    sincePoll: now - (job.polledAt ?? now),
    startProgress: start?.progress ?? 0,
    unchanged: now - job.changedAt,
    failures: isUncertain ? certainAfterPolls + 1 : job.failures,
    retryAfterMs,
  })
  // Its end is reported, so that no poll has to come sooner than one that a call could cause.
  return now + (job.callback ? Math.max(callbackIntervalMs, delay) : delay)
}

/** Running, without failed polls or a provisional failure. */
export const isHealthy = ({ phase, failures }: Job): boolean =>
  phase.name === 'running' && !phase.missing && !phase.transientFailures && failures === 0
