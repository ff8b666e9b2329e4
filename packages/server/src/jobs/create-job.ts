import { VideoError, isFinal } from '@dailies/core'
import type { Poller } from '../poller/poller'
import type { ServerContext } from '../server-context'
import { nextVersion, refOf, returned } from '../store/job'
import type { Job } from '../store/job'
import { filesOf } from '../store/request-files'
import type { Reservation, ReserveOptions } from '../store/store'
import { toUpstreamError } from '../upstream/to-upstream-error'
import { isSubmissionRejected } from '../upstream/submission-rejected-error'
import { failUnsent } from './apply-upstream-update'
import { buildJob, buildWaitingJob } from './build-job'
import type { CreateRequest } from './create-request'
import { emitJobChange } from './emit-job-change'
import { fingerprintOf } from './fingerprint'
import { firstAdmissionMs } from './owner-queue'
import { ownerDeleted } from './ownership'
import { prepareRequest } from './prepare-request'
import { requirePrice } from './require-price'
import type { ResolvedRequest } from './resolve-request'
import { retryUntilPersisted } from './retry-until-persisted'
import { canRetryCreate } from './send-create'
import { NotDebitedError, startJob } from './start-job'

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
      const prepared = await prepareRequest(context, owner, request)
      const { resolved } = prepared
      const limits = await context.limitsOf(owner)
      requirePrice(context, limits, resolved)
      const at = now()
      const job = buildJob(owner, prepared, { at, hasCredits: context.credits !== undefined })
      const lease = poller.createLease()
      const reservation = await store.reserve(job, {
        limits,
        totalLimits: context.totalLimits,
        lease,
        files: filesOf(resolved.request),
        ...queueOptions(job, request, at),
        ...(idempotency && { idempotency }),
      })
      // The same request was reserved meanwhile, so this one is a repetition now.
      if (reservation.outcome === 'duplicate') continue
      const reserved = requireReserved(reservation)
      if (reserved.phase.name === 'waiting') {
        emitJobChange(context, undefined, reserved)
        poller.watchQueue(owner)
        return reserved
      }
      const work = poller.runWithLease(reserved.video.id, lease, () => sendOnce(reserved, resolved, lease.id))
      inFlight.set(reserved.video.id, work)
      // Continues if the client disconnects, because a create request that was sent is billed.
      context.waitUntil(work.catch(() => undefined).finally(() => inFlight.delete(reserved.video.id)))
      return work
    }
  }

  function queueOptions(job: Job, request: CreateRequest, at: number): Pick<ReserveOptions, 'queue'> {
    const waiting = context.whenFull && buildWaitingJob(job, request, at + firstAdmissionMs)
    return context.whenFull && waiting
      ? { queue: { ...context.whenFull, job: waiting, files: filesOf(request.request) } }
      : {}
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
      if (job.phase.name === 'deleted') throw keyDeleted()
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

  function requireReserved(reservation: Exclude<Reservation, { outcome: 'duplicate' }>): Job {
    switch (reservation.outcome) {
      case 'reserved':
        return reservation.job
      case 'conflict':
        throw keyConflict()
      case 'erased':
        throw keyDeleted()
      case 'owner_deleted':
        throw ownerDeleted()
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
      return await startJob(context, upstream, job, { operation, request, source: sent }, leaseId)
    } catch (error) {
      // After any other error the upstream may have created the job.
      const isNotDebited = error instanceof NotDebitedError
      if (!isNotDebited && !isSubmissionRejected(error)) throw error
      // If the lease was lost, another instance may have sent the request again, and that attempt may have succeeded.
      const isExclusive = isNotDebited || canRetryCreate(upstream, job)
      const lease = isExclusive ? { leaseId } : {}
      const mustRefund = !isNotDebited || error.mayBeDebited
      const reason = isNotDebited ? error : toUpstreamError(error, job)
      await retryUntilPersisted(async () => {
        const { id } = job.video
        const saved = await store.saveUpdate(id, (current) => markRejected(current, mustRefund), {
          ...lease,
          keepsLease: true,
          freesIdempotencyKey: true,
        })
        // The lease was lost, or a repetition was answered with this video meanwhile.
        const ended = saved && (await store.saveUpdate(id, (current) => failAnswered(current, reason), lease))
        if (ended) emitJobChange(context, job, ended)
      })
      throw reason
    }
  }

  /**
   * The row stays as a tombstone, so that clients that already received it from a list get its deletion as an event.
   * Undefined if a repeated request may have been answered with it: then it must not vanish.
   */
  function markRejected(job: Job, mustRefund: boolean): Job | undefined {
    if (refOf(job) !== undefined || wasAnswered(job)) return undefined
    const at = now()
    return {
      ...job,
      ...nextVersion(job, at),
      phase: { name: 'deleted', deletedAt: at, isActive: false },
      ...(job.credit && mustRefund && { credit: returned(job.credit) }),
      cost: 0,
      dueAt: null,
    }
  }

  /** A video that a repeated request was answered with, and that was certainly not accepted. */
  function failAnswered(job: Job, reason: VideoError): Job | undefined {
    return refOf(job) === undefined && wasAnswered(job) && !isFinal(job.video)
      ? failUnsent(job, reason, now())
      : undefined
  }

  function wasAnswered(job: Job): boolean {
    return job.phase.name !== 'deleted' && (!isSending(job) || now() - job.createdAt >= repeatTimeoutMs)
  }
}

/** Whether an instance may be waiting for the response to the create request of this job. */
const isSending = ({ phase, failures }: Job): boolean =>
  (phase.name === 'submitting' || phase.name === 'debiting') && failures === 0

const keyDeleted = (): VideoError =>
  new VideoError('The video of this Idempotency-Key was deleted. Use a new key to create it again.', {
    code: 'idempotency_conflict',
  })

const keyConflict = (): VideoError =>
  new VideoError('This Idempotency-Key was already used with a different request. Use a new key for each video.', {
    code: 'idempotency_conflict',
  })
