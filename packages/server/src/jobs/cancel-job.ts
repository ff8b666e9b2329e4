import { VideoError, isSettled, isVideoError } from '@dailies/core'
import type { Poller } from '../poller/poller'
import type { ServerContext } from '../server-context'
import { nextVersion, refOf } from '../store/job'
import type { Job } from '../store/job'
import { cancellationOf } from '../upstream/cancellation'
import { toUpstreamError } from '../upstream/to-upstream-error'
import { failUnsent } from './apply-upstream-update'
import { emitJobChange } from './emit-job-change'
import { requireOwnedJob } from './ownership'
import { upstreamOf } from './upstreams'
import { readVideoId } from './video-id'

/**
 * Cancels a running job upstream. The row stays as it is until the upstream reports an end, which it is asked for at
 * once: until then the job runs, keeps its slot and its cost.
 *
 * @throws VideoError `not_found`; `not_ready` if the upstream has not confirmed the job yet; `unsupported` if its model
 *   cannot be cancelled
 */
export async function cancelJob(context: ServerContext, poller: Poller, owner: string, id: string): Promise<Job> {
  const { store } = context
  const job = requireOwnedJob(await store.retrieve(readVideoId(id)), owner, id)
  if (isSettled(job.video)) return job
  if (job.phase.name === 'waiting') {
    const cancelled = await store.saveUpdate(id, (current) => cancelWaiting(current, context.now()))
    if (cancelled?.phase.name === 'done') {
      emitJobChange(context, job, cancelled)
      return cancelled
    }
    // It has just left the queue.
  }
  const upstream = await upstreamOf(context, job)
  if (!upstream.cancel || cancellationOf(upstream, job.video.model) !== 'cancels') {
    throw new VideoError(
      'The video service cannot cancel this video: it runs on and may be billed. Delete it if you do not want to keep it.',
      { code: 'unsupported' },
    )
  }
  const ref = refOf(job)
  if (ref === undefined) {
    throw new VideoError('The video service has not confirmed this video yet. Cancel it in a few seconds.', {
      code: 'not_ready',
      retryAfter: unconfirmedRetrySeconds,
    })
  }
  const isAccepted = await upstream.cancel(ref).then(
    () => true,
    (error: unknown) => {
      // It does not know the job: the polls find out whether that is certain.
      if (isVideoError(error) && error.code === 'not_found') return false
      throw toUpstreamError(error, job)
    },
  )
  const saved = await store.saveUpdate(id, (current) => wakeCancelled(current, isAccepted, context.now()))
  if (saved) {
    emitJobChange(context, job, saved)
    await poller.poll(saved)
  }
  return requireOwnedJob(await store.retrieve(id), owner, id)
}

const unconfirmedRetrySeconds = 5

/** The job, due now; marked if the upstream has accepted to cancel it. */
function wakeCancelled(job: Job, isAccepted: boolean, at: number): Job | undefined {
  const { phase } = job
  if (phase.name !== 'running') return undefined
  const due = { ...job, phase: { ...phase, isIdle: false }, dueAt: at }
  if (!isAccepted || phase.isCancelling) return due
  return { ...due, phase: { ...due.phase, isCancelling: true }, ...nextVersion(job, at) }
}

/** Nothing was sent for it, so it costs nothing. */
const cancelWaiting = (job: Job, at: number): Job | undefined =>
  job.phase.name === 'waiting'
    ? failUnsent(job, { code: 'cancelled', message: 'The job was cancelled.' }, at)
    : undefined
