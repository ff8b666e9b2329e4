import { VideoError, isVideoError } from '@dailies/core'
import { failUnsent } from '../jobs/apply-upstream-update'
import { ownMetadata, withPrepared } from '../jobs/build-job'
import { retryAfterOf } from '../jobs/clamp-retry-after'
import type { CreateRequest } from '../jobs/create-request'
import { emitJobChange } from '../jobs/emit-job-change'
import { admissionDelayMs } from '../jobs/owner-queue'
import type { OwnerQueue } from '../jobs/owner-queue'
import { nextPollDelay } from '../jobs/poll-delay'
import { prepareRequest } from '../jobs/prepare-request'
import type { PreparedRequest } from '../jobs/prepare-request'
import { requirePrice } from '../jobs/require-price'
import { NotDebitedError, startJob } from '../jobs/start-job'
import type { SendableRequest } from '../jobs/start-job'
import type { ServerContext } from '../server-context'
import { nextVersion, refOf, startedAtOf, unsentRequestOf } from '../store/job'
import type { Job, JobPhase, UnsentRequest } from '../store/job'
import { withFiles } from '../store/request-files'
import { isSubmissionRejected } from '../upstream/submission-rejected-error'
import { toUpstreamError } from '../upstream/to-upstream-error'
import type { Upstream } from '../upstream/upstream'

/**
 * Goes on with a job that was never sent: tries to take it out of its owner's queue, resolves and checks it again,
 * debits it, and sends it. Ends the lease. The visitor is not there any more, so what would be an error response of the
 * create ends the job as failed, without cost.
 */
export async function startUnsentJob(
  context: ServerContext,
  queue: OwnerQueue,
  job: Job,
  leaseId: string,
): Promise<void> {
  const admitted = job.phase.name === 'waiting' ? await admit(context, queue, job, leaseId) : job
  if (!admitted) return
  try {
    const ready =
      admitted.phase.name === 'starting' ? await prepare(context, admitted, leaseId) : await restore(context, admitted)
    if (ready) await send(context, ready, leaseId)
  } catch (error) {
    // Anything else may have been sent, or comes from the store: the poller goes on when the lease lapses.
    if (!(error instanceof NotStartedError)) throw error
    await endOrRetry(context, admitted, error, leaseId)
  }
}

/** A job in `debiting`, with everything that is sent. */
interface ReadyJob {
  job: Job
  upstream: Upstream
  request: SendableRequest
}

/** Nothing was sent. */
class NotStartedError extends Error {
  constructor(
    readonly error: VideoError,
    /** It may be started later: the cause is not the request. */
    readonly mayRetry: boolean,
  ) {
    super(error.message)
  }
}

/** The job with a place among the active ones; undefined if it still waits. */
async function admit(context: ServerContext, queue: OwnerQueue, job: Job, leaseId: string): Promise<Job | undefined> {
  const { store, now } = context
  const { owner } = job
  const { id } = job.video
  const limits = await context.limitsOf(owner)
  const admission = (await context.isPaused())
    ? ({ outcome: 'held', position: job.queuePosition ?? 0 } as const)
    : await store.admit(id, { leaseId, limits, totalLimits: context.totalLimits, now: now() })
  if (!admission) return undefined
  if (admission.outcome === 'admitted') {
    emitJobChange(context, job, admission.job)
    return admission.job
  }
  queue.watch(owner)
  const { position } = admission
  const held = await store.saveUpdate(
    id,
    (current) =>
      current.phase.name === 'waiting'
        ? {
            ...current,
            ...(position !== current.queuePosition && nextVersion(current, now())),
            queuePosition: position,
            // A change of its owner may have made it due meanwhile.
            dueAt: current.dueAt === job.dueAt ? now() + admissionDelayMs(position) : current.dueAt,
          }
        : undefined,
    { leaseId },
  )
  if (held) emitJobChange(context, job, held)
  return undefined
}

