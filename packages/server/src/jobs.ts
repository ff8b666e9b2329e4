import { VideoError, isFinal } from '@dailies/core'
import type { CreateVideo, ListVideos } from '@dailies/core'
import { emitJobChange } from './emit-job-change'
import type { Presence } from './presence'
import { beginArchiving } from './archiving/archiving'
import { refKeyOf } from './digest'
import { toUpstreamError } from './error-response'
import { applyUpstreamUpdate } from './apply-upstream-update'
import type { UploadedVideo } from './guards/uploaded-videos'
import { noneOf, owned } from './guards/ownership'
import { readVideoId } from './guards/video-id'
import { newJob } from './new-job'
import type { ServerContext } from './server-context'
import type { Job, CreateVerb } from './store/job'
import type { JobPage } from './store/store'
import { createSubmitter } from './submit'
import type { Json } from './upstream/upstream'
import type { Poller } from './poller'

/** A submission as it came in, checked in shape but not yet in right. */
export interface CreateRequest {
  verb: CreateVerb
  request: CreateVideo
  /** Our id of the film it starts from. */
  sourceId?: string
  /** The film of another place it starts from. */
  film?: UploadedVideo
  idempotency?: { key: string; fingerprint: string }
}

/** The verbs, each on behalf of an owner. */
export interface Jobs {
  submit(owner: string, request: CreateRequest): Promise<Job>
  retrieve(owner: string, id: string): Promise<Job>
  list(owner: string, page: ListVideos): Promise<JobPage>
  delete(owner: string, id: string): Promise<void>
  adopt(owner: string, ref: Json): Promise<Job>
  /** Somebody follows this owner's jobs now, so none is left alone. */
  resumeIdle(owner: string): Promise<void>
}

/** How long an answer about a job of which we gave up is fresh enough for "check again", in milliseconds. */
const doubtFreshFor = 5_000

export function createJobs(context: ServerContext, watcher: Poller, audience: Presence): Jobs {
  const { store, upstream, now, waitUntil } = context
  const submit = createSubmitter(context, watcher)

  async function sourceOf(owner: string, id: string): Promise<Job> {
    const source = owned(await store.retrieve(readVideoId(id)), owner, id)
    if (source.video.status === 'completed' && source.ref !== undefined) return source
    throw new VideoError(
      source.video.status === 'failed'
        ? 'That film failed, so there is nothing to start from. Choose one that is completed.'
        : 'That film is not completed yet. Try again when it is.',
      { code: source.video.status === 'failed' ? 'invalid_request' : 'not_ready', param: 'id' },
    )
  }

  /** Makes a job due that was left alone. */
  const resume = (id: string): Promise<Job | null> =>
    store.saveUpdate(id, ({ isIdle, ...known }) => (isIdle ? { ...known, dueAt: now() } : undefined))

  /** A reader waits for a look that is due where nobody else does it, and for a fresh word on a job of which we gave up. */
  async function refresh(job: Job): Promise<void> {
    const { id } = job.video
    audience.touch(id)
    if (job.isIdle) {
      await resume(id)
      watcher.wake()
    }
    const isDoubted = job.provisionalFailureAt !== undefined && !isFinal(job.video)
    if (isDoubted && now() - Math.max(job.polledAt ?? 0, job.provisionalFailureAt ?? 0) >= doubtFreshFor) {
      await store.saveUpdate(id, (known) => ({ ...known, dueAt: now() }))
    } else if (watcher.isStarted || job.dueAt === null || (job.dueAt > now() && !job.isIdle) || job.upstreamRequest)
      return
    await watcher.poll(id)
  }

  return {
    submit: async (owner, { sourceId, ...wish }) => {
      const { verb } = wish
      if (upstream[verb] === undefined) {
        throw new VideoError(`The video service behind this server has no ${verb}.`, { code: 'unsupported' })
      }
      const source = sourceId === undefined ? undefined : await sourceOf(owner, sourceId)
      return submit({ ...wish, owner, ...(source && { source }) })
    },
    retrieve: async (owner, id) => {
      const job = owned(await store.retrieve(readVideoId(id)), owner, id)
      if (job.dueAt === null && job.provisionalFailureAt === undefined) return job
      await refresh(job)
      return owned(await store.retrieve(id), owner, id)
    },
    list: async (owner, { limit = 20, order = 'desc', after }) => {
      if (after !== undefined) {
        const cursor = await store.retrieve(readVideoId(after))
        // The cursor may have been deleted since; it still says where the next page begins.
        if (cursor?.owner !== owner) throw noneOf(after)
      }
      const page = await store.list(owner, { limit, order, ...(after !== undefined && { after }) })
      const due = page.jobs.filter(({ dueAt, upstreamRequest }) => dueAt !== null && dueAt <= now() && !upstreamRequest)
      if (!watcher.isStarted && due.length > 0) {
        waitUntil(Promise.allSettled(due.map(({ video }) => watcher.poll(video.id))))
      }
      return page
    },
    delete: async (owner, id) => {
      const deleted = await store.delete(owner, readVideoId(id), now())
      if (!deleted) throw noneOf(id)
      context.emitChange(deleted)
      // The owner has what was asked for; if the upstream does not answer, the watcher asks it again.
      await watcher.cancel(id).catch(() => undefined)
    },
    resumeIdle: async (owner) => {
      if (!upstream.verifyWebhook) return
      const { jobs } = await store.list(owner, { limit: 100, order: 'desc' })
      for (const { video, isIdle } of jobs) if (isIdle) await resume(video.id)
      watcher.wake()
    },
    adopt: async (owner, ref) => {
      const at = now()
      const { update } = await upstream
        .retrieve(ref, { signal: AbortSignal.timeout(context.pollTimeoutMs) })
        .catch((error: unknown) => Promise.reject(toUpstreamError(error)))
      const { model = '', prompt = null, size = '', seconds = '', created_at } = update
      const video = { model, prompt, size, seconds, ...(created_at && { created_at }) }
      const bare = newJob(owner, at, video, { ref, version: 1, polledAt: at, isAdopted: true })
      const folded = applyUpstreamUpdate(bare, update, at)
      const job = beginArchiving(context, { ...folded, dueAt: isFinal(folded.video) ? null : at }, at)
      const adopted = await store.adopt(job, await refKeyOf(ref))
      if (adopted.owner !== owner || adopted.deletedAt !== null) {
        throw new VideoError('This video of the upstream belongs to another owner, or was deleted here.', {
          code: 'idempotency_conflict',
        })
      }
      if (adopted === job) emitJobChange(context, undefined, job)
      return adopted
    },
  }
}
