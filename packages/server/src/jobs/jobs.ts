import { VideoError, isFinal } from '@dailies/core'
import type { ListVideos, MetadataUpdate } from '@dailies/core'
import { emitJobChange } from './emit-job-change'
import type { Presence } from './presence'
import { beginArchiving } from './begin-archiving'
import { refKeyOf } from './digest'
import { toUpstreamError } from '../upstream/to-upstream-error'
import { applyUpstreamUpdate } from './apply-upstream-update'
import type { CreateRequest } from './create-request'
import { ownerDeleted, requireOwnedJob, videoNotFound } from './ownership'
import { readVideoId } from './video-id'
import { newJob } from './new-job'
import type { ServerContext } from '../server-context'
import { upstreamRequestOf } from '../store/job'
import type { Job, JobPhase } from '../store/job'
import { cancelJob } from './cancel-job'
import { searchJobs } from './search-jobs'
import type { ListedJobs } from './search-jobs'
import { updateMetadata } from './update-metadata'
import { createJobCreator } from './create-job'
import type { Json, Upstream } from '../upstream/upstream'
import type { UpstreamGroup } from './upstreams'
import type { Poller } from '../poller/poller'

/** Where an adopted video is. */
export interface AdoptOptions {
  /** The id of its upstream. @default the only one */
  upstreamId?: string
}

/** The operations of the API as functions, each on behalf of an owner. */
export interface Jobs {
  create(owner: string, request: CreateRequest): Promise<Job>
  retrieve(owner: string, id: string): Promise<Job>
  /** @param signal ends a search, whose result is not needed then */
  list(owner: string, page: ListVideos, signal?: AbortSignal): Promise<ListedJobs>
  update(owner: string, id: string, metadata: MetadataUpdate): Promise<Job>
  cancel(owner: string, id: string): Promise<Job>
  delete(owner: string, id: string): Promise<void>
  adopt(owner: string, ref: Json, options?: AdoptOptions): Promise<Job>
  /** Resumes polling of this owner's idle jobs, because an event stream was opened. */
  resumeIdle(owner: string): Promise<void>
}

/** A read of a provisionally failed job polls the upstream again if the last poll is older than this. */
const provisionalMaxAgeMs = 5_000

const isIdle = (job: Job): job is Job & { phase: Extract<JobPhase, { name: 'running' }> } =>
  job.phase.name === 'running' && job.phase.isIdle