/** Resolves and checks the owner's request again: what is on offer, allowed and paid may have changed while it waited. */
async function prepare(context: ServerContext, job: Job, leaseId: string): Promise<ReadyJob | undefined> {
  const { store, credits } = context
  const { operation, fields, files } = requireUnsent(job)
  const storedFiles = files === 'stored' ? await store.requestFiles(job.video.id) : []
  const { remixed_from_video_id: sourceId } = job.video
  const asked: CreateRequest = {
    operation,
    request: withFiles(fields, storedFiles),
    metadata: ownMetadata(job),
    ...(sourceId !== null && { sourceId }),
  }
  let prepared: PreparedRequest
  try {
    prepared = await prepareRequest(context, job.owner, asked)
    requirePrice(context, await context.limitsOf(job.owner), prepared.resolved)
  } catch (error) {
    throw notPrepared(error)
  }
  const saved = await store.saveUpdate(
    job.video.id,
    (current) =>
      current.phase.name === 'starting'
        ? withPrepared(current, prepared, { storedFiles, hasCredits: credits !== undefined })
        : undefined,
    { leaseId, keepsLease: true },
  )
  if (saved?.phase.name !== 'debiting') return undefined
  const { upstream, request, source } = prepared.resolved
  return { job: saved, upstream, request: { operation, request, source: source && refOf(source) } }
}

/** What is sent for a job whose server stopped before it had sent it. */
async function restore({ store, upstreams }: ServerContext, job: Job): Promise<ReadyJob | undefined> {
  const { operation, fields, files, source } = requireUnsent(job)
  if (files === 'dropped') {
    const message =
      'The server was interrupted before it had sent this video to the video service. Nothing was billed. Create it again.'
    throw new NotStartedError(new VideoError(message, { code: 'interrupted' }), false)
  }
  // The poller claimed it for this upstream, so it is connected.
  const upstream = await upstreams.byId(job.upstreamId)
  const stored = files === 'stored' ? await store.requestFiles(job.video.id) : []
  return upstream && { job, upstream, request: { operation, request: withFiles(fields, stored), source } }
}

async function send(context: ServerContext, { job, upstream, request }: ReadyJob, leaseId: string): Promise<void> {
  try {
    await startJob(context, upstream, job, request, leaseId)
  } catch (error) {
    if (error instanceof NotDebitedError) throw new NotStartedError(error, false)
    if (!isSubmissionRejected(error)) throw error
    const rejection = toUpstreamError(error, job)
    throw new NotStartedError(rejection, rejection.retryable)
  }
}

/** The error of a request that could not be prepared. A fault of the server or of the operator's code may be mended. */
function notPrepared(error: unknown): NotStartedError {
  if (isVideoError(error)) return new NotStartedError(error, error.retryable || error.status >= 500)
  const message =
    'An unexpected error occurred on this server before this video was sent. Nothing was billed. Create it again.'
  return new NotStartedError(new VideoError(message, { code: 'internal_error', cause: error }), true)
}

function requireUnsent(job: Job): UnsentRequest {
  const request = unsentRequestOf(job)
  if (request) return request
  throw new Error(`The create request of ${job.video.id} was sent already.`)
}

async function endOrRetry(
  context: ServerContext,
  job: Job,
  { error, mayRetry }: NotStartedError,
  leaseId: string,
): Promise<void> {
  const { store, now, deadlineMs } = context
  const saved = await store.saveUpdate(
    job.video.id,
    (current) => {
      const phase = mayRetry && now() - startedAtOf(job) < deadlineMs ? unsentPhase(current) : undefined
      if (current.phase.name === 'deleted') return undefined
      if (!phase) return failUnsent(current, error, now())
      const failures = current.failures + 1
      const retryAfterMs = retryAfterOf(error)
      const delayMs = nextPollDelay({ elapsed: now() - startedAtOf(job), progress: null, failures, retryAfterMs })
      return { ...current, phase, failures, dueAt: now() + delayMs }
    },
    { leaseId },
  )
  if (saved) emitJobChange(context, job, saved)
}

/** The phase from which a job that was certainly not accepted is started again; undefined if its files are gone. */
function unsentPhase({ phase }: Job): JobPhase | undefined {
  if (phase.name === 'starting' || phase.name === 'debiting') return phase
  if (phase.name !== 'submitting' || phase.upstreamRequest.files === 'dropped') return undefined
  const { sentAt: _sentAt, ...unsentRequest } = phase.upstreamRequest
  // Credits are debited again then, under the same id, which has no effect.
  return { name: 'debiting', unsentRequest }
}
