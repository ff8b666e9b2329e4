import { isVideoError } from '@dailies/core'
import { deleteFiles } from './archiving/archive-files'
import type { Durations } from './durations'
import { nextPollDelay } from './poll-delay'
import type { ServerContext } from './server-context'
import type { Job } from './store/job'
import { readErrorRetryAfter } from './upstream-retry-after'

/** For how long the upstream is asked to delete what it does not let go, in milliseconds. */
const givenUpAfter = 86_400_000
/** What a job takes at most, as far as its place is concerned, where nobody has measured it. Milliseconds. */
const unmeasured = 600_000

/**
 * Deletes upstream and from the archive what its owner has deleted, now or at a later look. Ends the lease. A job that may run on keeps its
 * place among the active ones for as long as such a job usually runs: decisions/018.
 */
export async function finishDeletion(
  { upstream, store, now, pollTimeoutMs, archiving, deadlineMs }: ServerContext,
  durations: Durations,
  job: Job,
  holder: string,
  deletedAt: number,
): Promise<void> {
  let isDone = true
  let isLetGo = false
  let wait = 0
  try {
    if (job.ref !== undefined && upstream.delete) {
      await upstream.delete(job.ref, { signal: AbortSignal.timeout(pollTimeoutMs) })
      isLetGo = upstream.capabilities.cancellation !== 'continues'
    }
  } catch (error) {
    const code = isVideoError(error) ? error.code : undefined
    wait = readErrorRetryAfter(error)
    isLetGo = code === 'not_found'
    isDone = isLetGo || code === 'unsupported' || now() - deletedAt > givenUpAfter
  }
  const usual = await durations.usual(job.video)
  const slotUntil = job.createdAt + Math.min(deadlineMs, usual === undefined ? unmeasured : Math.round(2 * usual))
  if (archiving && !(await deleteFiles(archiving, job))) isDone = false
  await store.saveUpdate(
    job.video.id,
    (current) => {
      const { ref, ...known } = withoutPicture(current)
      // The create was answered while we were at it, so there is something to delete upstream.
      if (ref !== undefined && job.ref === undefined) return { ...current, dueAt: now() }
      const isActive = known.isActive && !isLetGo && now() < slotUntil
      if (isDone) return { ...known, isActive, dueAt: isActive ? slotUntil : null }
      const failures = known.failures + 1
      const dueAt = now() + nextPollDelay({ elapsed: 0, progress: null, failures, requested: wait })
      return { ...known, ...(ref !== undefined && { ref }), isActive, failures, dueAt }
    },
    { holder },
  )
}

/** An unanswered submission stays, so that nobody else is given its film; what it showed is needed no more, since it is never sent again. */
function withoutPicture({ upstreamRequest, ...job }: Job): Job {
  if (!upstreamRequest) return job
  const { input_reference: _reference, ...request } = upstreamRequest.request
  return { ...job, upstreamRequest: { ...upstreamRequest, request } }
}
