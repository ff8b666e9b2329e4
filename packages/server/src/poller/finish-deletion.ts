import { isSettled, isVideoError } from '@dailies/core'
import { deleteFiles } from '../media/archiving/archiving-step'
import type { Durations } from '../jobs/durations'
import { nextPollDelay } from '../jobs/poll-delay'
import type { ServerContext } from '../server-context'
import { refOf, startedAtOf, upstreamRequestOf } from '../store/job'
import type { Job, UpstreamRequest } from '../store/job'
import { cancellationOf } from '../upstream/cancellation'
import type { Json, Upstream } from '../upstream/upstream'
import { retryAfterOf } from '../jobs/clamp-retry-after'

/** How long a failing deletion is retried upstream. */
const retryDeletionForMs = 86_400_000
/** How long a deleted job that may still run keeps its slot if no duration was measured for its kind. */
const defaultSlotMs = 600_000

/**
 * Deletes a deleted job's video upstream and its files in the archive, and reschedules itself where that fails. Ends
 * the lease. A job that may continue to run upstream keeps its slot in the `activeJobs` limit for as long as such a job
 * usually runs: decisions/018.
 */
export async function finishDeletion(
  context: ServerContext,
  upstream: Upstream,
  durations: Durations,
  job: Job,
  leaseId: string,
  deletedAt: number,
): Promise<void> {
  const { store, now, archiving, deadlineMs } = context
  const sentRef = refOf(job)
  let isDone = true
  let isReleased = false
  let wait = 0
  try {
    if (sentRef !== undefined) await cancelRunning(upstream, job, sentRef)
    if (sentRef !== undefined && upstream.delete) {
      await upstream.delete(sentRef)
      isReleased = cancellationOf(upstream, job.video.model) !== 'continues'
    }
  } catch (error) {
    const code = isVideoError(error) ? error.code : undefined
    wait = retryAfterOf(error)
    isReleased = code === 'not_found'
    isDone = isReleased || code === 'unsupported' || now() - deletedAt > retryDeletionForMs
  }
  const usual = await durations.expectedMs(job.video)
  const slotUntil = startedAtOf(job) + Math.min(deadlineMs, usual === undefined ? defaultSlotMs : Math.round(2 * usual))
  if (archiving && !(await deleteFiles(context, archiving, job))) isDone = false
  await store.saveUpdate(
    job.video.id,
    (current) => {
      const { phase } = current
      if (phase.name !== 'deleted') return undefined
      // The create request got its response meanwhile, so now there is a job to delete upstream.
      if (phase.ref !== undefined && sentRef === undefined) return { ...current, dueAt: now() }
      const isActive = phase.isActive && !isReleased && now() < slotUntil
      const { ref, upstreamRequest, ...rest } = phase
      const next = { ...rest, isActive, ...(upstreamRequest && { upstreamRequest: dropFiles(upstreamRequest) }) }
      if (isDone) return { ...erasePrompt(current), phase: next, dueAt: isActive ? slotUntil : null }
      const failures = current.failures + 1
      const dueAt = now() + nextPollDelay({ elapsed: 0, progress: null, failures, retryAfterMs: wait })
      return { ...current, phase: { ...next, ...(ref !== undefined && { ref }) }, failures, dueAt }
    },
    { leaseId },
  )
}

/** A job that is deleted while it runs need not be rendered. It keeps its slot until it must have ended. */
async function cancelRunning(upstream: Upstream, job: Job, ref: Json): Promise<void> {
  if (!upstream.cancel || isSettled(job.video) || cancellationOf(upstream, job.video.model) !== 'cancels') return
  await upstream.cancel(ref).catch((error: unknown) => {
    if (!isVideoError(error) || (error.code !== 'not_found' && error.code !== 'unsupported')) throw error
  })
}

/** What the owner wrote goes with the video, unless its create is unanswered and may still be matched to an orphan. */
function erasePrompt(job: Job): Job {
  if (upstreamRequestOf(job)) return job
  const { request: _request, metadata: _metadata, ...rest } = job
  return { ...rest, video: { ...job.video, prompt: null } }
}

/**
 * An unanswered create request stays stored, so that its video is not matched to another row; its files are dropped,
 * because the request is never sent again.
 */
const dropFiles = (request: UpstreamRequest): UpstreamRequest =>
  request.files === 'stored' ? { ...request, files: 'dropped' } : request
