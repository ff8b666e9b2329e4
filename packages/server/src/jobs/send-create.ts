import type { CreateVideo } from '@dailies/core'
import { emitJobChange } from './emit-job-change'
import { beginArchiving } from './begin-archiving'
import { refKeyOf } from './digest'
import { applyUpstreamUpdate, failProvisionally } from './apply-upstream-update'
import { capDueAtToDeadline, provisionalPollDelay, nextPollDelay, pausePolling } from './poll-delay'
import type { ServerContext } from '../server-context'
import { nextVersion, refOf, startedAtOf, upstreamRequestOf } from '../store/job'
import type { CreateOperation, Job, JobPhase } from '../store/job'
import { retryUntilPersisted } from './retry-until-persisted'
import { clampRetryAfter } from './clamp-retry-after'
import type { BoundCreateOptions } from '../upstream/bound-upstream'
import { SubmissionRejectedError, isSubmissionRejected } from '../upstream/submission-rejected-error'
import type { Json, Upstream, UpstreamJob } from '../upstream/upstream'

const firstPollDelayMs = 3_000
/** How long a new job may take to appear in an upstream's list. */
const searchMs = 90_000
const unknownMessage =
  'The video service did not confirm this video, so it may have been created and billed. Check again later, or look in your account there before you create it again.'

/** A create request as it is sent upstream, with its files; for an uploaded video, `source` is the file. */
interface UpstreamCreateRequest {
  operation: CreateOperation
  request: CreateVideo
  source: Json | Blob | undefined
}

/**
 * Whether the create can be retried: the upstream is idempotent, so it is not billed twice, and the request is still
 * complete.
 */
export const canRetryCreate = ({ idempotent }: Upstream, job: Job): boolean =>
  idempotent === true && upstreamRequestOf(job)?.files !== 'dropped'

/**
 * Sends the create request of a reserved job to the upstream and saves the response. Only a SubmissionRejectedError
 * means that nothing was created or billed. If the upstream failed in any other way, it may have created the job, so
 * the job is unconfirmed, and the poller resolves it later. Any other error that this throws comes from the store, and
 * the poller resolves that job, too.
 */
export async function sendCreate(
  context: ServerContext,
  upstream: Upstream,
  job: Job,
  request: UpstreamCreateRequest,
  leaseId: string,
): Promise<Job> {
  const { now, emit } = context
  const started = now()
  let upstreamJob: UpstreamJob
  try {
    upstreamJob = await callUpstream(upstream, request, {
      idempotencyKey: job.video.id,
      callbackURL: upstream.takesCallbacks ? await context.callbacks?.urlOf(job.video.id) : undefined,
      onLateJob: (late) => {
        context.waitUntil(
          retryUntilPersisted(() => acceptJob(context, upstream, job, late, leaseId)).catch(() => undefined),
        )
      },
    })
  } catch (error) {
    if (isSubmissionRejected(error)) throw error
    return retryUntilPersisted(() => handleUnconfirmed(context, upstream, job, leaseId))
  }
  const accepted = await retryUntilPersisted(() => acceptJob(context, upstream, job, upstreamJob, leaseId))
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
  { operation, request, source }: UpstreamCreateRequest,
  options: BoundCreateOptions,
): Promise<UpstreamJob> {
  if (operation === 'create') return upstream.create(request, options)
  // `extend` has the widest input of these operations; the others ignore `seconds`.
  const send: Upstream['extend'] = upstream[operation]?.bind(upstream)
  if (!send || source === undefined) {
    throw new SubmissionRejectedError(`This server's upstream has no ${operation}.`, { code: 'unsupported' })
  }
  const { prompt, seconds } = request
  return send(source, operation === 'extend' && seconds !== undefined ? { prompt, seconds } : { prompt }, options)
}

/**
 * Saves the upstream's reference and first update of a job. They are saved even if the lease was lost during the
 * request, unless another row got this reference since `ifRefUnusedSince`, because a video has one owner. An older row
 * may have the same reference, since an upstream may restart its ids.
 */
