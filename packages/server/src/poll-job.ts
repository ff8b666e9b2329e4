import { VideoError, isFinal, isSettled, isVideoError } from '@dailies/core'
import { emitJobChange } from './emit-job-change'
import { beginArchiving } from './archiving/archiving'
import type { Durations } from './durations'
import { applyUpstreamUpdate, failProvisionally } from './apply-upstream-update'
import { certainAfterPolls, isCertain, countMissingAnswer } from './missing-answers'
import { byDeadline, provisionalPollDelay, nextPollDelay, toIdle } from './poll-delay'
import type { ServerContext } from './server-context'
import type { Job } from './store/job'
import { readRetryAfter, readErrorRetryAfter } from './upstream-retry-after'

/** Looks at one leased job, whatever it is that is due, and folds in what was heard. Ends the lease. */
export async function pollJob(context: ServerContext, durations: Durations, job: Job, holder: string): Promise<void> {
  if (job.deletedAt !== null) {
    const { finishDeletion } = await import('./finish-deletion')
    return finishDeletion(context, durations, job, holder, job.deletedAt)
  }
  if (job.upstreamRequest) {
    const { resolveOrphan } = await import('./orphans')
    return resolveOrphan(context, job, job.upstreamRequest, holder)
  }
  const { upstream, store, now, emit } = context
  const started = now()
  const usual = await durations.usual(job.video)
  let fold: (known: Job) => Job
  let asked = 0
  let code: string | undefined
  try {
    if (job.ref === undefined) throw new VideoError('This job has no reference upstream.', { code: 'misconfigured' })
    const answer = await upstream.retrieve(job.ref, { signal: AbortSignal.timeout(context.pollTimeoutMs) })
    asked = readRetryAfter(answer.pollAfterMs)
    fold = (known) => {
      // Given up by its deadline it stays so until the upstream tells an end: "still running" is what it said before.
      const isMoot =
        isOverdue(known, context.deadlineMs, now()) &&
        known.provisionalFailureAt !== undefined &&
        !isSettled(answer.update)
      return isMoot ? { ...known, failures: 0 } : applyUpstreamUpdate(known, answer.update, now())
    }
  } catch (error) {
    asked = readErrorRetryAfter(error)
    code = isVideoError(error) ? error.code : 'upstream_failed'
    fold =
      code === 'not_found' ? (known) => miss(known, now()) : (known) => ({ ...known, failures: known.failures + 1 })
  }
  const settled = await store.saveUpdate(
    job.video.id,
    (known) => {
      const next = beginArchiving(context, overdue(fold(known), context.deadlineMs, now()), now())
      if (next.archivingUntil !== undefined) return { ...next, polledAt: now() }
      // Somebody made it due while we looked (a webhook, "check again"), so what we heard may be old already.
      const isWoken = known.dueAt !== job.dueAt
      const { isIdle: _isResting, ...rest } = next
      const looked = { ...rest, polledAt: now() }
      if (isWoken && !isFinal(next.video)) return { ...looked, dueAt: now() }
      const planned =
        isCalm(looked) && context.mayIdle(looked)
          ? toIdle(looked, now(), usual)
          : { ...looked, dueAt: dueAt(looked, now(), usual, asked) }
      return looked.provisionalFailureAt === undefined ? byDeadline(planned, context.deadlineMs) : planned
    },
    { holder },
  )
  const { owner, video } = settled ?? job
  const { id: videoId, model, status } = video
  emit({ type: 'polled', videoId, owner, model, status, durationMs: now() - started, ...(code && { code }) })
  if (settled) emitJobChange(context, job, settled)
}

/** Running, and nothing is wrong with it. */
const isCalm = ({ video, provisionalFailureAt, missing, failures }: Job): boolean =>
  !isSettled(video) && provisionalFailureAt === undefined && !missing && failures === 0

/** When to look again; null where nothing can change any more. */
function dueAt(job: Job, now: number, usual: number | undefined, requested: number): number | null {
  if (isFinal(job.video)) return null
  if (job.provisionalFailureAt !== undefined) {
    const wait = provisionalPollDelay(now - job.provisionalFailureAt)
    return wait === undefined ? null : now + Math.max(wait, requested)
  }
  // A 404 is asked about again until it is certain, however far off the end seems.
  const failures = job.missing ? certainAfterPolls + 1 : job.failures
  const { createdAt, changedAt, video } = job
  const [elapsed, unchanged] = [now - createdAt, now - changedAt]
  return now + nextPollDelay({ elapsed, progress: video.progress, unchanged, usual, failures, requested })
}

/** The upstream says that it does not know this job. */
function miss(job: Job, now: number): Job {
  const missing = countMissingAnswer(job.missing, now)
  const message =
    'The video service no longer knows this job. It may have been deleted there, or lost in a restart; check again, or make it anew.'
  return isCertain(missing, now)
    ? failProvisionally({ ...job, missing }, { code: 'lost', message }, now)
    : { ...job, missing }
}

const isOverdue = (job: Job, deadline: number, now: number): boolean => now - job.createdAt >= deadline

function overdue(job: Job, deadline: number, now: number): Job {
  if (isSettled(job.video) || !isOverdue(job, deadline, now)) return job
  const message = `The video service has not finished this job within ${Math.round(deadline / 60_000)} minutes. Check again later, or make it anew.`
  return failProvisionally(job, { code: 'deadline_exceeded', message }, now)
}
