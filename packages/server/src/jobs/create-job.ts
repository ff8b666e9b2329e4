import { VideoError } from '@dailies/core'
import type { CreateVideo } from '@dailies/core'
import type { Poller } from '../poller/poller'
import type { ServerContext } from '../server-context'
import { nextVersion, refOf } from '../store/job'
import type { CreateOperation, Job, UpstreamRequest } from '../store/job'
import { micros } from '../store/micros'
import { filesOf, parameterOf, withoutFiles } from '../store/request-files'
import type { Reservation } from '../store/store'
import { toUpstreamError } from '../upstream/to-upstream-error'
import { isSubmissionRejected } from '../upstream/submission-rejected-error'
import type { CreateRequest } from './create-request'
import { fingerprintOf } from './fingerprint'
import { newJob } from './new-job'
import { permit } from './permit'
import { resolveRequest } from './resolve-request'
import type { ResolvedRequest } from './resolve-request'
import { retryUntilPersisted } from './retry-until-persisted'
import { canRetryCreate, sendCreate } from './send-create'

/** How long a repeated request waits for the response to the first one, which may be in flight on another instance. */
const repeatTimeoutMs = 300_000
const repeatIntervalMs = 250
const maxRepeatIntervalMs = 2_000
const pausedRetrySeconds = 300

interface Idempotency {
  key: string
  fingerprint: string
}

/**
 * Creates jobs, so that each is billed once. The request handler has authenticated the owner and parsed the request;
 * everything after that happens here, in this order, for every operation that makes a video.
 */