export async function acceptJob(
  context: ServerContext,
  upstream: Upstream,
  job: Job,
  upstreamJob: UpstreamJob,
  leaseId: string,
  ifRefUnusedSince = job.createdAt,
): Promise<Job> {
  const { store, now } = context
  const { ref, pollAfterMs } = upstreamJob
  const accept = (current: Job): Job | undefined => {
    if (refOf(current) !== undefined) return undefined
    const next = beginArchiving(
      context,
      upstream,
      applyUpstreamUpdate(withRef(current, ref), upstreamJob, now()),
      now(),
    )
    // The owner sees the job from now on, so this is a new version even if the upstream reported nothing else.
    const newVersion = next.version === current.version ? nextVersion(next, now()) : {}
    const delayMs = delayAfterAcceptance(next.phase, pollAfterMs)
    const hasCallback = context.callbacks !== undefined && upstream.takesCallbacks === true
    const accepted = {
      ...next,
      dueAt: delayMs === null ? null : now() + delayMs,
      ...newVersion,
      ...(hasCallback && { callback: next.callback ?? {} }),
    }
    if (accepted.phase.name !== 'running') return accepted
    return capDueAtToDeadline(
      context.mayIdle(upstream, accepted) ? pausePolling(accepted, now()) : accepted,
      context.deadlineMs,
    )
  }
  const options = { refKey: await refKeyOf(upstream.id, ref), ifRefUnusedSince }
  const { id } = job.video
  const accepted =
    (await store.saveUpdate(id, accept, { ...options, leaseId })) ?? (await store.saveUpdate(id, accept, options))
  if (!accepted) return handleUnconfirmed(context, upstream, job, leaseId)
  emitJobChange(context, job, accepted)
  return accepted
}

/** The job once its reference is known: running, or still deleted. */
function withRef(job: Job, ref: Json): Job {
  if (job.phase.name !== 'deleted') return { ...job, phase: { name: 'running', ref, isIdle: false } }
  const { upstreamRequest: _upstreamRequest, ...phase } = job.phase
  return { ...job, phase: { ...phase, ref } }
}

/** When the poller works on an accepted job next, in milliseconds from now; null if nothing is left to do. */
function delayAfterAcceptance({ name }: JobPhase, pollAfterMs: number | undefined): number | null {
  if (name === 'running') return Math.max(firstPollDelayMs, clampRetryAfter(pollAfterMs))
  if (name === 'provisionally_failed') return provisionalPollDelay(0) ?? null
  return name === 'done' ? null : 0
}

/**
 * Handles an unconfirmed create: the upstream may have created the job, but no response arrived. Schedules a retry or a search
 * of the upstream's list where one is possible; otherwise, or when that takes too long, fails the job provisionally
 * with `submission_unknown`.
 *
 * @param retryAfterMs the upstream's `Retry-After`, in milliseconds
 */
export async function handleUnconfirmed(
  context: ServerContext,
  upstream: Upstream,
  job: Job,
  leaseId: string,
  retryAfterMs = 0,
): Promise<Job> {
  const { store, now, deadlineMs } = context
  const canRetry = canRetryCreate(upstream, job)
  const isResolvable = canRetry || (context.adoptOrphans && upstream.list !== undefined)
  const isOverdue = now() - startedAtOf(job) >= (canRetry ? deadlineMs : Math.min(deadlineMs, searchMs))
  const saved = await store.saveUpdate(
    job.video.id,
    (current) => {
      const { phase } = current
      if (phase.name !== 'submitting' && phase.name !== 'provisionally_failed') return undefined
      if ('ref' in phase) return undefined
      const failures = current.failures + 1
      const elapsed = now() - startedAtOf(current)
      const wait = nextPollDelay({ elapsed, progress: null, failures, retryAfterMs })
      if (isResolvable && !isOverdue && phase.name === 'submitting')
        return capDueAtToDeadline({ ...current, failures, dueAt: now() + wait }, deadlineMs)
      const provisionalDelayMs = isResolvable
        ? provisionalPollDelay(phase.name === 'submitting' ? 0 : now() - phase.failedAt)
        : undefined
      const dueAt = provisionalDelayMs === undefined ? null : now() + Math.max(provisionalDelayMs, retryAfterMs)
      return {
        ...failProvisionally(current, { code: 'submission_unknown', message: unknownMessage }, now()),
        failures,
        dueAt,
      }
    },
    { leaseId },
  )
  if (saved) emitJobChange(context, job, saved)
  return saved ?? job
}
