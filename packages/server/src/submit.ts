import { VideoError, priceOf } from '@dailies/core'
import type { CreateVideo, VideoRequest } from '@dailies/core'
import { toUpstreamError } from './error-response'
import type { UploadedVideo } from './guards/uploaded-videos'
import { newJob } from './new-job'
import { sendCreate } from './send-create'
import type { ServerContext } from './server-context'
import type { Job, CreateVerb } from './store/job'
import { micros } from './store/micros'
import { retryUntilPersisted } from './retry-until-persisted'
import { SubmissionRejectedError } from './upstream/upstream'
import type { Poller } from './poller'

/** One wish for a new film. */
export interface NewJob {
  owner: string
  verb: CreateVerb
  request: CreateVideo
  /** The film it starts from, which is this owner's and completed. */
  source?: Job
  /** The film of another place it starts from. */
  film?: UploadedVideo
  /** The client's `Idempotency-Key`, and a digest of everything it sent with it. */
  idempotency?: { key: string; fingerprint: string }
}

const twinPatience = 300_000
const twinStep = 250

/** Makes jobs, each paid for once. */
export function createSubmitter(context: ServerContext, watcher: Poller): (wish: NewJob) => Promise<Job> {
  const { store, upstream, now } = context

  /** Submissions under way in this process, which twins wait for. */
  const underWay = new Map<string, Promise<Job>>()

  return async function submit(wish: NewJob): Promise<Job> {
    const { owner, idempotency } = wish
    const limits = await context.limitsOf(owner)
    const job = draft(wish, limits.spendPerDay !== undefined)
    const { verb, request, film } = wish
    const cost = job.cost > 0 ? job.cost / 1_000_000 : undefined
    const reason = await context.beforeCreate?.({ owner, verb, request, ...(film && { film: film.file }), cost })
    if (reason !== undefined) throw new VideoError(reason, { code: 'forbidden' })
    for (const until = now() + twinPatience; ;) {
      const lease = watcher.newLease()
      const reservation = await store.reserve(job, { limits, lease, ...(idempotency && { idempotency }) })
      switch (reservation.outcome) {
        case 'limited':
          // A place may be free already, and where nobody watches only a look tells.
          if (!watcher.isStarted && reservation.refusal.param === 'active_jobs') context.waitUntil(watcher.tick())
          throw reservation.refusal
        case 'conflict':
          throw new VideoError(
            'This Idempotency-Key was sent before with another request. Use a new key for each film.',
            { code: 'idempotency_conflict' },
          )
        case 'reserved': {
          const work = watcher.hold(job.video.id, lease, () => sendOrRefuse(reservation.job, wish, lease.holder))
          underWay.set(job.video.id, work)
          // Not bound to the client's connection: a create that was sent is paid for, whoever leaves.
          context.waitUntil(work.catch(() => undefined).finally(() => underWay.delete(job.video.id)))
          return work
        }
        case 'repeated': {
          const { id } = reservation.job.video
          const twin = underWay.get(id)
          if (twin) return twin
          if (reservation.job.deletedAt !== null) {
            throw new VideoError('The film of this Idempotency-Key was deleted since. Use a new key to make it anew.', {
              code: 'idempotency_conflict',
            })
          }
          // Another instance waits for the upstream's answer; if that is a refusal, the key is free again and the wish is ours.
          const isAnswered = !reservation.job.upstreamRequest || reservation.job.failures > 0 || now() >= until
          if (isAnswered || reservation.job.provisionalFailureAt !== undefined) return reservation.job
          await new Promise((resolve) => setTimeout(resolve, twinStep))
        }
      }
    }
  }

  async function sendOrRefuse(job: Job, { verb, request, source, film }: NewJob, holder: string): Promise<Job> {
    const submission = { ...submissionOf(verb, request, source), sentAt: job.createdAt }
    try {
      return await sendCreate(context, job, film ? { ...submission, source: film.file } : submission, holder)
    } catch (error) {
      // Of anything else nobody can say that nothing was made.
      if (!(error instanceof SubmissionRejectedError)) throw error
      const refused = await retryUntilPersisted(() => store.saveUpdate(job.video.id, refuse, { freesKey: true }))
      if (refused) context.emitChange(refused)
      throw toUpstreamError(error)
    }
  }

  /** The tombstone tells whoever saw the row in a list meanwhile. */
  function refuse({ upstreamRequest: _submission, ...known }: Job): Job | undefined {
    if (known.ref !== undefined) return undefined
    const at = now()
    const version = known.version + 1
    return { ...known, deletedAt: at, changedAt: at, version, isActive: false, cost: 0, dueAt: null }
  }

  function draft({ owner, verb, request, source, film }: NewJob, needsPrice: boolean): Job {
    const at = now()
    const base = source?.video ?? film
    const size = request.size ?? base?.size ?? ''
    const asked = request.seconds ?? base?.seconds ?? ''
    const name = request.model ?? source?.video.model ?? ''
    const model = context.models.find(({ id }) => id === name)
    const price = film ? film.price : model && priceOf(model, { size, seconds: asked })
    if (needsPrice && price === undefined) {
      throw new VideoError(
        `Spending is limited here, and ${film ? 'a change of this film' : `model "${name}"`} has no price at ${size || 'this size'}. Choose another, or have the operator give it a price.`,
        { code: 'invalid_request', param: 'model' },
      )
    }
    // The picture is held only where it may be sent again.
    const { input_reference: _reference, ...light } = request
    const video = {
      model: name,
      prompt: request.prompt,
      size,
      seconds: verb === 'extend' && base ? stitched(base.seconds, asked) : asked,
      remixed_from_video_id: source?.video.id ?? null,
    }
    const upstreamRequest = {
      ...submissionOf(verb, upstream.idempotent ? request : light, source),
      ...(film && { isUpload: true }),
      sentAt: at,
    }
    const hasFile = film !== undefined || request.input_reference !== undefined
    const askedFor: VideoRequest = {
      verb,
      ...(verb === 'extend' && { seconds: asked }),
      ...(hasFile && { has_file: true }),
    }
    return newJob(owner, at, video, { upstreamRequest, request: askedFor, cost: micros(price ?? 0) })
  }
}

/** The whole length of an extension; empty where that of its film is not known. */
const stitched = (seconds: string, added: string): string => {
  if (seconds === '') return ''
  return String(Math.round((Number(seconds) + Number(added)) * 100) / 100)
}

const submissionOf = (verb: CreateVerb, request: CreateVideo, source: Job | undefined) => ({
  verb,
  request,
  ...(source?.ref !== undefined && { source: source.ref }),
})
