import { emitJobChange } from './emit-job-change'
import { beginArchiving } from './archiving/archiving'
import { refKeyOf } from './digest'
import { applyUpstreamUpdate, failProvisionally } from './apply-upstream-update'
import { byDeadline, provisionalPollDelay, nextPollDelay, toIdle } from './poll-delay'
import type { ServerContext } from './server-context'
import type { Job, UpstreamRequest } from './store/job'
import { retryUntilPersisted } from './retry-until-persisted'
import { readRetryAfter } from './upstream-retry-after'
import { SubmissionRejectedError } from './upstream/upstream'
import type { Json, Upstream, UpstreamJob } from './upstream/upstream'

const firstPollDelayMs = 1_000
/** How long a new job may take to appear in an upstream's list. */
const orphanSearchMs = 90_000
const unknownMessage =
  'The video service did not confirm this video, so it may have been created and billed. Check again later, or look in your account there before you create it again.'

/** A create request as it is sent upstream; for an uploaded video, `source` is the file. */
type SentRequest = Omit<UpstreamRequest, 'source'> & { source?: Json | Blob }

/**
 * Whether the create can be retried: the upstream is idempotent, so it is not billed twice, and the request is still
 * complete.
 */
export const canRetryCreate = ({ idempotent }: Upstream, { upstreamRequest }: Job): boolean =>
  idempotent === true && upstreamRequest?.isUpload !== true

/**
 * Sends the create request of a reserved job to the upstream and saves the response. Only a SubmissionRejectedError
 * means that nothing was created or billed. If the upstream failed in any other way, it may have created the job, so
 * the job is marked as unconfirmed and resolved later. Any other error that this throws comes from the store, and that
 * job is also resolved later.
 */
export async function sendCreate(context: ServerContext, job: Job, request: SentRequest, holder: string): Promise<Job> {
  const { now, emit } = context
  const started = now()
  let upstreamJob: UpstreamJob
  try {
    upstreamJob = await callUpstream(context.upstream, request, job.video.id, context.createTimeoutMs)
  } catch (error) {
    if (error instanceof SubmissionRejectedError) throw error
    return retryUntilPersisted(() => markUnconfirmed(context, job, holder))
  }
  const accepted = await retryUntilPersisted(() => acceptJob(context, job, upstreamJob, holder))
  emit({
    type: 'created',
    videoId: job.video.id,
    owner: job.owner,
    operation: request.operation,
    model: job.video.model,
    durationMs: now() - started,
  })
  return accepted
}

function callUpstream(
  upstream: Upstream,
  { operation, request, source }: SentRequest,
  id: string,
  timeoutMs: number,
): Promise<UpstreamJob> {
  const options = { idempotencyKey: id, signal: AbortSignal.timeout(timeoutMs) }
  if (operation === 'create') return upstream.create(request, options)
  const send: Upstream['extend'] = upstream[operation]?.bind(upstream)
  if (!send || source === undefined) {
    throw new SubmissionRejectedError(`This server's upstream has no ${operation}.`, { code: 'unsupported' })
  }
  const { prompt, seconds } = request
  return send(source, operation === 'extend' && seconds !== undefined ? { prompt, seconds } : { prompt }, options)
}

/**
 * Saves the upstream's reference and first update of a job. They are saved even if the lease was lost during the
 * request, unless another row got this reference since `exclusiveSince`, because a video has one owner. An older row
 * may have the same reference, since an upstream may restart its ids.
 */
export async function acceptJob(
  context: ServerContext,
  job: Job,
  { ref, update, pollAfterMs }: UpstreamJob,
  holder: string,
  exclusiveSince = job.createdAt,
): Promise<Job> {
  const { store, now } = context
  const accept = (current: Job): Job | undefined => {
    if (current.ref !== undefined) return undefined
    const { upstreamRequest: _upstreamRequest, ...rest } = current
    const next = beginArchiving(context, applyUpstreamUpdate({ ...rest, ref }, update, now()), now())
    const isRunning = next.deletedAt === null && next.isActive
    const isArchiving = next.archivingUntil !== undefined
    const dueAt = isRunning
      ? now() + Math.max(firstPollDelayMs, readRetryAfter(pollAfterMs))
      : next.deletedAt === null && !isArchiving
        ? null
        : now()
    // The owner sees the job from now on, so this is a new version even if the upstream reported nothing else.
    const newVersion = next.version === current.version ? { version: next.version + 1, changedAt: now() } : {}
    const accepted = { ...next, dueAt, ...newVersion }
    if (!isRunning) return accepted
    return byDeadline(context.mayIdle(accepted) ? toIdle(accepted, now()) : accepted, context.deadlineMs)
  }
  const options = { refKey: await refKeyOf(ref), exclusiveSince }
  const { id } = job.video
  const accepted =
    (await store.saveUpdate(id, accept, { ...options, holder })) ?? (await store.saveUpdate(id, accept, options))
  if (!accepted) return markUnconfirmed(context, job, holder)
  emitJobChange(context, job, accepted)
  return accepted
}

/**
 * Marks a job as unconfirmed: the upstream may have created it, but no response arrived. Schedules a retry or a search
 * of the upstream's list where one is possible; otherwise, or when that takes too long, fails the job provisionally
 * with `submission_unknown`.
 *
 * @param requested the upstream's `Retry-After`, in milliseconds
 */
export async function markUnconfirmed(context: ServerContext, job: Job, holder: string, requested = 0): Promise<Job> {
  const { store, now, upstream, deadlineMs } = context
  const isRetried = canRetryCreate(upstream, job)
  const isResolvable = isRetried || (context.adoptOrphans && upstream.list !== undefined)
  const isOverdue = now() - job.createdAt >= (isRetried ? deadlineMs : Math.min(deadlineMs, orphanSearchMs))
  const saved = await store.saveUpdate(
    job.video.id,
    (current) => {
      if (current.ref !== undefined) return undefined
      const failures = current.failures + 1
      const elapsed = now() - current.createdAt
      const wait = nextPollDelay({ elapsed, progress: null, failures, requested })
      if (isResolvable && !isOverdue && current.provisionalFailureAt === undefined)
        return byDeadline({ ...current, failures, dueAt: now() + wait }, deadlineMs)
      const later = isResolvable ? provisionalPollDelay(now() - (current.provisionalFailureAt ?? now())) : undefined
      const dueAt = later === undefined ? null : now() + Math.max(later, requested)
      return {
        ...failProvisionally(current, { code: 'submission_unknown', message: unknownMessage }, now()),
        failures,
        dueAt,
      }
    },
    { holder },
  )
  if (saved) emitJobChange(context, job, saved)
  return saved ?? job
}