export function createJobs(context: ServerContext, poller: Poller, presence: Presence): Jobs {
  const { store, now, waitUntil } = context

  /** Makes an idle job due. */
  const resume = (id: string): Promise<Job | null> =>
    store.saveUpdate(id, (job) =>
      isIdle(job) ? { ...job, phase: { ...job.phase, isIdle: false }, dueAt: now() } : undefined,
    )

  /**
   * Polls a job during a read of it: if it is due and no background poller is started, or if it failed provisionally
   * and its last poll is not recent.
   */
  async function refresh(job: Job): Promise<void> {
    const { id } = job.video
    presence.touch(id)
    if (isIdle(job)) {
      await resume(id)
      poller.wake()
    }
    const { phase } = job
    if (phase.name === 'provisionally_failed') {
      if (now() - Math.max(job.polledAt ?? 0, phase.failedAt) < provisionalMaxAgeMs) return
      await store.saveUpdate(id, (current) => ({ ...current, dueAt: now() }))
    } else if (poller.isStarted || job.dueAt === null || (job.dueAt > now() && !isIdle(job))) return
    else if (phase.name === 'submitting') return
    else if ('unsentRequest' in phase) {
      // The create may take minutes, which a read must not wait for.
      waitUntil(poller.poll(job))
      return
    }
    await poller.poll(job)
  }

  return {
    create: createJobCreator(context, poller),
    retrieve: async (owner, id) => {
      const job = requireOwnedJob(await store.retrieve(readVideoId(id)), owner, id)
      if (job.dueAt === null && job.phase.name !== 'provisionally_failed') return job
      await refresh(job)
      return requireOwnedJob(await store.retrieve(id), owner, id)
    },
    list: async (owner, { limit = 20, order = 'desc', after, ...filter }, signal) => {
      if (after !== undefined) {
        const cursor = await store.retrieve(readVideoId(after))
        // A cursor that was deleted since is still valid: the row stays, and its id defines where the next page begins.
        if (cursor?.owner !== owner) throw videoNotFound(after)
      }
      const search = { limit, order, ...(after !== undefined && { after }), ...filter }
      const page = await searchJobs(store, owner, search, signal)
      const due = page.jobs.filter((job) => job.dueAt !== null && job.dueAt <= now() && !upstreamRequestOf(job))
      if (!poller.isStarted && due.length > 0) {
        waitUntil(Promise.allSettled(due.map((job) => poller.poll(job))))
      }
      return page
    },
    update: async (owner, id, metadata) => {
      const before = requireOwnedJob(await store.retrieve(readVideoId(id)), owner, id)
      const saved = await store.saveUpdate(id, (job) => updateMetadata(job, metadata, now()))
      const job = requireOwnedJob(saved, owner, id)
      emitJobChange(context, before, job)
      return job
    },
    cancel: (owner, id) => cancelJob(context, poller, owner, id),
    delete: async (owner, id) => {
      const deleted = await store.delete(owner, readVideoId(id), now())
      if (!deleted) throw videoNotFound(id)
      context.changes.publish(deleted)
      // For the owner the video is deleted now; if the upstream fails, the poller retries the deletion.
      await poller.processDeletion(deleted).catch(() => undefined)
    },
    resumeIdle: async (owner) => {
      // Without webhooks and callbacks no job becomes idle.
      const { fixed } = context.upstreams
      if (!context.callbacks && fixed?.upstreams.every(({ verifyWebhook }) => verifyWebhook === undefined)) return
      const { jobs } = await store.list(owner, { limit: 100, order: 'desc' })
      for (const job of jobs) if (isIdle(job)) await resume(job.video.id)
      poller.wake()
    },
    adopt: async (owner, ref, { upstreamId } = {}) => {
      const at = now()
      const upstream = findUpstream(await context.upstreams.ofOwner(owner), upstreamId)
      const answer = await upstream
        .retrieve(ref)
        .catch((error: unknown) => Promise.reject(toUpstreamError(error, undefined)))
      const { model = '', prompt = null, size = '', seconds = '', created_at } = answer.update
      const video = { model, prompt, size, seconds, ...(created_at && { created_at }) }
      const created = newJob(at, {
        owner,
        upstreamId: upstream.id,
        video,
        phase: { name: 'running', ref, isIdle: false },
        version: 1,
        polledAt: at,
        isAdopted: true,
      })
      const updated = applyUpstreamUpdate(created, answer, at)
      const job = beginArchiving(context, upstream, { ...updated, dueAt: isFinal(updated.video) ? null : at }, at)
      const adopted = await store.insertExisting(job, await refKeyOf(upstream.id, ref))
      if (!adopted) throw ownerDeleted()
      if (adopted.owner !== owner || adopted.phase.name === 'deleted') {
        throw new VideoError(
          'This upstream video cannot be adopted: it belongs to another owner, or was deleted here.',
          {
            code: 'idempotency_conflict',
          },
        )
      }
      if (adopted.video.id === job.video.id) emitJobChange(context, undefined, adopted)
      return adopted
    },
  }
}

/** @throws VideoError `invalid_request` that says which upstreams there are */
function findUpstream({ upstreams }: UpstreamGroup, id: string | undefined): Upstream {
  const found = id === undefined ? upstreams[0] : upstreams.find((upstream) => upstream.id === id)
  if (found && (id !== undefined || upstreams.length === 1)) return found
  throw new VideoError(
    `Say which upstream has this video: { upstreamId } must be one of ${upstreams.map((upstream) => upstream.id).join(', ')}.`,
    { code: 'invalid_request', param: 'upstreamId' },
  )
}