export function createJobCreator(
  context: ServerContext,
  poller: Poller,
): (owner: string, request: CreateRequest) => Promise<Job> {
  const { store, now } = context

  /** The create requests that this process is sending; a repeated request waits for the same result. */
  const inFlight = new Map<string, Promise<Job>>()
  const waits = new Map<string, Promise<void>>()

  return async function createJob(owner, request) {
    const { idempotencyKey: key } = request
    const idempotency = key === undefined ? undefined : { key, fingerprint: await fingerprintOf(request) }
    while (true) {
      const repeated = idempotency && (await findRepeated(owner, idempotency))
      if (repeated) return repeated
      await requireOpen()
      const resolved = await resolveRequest(context, owner, request)
      permit(context.allow, resolved)
      await askOperator(owner, resolved)
      const limits = await context.limitsOf(owner)
      if ((limits.spendPerDay ?? context.totalLimits.spendPerDay) !== undefined) requirePrice(resolved)
      const job = buildJob(owner, request, resolved)
      const lease = poller.createLease()
      const files = filesOf(resolved.request)
      const reservation = await store.reserve(job, {
        limits,
        totalLimits: context.totalLimits,
        lease,
        files,
        ...(idempotency && { idempotency }),
      })
      // The same request was reserved meanwhile, so this one is a repetition now.
      if (reservation.outcome === 'duplicate') continue
      const reserved = requireReserved(reservation)
      const work = poller.runWithLease(reserved.video.id, lease, () => sendOnce(reserved, resolved, lease.id))
      inFlight.set(reserved.video.id, work)
      // Continues if the client disconnects, because a create request that was sent is billed.
      context.waitUntil(work.catch(() => undefined).finally(() => inFlight.delete(reserved.video.id)))
      return work
    }
  }

  /** The job of an earlier request with this key, once its response is known; undefined if there is none. */
  async function findRepeated(owner: string, { key, fingerprint }: Idempotency): Promise<Job | undefined> {
    const deadline = now() + repeatTimeoutMs
    while (true) {
      const earlier = await store.findByKey(owner, key)
      // If the upstream rejects the first request, its key is freed.
      if (!earlier) return undefined
      if (earlier.fingerprint !== fingerprint) throw keyConflict()
      const { job } = earlier
      const pending = inFlight.get(job.video.id)
      if (pending) return pending
      if (job.phase.name === 'deleted') {
        throw new VideoError('The video of this Idempotency-Key was deleted. Use a new key to create it again.', {
          code: 'idempotency_conflict',
        })
      }
      if (!isSending(job) || now() >= deadline) return job
      await responseTo(job.video.id, deadline)
    }
  }

  /**
   * Waits until the response to a request that another instance is sending is known. All repetitions of one request
   * share one wait, so that thousands of them cost as much as one.
   */
  function responseTo(id: string, deadline: number): Promise<void> {
    const wait = async (): Promise<void> => {
      for (let delay = repeatIntervalMs; now() < deadline; delay = Math.min(maxRepeatIntervalMs, 2 * delay)) {
        await new Promise((resolve) => setTimeout(resolve, delay))
        const job = await store.retrieve(id)
        if (!job || !isSending(job)) return
      }
    }
    const waiting = waits.get(id) ?? wait().finally(() => waits.delete(id))
    waits.set(id, waiting)
    return waiting
  }

  /** @throws VideoError `overloaded` while the operator accepts no new videos; also if that cannot be found out */
  async function requireOpen(): Promise<void> {
    if (!(await context.isPaused())) return
    throw new VideoError('New videos are paused here at present. Try again later.', {
      code: 'overloaded',
      retryAfter: pausedRetrySeconds,
    })
  }

  /** Asks the operator's hook. @throws VideoError `forbidden` with its words */
  async function askOperator(owner: string, resolved: ResolvedRequest): Promise<void> {
    const { operation, request, model, size, seconds, price, uploadedVideo } = resolved
    const reason = await context.beforeCreate?.({
      owner,
      operation,
      request,
      model,
      size,
      seconds,
      ...(uploadedVideo && { uploadedVideo: uploadedVideo.file }),
      cost: price,
    })
    if (reason !== undefined) throw new VideoError(reason, { code: 'forbidden' })
  }

  function requireReserved(reservation: Exclude<Reservation, { outcome: 'duplicate' }>): Job {
    switch (reservation.outcome) {
      case 'reserved':
        return reservation.job
      case 'conflict':
        throw keyConflict()
      case 'limited':
        // Without a started poller, poll now: a job that still counts as active may have ended.
        if (!poller.isStarted && reservation.error.param === 'active_jobs') context.waitUntil(poller.tick())
        throw reservation.error
    }
  }

  async function sendOnce(job: Job, resolved: ResolvedRequest, leaseId: string): Promise<Job> {
    const { upstream, operation, request, source, uploadedVideo } = resolved
    const sent = uploadedVideo?.file ?? (source && refOf(source))
    try {
      return await sendCreate(context, upstream, job, { operation, request, source: sent }, leaseId)
    } catch (error) {
      // After any other error the upstream may have created the job.
      if (!isSubmissionRejected(error)) throw error
      // If the lease was lost, another instance may have sent the request again, and that attempt may have succeeded.
      const options = { freesIdempotencyKey: true, ...(canRetryCreate(upstream, job) && { leaseId }) }
      const rejected = await retryUntilPersisted(() => store.saveUpdate(job.video.id, markRejected, options))
      if (rejected) context.changes.publish(rejected)
      throw toUpstreamError(error)
    }
  }

  /**
   * The row stays as a tombstone, so that clients that already received it from a list get its deletion as an event.
   */
  function markRejected(job: Job): Job | undefined {
    if (refOf(job) !== undefined) return undefined
    const at = now()
    return {
      ...job,
      ...nextVersion(job, at),
      phase: { name: 'deleted', deletedAt: at, isActive: false },
      cost: 0,
      dueAt: null,
    }
  }

  function buildJob(owner: string, asked: CreateRequest, resolved: ResolvedRequest): Job {
    const at = now()
    const { upstream, operation, request, source, uploadedVideo, model, size, seconds } = resolved
    const files = filesOf({ ...request, video: uploadedVideo?.file })
    const ref = source && refOf(source)
    const upstreamRequest: UpstreamRequest = {
      operation,
      fields: withoutFiles(request),
      files: files.length === 0 ? 'none' : canStoreFiles(resolved) ? 'stored' : 'dropped',
      ...(ref !== undefined && { source: ref }),
      sentAt: at,
    }
    const price = resolved.price === undefined ? null : micros(resolved.price)
    return newJob(at, {
      owner,
      upstreamId: upstream.id,
      video: { model, prompt: request.prompt, size, seconds, remixed_from_video_id: source?.video.id ?? null },
      request: {
        operation,
        fields: {
          ...withoutFiles(asked.request),
          // With its defaults, so that a repeated request gives the same, also after these have changed.
          ...chosenOptions(operation, request),
        },
        files: files.map(({ name }) => parameterOf(name)),
      },
      phase: { name: 'submitting', upstreamRequest },
      ...(asked.metadata && { metadata: asked.metadata }),
      price,
      cost: price ?? 0,
    })
  }

  /**
   * Files are stored only for a retry, which only an idempotent upstream allows. An uploaded video is not: a row of
   * many megabytes would hold the database up for everybody.
   */
  function canStoreFiles({ upstream, uploadedVideo }: ResolvedRequest): boolean {
    return upstream.idempotent === true && uploadedVideo === undefined
  }
}

/** The values that a video was requested with, as far as the video itself does not have them. */
function chosenOptions(operation: CreateOperation, request: CreateVideo): Partial<CreateVideo> {
  const { seconds, aspect_ratio, resolution, generate_audio, parameters } = request
  return {
    ...(operation === 'extend' && seconds !== undefined && { seconds }),
    ...(aspect_ratio !== undefined && { aspect_ratio }),
    ...(resolution !== undefined && { resolution }),
    ...(generate_audio !== undefined && { generate_audio }),
    ...(parameters && { parameters }),
  }
}

/** Whether an instance may be waiting for the response to the create request of this job. */
const isSending = ({ phase, failures }: Job): boolean => phase.name === 'submitting' && failures === 0

const keyConflict = (): VideoError =>
  new VideoError('This Idempotency-Key was already used with a different request. Use a new key for each video.', {
    code: 'idempotency_conflict',
  })

/** Where spending is limited, only a known price can be checked. @throws VideoError `invalid_request` */
function requirePrice({ price, uploadedVideo, model, size }: ResolvedRequest): void {
  if (price !== undefined) return
  const what = uploadedVideo ? 'an edit or extension of this video' : `model "${model}"`
  throw new VideoError(
    `Spending is limited here, and ${what} has no price at ${size || 'this size'}. Select another model or size, or ask the operator to set a price.`,
    { code: 'invalid_request', param: 'model' },
  )
}
