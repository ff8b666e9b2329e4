import { VideoError, priceOf } from '@dailies/core'
import type { CreateVideo, VideoRequest } from '@dailies/core'
import { toUpstreamError } from '../upstream/to-upstream-error'
import type { CreateJobInput } from './create-request'
import { newJob } from './new-job'
import { sendCreate } from './send-create'
import type { ServerContext } from '../server-context'
import type { Job, CreateOperation } from '../store/job'
import { micros } from '../store/micros'
import { retryUntilPersisted } from './retry-until-persisted'
import { SubmissionRejectedError } from '../upstream/upstream'
import type { Poller } from '../poller/poller'

/** How long a duplicate request waits for the response to the first one, which may be in flight on another instance. */
const duplicateTimeoutMs = 300_000
const duplicateIntervalMs = 250

/** Creates jobs, deduplicated by idempotency key, so that each is billed once. */
export function createJobCreator(context: ServerContext, poller: Poller): (newJob: CreateJobInput) => Promise<Job> {
  const { store, upstream, now } = context

  /** Create requests that this process is sending; a duplicate request waits for the same result. */
  const inFlight = new Map<string, Promise<Job>>()

  return async function createJob(input: CreateJobInput): Promise<Job> {
    const { owner, idempotency } = input
    const limits = await context.limitsOf(owner)
    const job = buildJob(input, limits.spendPerDay !== undefined)
    const { operation, request, uploadedVideo } = input
    const cost = job.cost > 0 ? job.cost / 1_000_000 : undefined
    const reason = await context.beforeCreate?.({
      owner,
      operation,
      request,
      ...(uploadedVideo && { uploadedVideo: uploadedVideo.file }),
      cost,
    })
    if (reason !== undefined) throw new VideoError(reason, { code: 'forbidden' })
    const deadline = now() + duplicateTimeoutMs
    while (true) {
      const lease = poller.createLease()
      const reservation = await store.reserve(job, { limits, lease, ...(idempotency && { idempotency }) })
      switch (reservation.outcome) {
        case 'limited':
          // Without a started poller, poll now: a job that still counts as active may have ended.
          if (!poller.isStarted && reservation.error.param === 'active_jobs') context.waitUntil(poller.tick())
          throw reservation.error
        case 'conflict':
          throw new VideoError(
            'This Idempotency-Key was already used with a different request. Use a new key for each video.',
            { code: 'idempotency_conflict' },
          )
        case 'reserved': {
          const work = poller.runWithLease(job.video.id, lease, () => sendOrReject(reservation.job, input, lease.id))
          inFlight.set(job.video.id, work)
          // Continues if the client disconnects, because a create request that was sent is billed.
          context.waitUntil(work.catch(() => undefined).finally(() => inFlight.delete(job.video.id)))
          return work
        }
        case 'duplicate': {
          const { id } = reservation.job.video
          const pending = inFlight.get(id)
          if (pending) return pending
          if (reservation.job.deletedAt !== null) {
            throw new VideoError('The video of this Idempotency-Key was deleted. Use a new key to create it again.', {
              code: 'idempotency_conflict',
            })
          }
          // The first request may be in flight on another instance. If the upstream rejects it, the key is freed, and
          // the next `reserve` succeeds here.
          if (!isInFlight(reservation.job) || now() >= deadline) return reservation.job
          await new Promise((resolve) => setTimeout(resolve, duplicateIntervalMs))
        }
      }
    }
  }

  async function sendOrReject(job: Job, input: CreateJobInput, leaseId: string): Promise<Job> {
    const { operation, request, source, uploadedVideo } = input
    const upstreamRequest = { ...toUpstreamRequest(operation, request, source), sentAt: job.createdAt }
    const sent = uploadedVideo ? { ...upstreamRequest, source: uploadedVideo.file } : upstreamRequest
    try {
      return await sendCreate(context, job, sent, leaseId)
    } catch (error) {
      // After any other error the upstream may have created the job.
      if (!(error instanceof SubmissionRejectedError)) throw error
      const rejected = await retryUntilPersisted(() =>
        store.saveUpdate(job.video.id, markRejected, { freesIdempotencyKey: true }),
      )
      if (rejected) context.changes.publish(rejected)
      throw toUpstreamError(error)
    }
  }

  /**
   * The row stays as a tombstone, so that clients that already received it from a list get its deletion as an event.
   */
  function markRejected({ upstreamRequest: _upstreamRequest, ...rest }: Job): Job | undefined {
    if (rest.ref !== undefined) return undefined
    const at = now()
    const version = rest.version + 1
    return { ...rest, deletedAt: at, changedAt: at, version, isActive: false, cost: 0, dueAt: null }
  }

  function buildJob({ owner, operation, request, source, uploadedVideo }: CreateJobInput, needsPrice: boolean): Job {
    const at = now()
    const sourceVideo = source?.video ?? uploadedVideo
    const size = request.size ?? sourceVideo?.size ?? ''
    const seconds = request.seconds ?? sourceVideo?.seconds ?? ''
    const modelId = request.model ?? source?.video.model ?? ''
    const model = context.models.find(({ id }) => id === modelId)
    const price = uploadedVideo ? uploadedVideo.price : model && priceOf(model, { size, seconds })
    if (needsPrice && price === undefined) {
      throw new VideoError(
        `Spending is limited here, and ${uploadedVideo ? 'an edit or extension of this video' : `model "${modelId}"`} has no price at ${size || 'this size'}. Select another model or size, or ask the operator to set a price.`,
        { code: 'invalid_request', param: 'model' },
      )
    }
    // The reference image is stored only if the request can be retried.
    const { input_reference: _image, ...withoutImage } = request
    const video = {
      model: modelId,
      prompt: request.prompt,
      size,
      seconds: operation === 'extend' && sourceVideo ? extendedSeconds(sourceVideo.seconds, seconds) : seconds,
      remixed_from_video_id: source?.video.id ?? null,
    }
    const upstreamRequest = {
      ...toUpstreamRequest(operation, upstream.idempotent ? request : withoutImage, source),
      ...(uploadedVideo && { isUpload: true }),
      sentAt: at,
    }
    const hasFile = uploadedVideo !== undefined || request.input_reference !== undefined
    const videoRequest: VideoRequest = {
      operation,
      ...(operation === 'extend' && { seconds }),
      ...(hasFile && { has_file: true }),
    }
    return newJob(owner, at, video, { upstreamRequest, request: videoRequest, cost: micros(price ?? 0) })
  }
}

/** Whether the first create request of this job may still be waiting for its response. */
const isInFlight = ({ upstreamRequest, failures, provisionalFailureAt }: Job): boolean =>
  upstreamRequest !== undefined && failures === 0 && provisionalFailureAt === undefined

/** The total length of an extended video, in seconds; empty if the source's length is not known. */
const extendedSeconds = (seconds: string, added: string): string => {
  if (seconds === '') return ''
  return String(Math.round((Number(seconds) + Number(added)) * 100) / 100)
}

const toUpstreamRequest = (operation: CreateOperation, request: CreateVideo, source: Job | undefined) => ({
  operation,
  request,
  ...(source?.ref !== undefined && { source: source.ref }),
})
