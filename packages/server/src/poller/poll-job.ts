import { VideoError, isFinal, isSettled, isVideoError } from '@dailies/core'
import { callbackIntervalMs } from '../jobs/callbacks'
import { emitJobChange } from '../jobs/emit-job-change'
import { beginArchiving } from '../jobs/begin-archiving'
import { finishDeletion } from './finish-deletion'
import { resolveUnconfirmedCreate } from './unconfirmed-creates'
import type { Durations } from '../jobs/durations'
import { applyUpstreamUpdate, failProvisionally } from '../jobs/apply-upstream-update'
import { isCertain, countMissingResponse } from '../jobs/missing-responses'
import { capDueAtToDeadline, pausePolling } from '../jobs/poll-delay'
import { isHealthy, nextDueAt } from './next-due-at'
import type { PollPlanner } from './poll-planner'
import type { ServerContext } from '../server-context'
import { refOf, startedAtOf } from '../store/job'
import type { Job } from '../store/job'
import type { Upstream, UpstreamUpdate } from '../upstream/upstream'
import { clampRetryAfter, retryAfterOf } from '../jobs/clamp-retry-after'

/**
 * Does what is due for one leased job: finishes its deletion, resolves an unanswered create, or polls the upstream and
 * saves the update. Ends the lease.
 */
export async function pollJob(
  context: ServerContext,
  upstream: Upstream,
  durations: Durations,
  planner: PollPlanner,
  job: Job,
  leaseId: string,
): Promise<void> {
  const { phase } = job
  if (phase.name === 'deleted') {
    return finishDeletion(context, upstream, durations, job, leaseId, phase.deletedAt)
  }
  if ('upstreamRequest' in phase) {
    return resolveUnconfirmedCreate(context, upstream, job, phase.upstreamRequest, leaseId)
  }
  const { store, now, emit } = context
  const started = now()
  const usual = await durations.expectedMs(job.video)
  const known = await planner.knownJobs(job)
  let applyResult: (current: Job) => Job
  let requested = 0
  let code: string | undefined
  try {
    const ref = refOf(job)
    if (ref === undefined) throw new VideoError('This job has no reference upstream.', { code: 'misconfigured' })
    const answer = await upstream.retrieve(ref)
    const { update } = answer
    requested = clampRetryAfter(answer.pollAfterMs)
    applyResult = (current) => {
      if (update.status === 'failed' && answer.mayBeTransient) return countTransientFailure(current, answer, now())
      // After its deadline a job stays failed until the upstream reports an end: that it still runs is nothing new.
      const isIgnored =
        isOverdue(current, context.deadlineMs, now()) &&
        current.phase.name === 'provisionally_failed' &&
        !isSettled(update)
      return isIgnored ? { ...current, failures: 0 } : applyUpstreamUpdate(current, answer, now(), known.ends)
    }
  } catch (error) {
    requested = retryAfterOf(error)
    code = isVideoError(error) ? error.code : 'upstream_failed'
    applyResult =
      code === 'not_found'
        ? (current) => countMissing(current, now())
        : (current) => ({ ...current, failures: current.failures + 1 })
  }
  const saved = await store.saveUpdate(
    job.video.id,
    (current) => {
      const next = beginArchiving(
        context,
        upstream,
        failOverdue(applyResult(current), context.deadlineMs, now()),
        now(),
      )
      if (next.phase.name === 'copying') return { ...next, polledAt: now() }
      // A webhook or a "check again" made the job due during this poll, so its result may be out of date.
      const isWoken = current.dueAt !== job.dueAt
      const isCalled = current.callback?.calledAt !== job.callback?.calledAt
      const polled = { ...resumePolling(next), polledAt: now() }
      if (isCalled && !isFinal(next.video)) return { ...polled, dueAt: now() + callbackIntervalMs }
      if (isWoken && !isFinal(next.video)) return { ...polled, dueAt: now() }
      const scheduled =
        isHealthy(polled) && context.mayIdle(upstream, polled)
          ? pausePolling(polled, now(), usual)
          : { ...polled, dueAt: nextDueAt(polled, now(), known, requested) }
      return polled.phase.name === 'running' ? capDueAtToDeadline(scheduled, context.deadlineMs) : scheduled
    },
    { leaseId },
  )
  const { owner, video } = saved ?? job
  const { id: videoId, model, status } = video
  emit({ type: 'polled', videoId, owner, model, status, durationMs: now() - started, ...(code && { code }) })
  if (!saved) return
  emitJobChange(context, job, saved)
  await planner.observe(job, saved, requested)
}

/** An idle job that was polled is no longer idle. */
const resumePolling = (job: Job): Job =>
  job.phase.name === 'running' ? { ...job, phase: { ...job.phase, isIdle: false } } : job

const cancelled: UpstreamUpdate = {
  update: { status: 'failed', error: { code: 'cancelled', message: 'The job was cancelled.' } },
}

/**
 * The upstream responded that it does not know this job: counts the response, and fails the job once that is certain.
 */
function countMissing(job: Job, now: number): Job {
  const { phase } = job
  if (phase.name !== 'running' && !(phase.name === 'provisionally_failed' && 'ref' in phase)) return job
  // It was cancelled, and then it is gone: that is its end.
  if (phase.name === 'running' && phase.isCancelling) return applyUpstreamUpdate(job, cancelled, now)
  const missing = countMissingResponse(phase.missing, now)
  const counted = { ...job, phase: { ...phase, missing } }
  const message =
    'The video service no longer knows this job. It may have been deleted there, or lost in a restart. Check again later, or create it again.'
  return isCertain(missing, now) ? failProvisionally(counted, { code: 'lost', message }, now) : counted
}

/** Counts a failure that may be transient, and applies it once it is certain. */
function countTransientFailure(job: Job, answer: UpstreamUpdate, now: number): Job {
  const { phase } = job
  if (phase.name !== 'running' && !(phase.name === 'provisionally_failed' && 'ref' in phase)) return job
  const transientFailures = countMissingResponse(phase.transientFailures, now)
  if (isCertain(transientFailures, now)) return applyUpstreamUpdate(job, answer, now)
  return { ...job, phase: { ...phase, transientFailures } }
}

const isOverdue = (job: Job, deadlineMs: number, now: number): boolean => now - startedAtOf(job) >= deadlineMs

function failOverdue(job: Job, deadlineMs: number, now: number): Job {
  if (job.phase.name !== 'running' || !isOverdue(job, deadlineMs, now)) return job
  const message = `The video service has not finished this job within ${Math.round(deadlineMs / 60_000)} minutes. Check again later, or create it again.`
  return failProvisionally(job, { code: 'deadline_exceeded', message }, now)
}
