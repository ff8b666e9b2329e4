import { isVideoError } from '@dailies/core'
import type { Jobs } from '../jobs/jobs'
import { deleteFiles } from '../media/archiving/archiving-step'
import type { Outbox } from '../outbox/outbox'
import type { ServerContext } from '../server-context'
import type { Job } from '../store/job'
import { unref } from '../unref'

/** How far the deletion of an owner is. */
export interface OwnerDeletion {
  /** Whether nothing of the owner is stored any more. */
  isDone: boolean
  /** The videos that are still to be deleted at a provider or in the archive, or have calls to your code left. */
  remaining: number
}

/** Deletes owners: at once as far as possible, and the rest later. */
export interface OwnerDeletions {
  delete(owner: string): Promise<OwnerDeletion>
  /** Goes on with every owner whose deletion has begun, also after a crash. */
  tick(): Promise<void>
  /** Calls `tick` every ten seconds, until `close`. */
  start(): void
  close(): Promise<void>
}

/** Dependencies of {@link createOwnerDeletions}. */
export interface OwnerDeletionOptions {
  context: ServerContext
  jobs: Pick<Jobs, 'delete'>
  outbox: Pick<Outbox, 'tick'>
  /** The kinds of outbox entries that are delivered before a row is erased. */
  pendingKinds: readonly string[]
  /** The longest time that the answer of a create may take. */
  createTimeoutMs: number
}

const intervalMs = 10_000
const maxOwners = 20
/** Videos that are deleted at the same time: as many as the poller has slots. */
const pageSize = 16
/** Few enough that a transaction is short, and a query has few parameters. */
const eraseSize = 50
/** Later than this after the create was given up, its answer is not waited for. */
const answerMarginMs = 60_000
/** Longer than a failing deletion is retried at the provider: what is still due then has no provider any more. */
const abandonAfterMs = 2 * 86_400_000

export function createOwnerDeletions(options: OwnerDeletionOptions): OwnerDeletions {
  const { context, jobs, outbox, pendingKinds, createTimeoutMs } = options
  const { store, archiving, now, purgeAfterMs, waitUntil } = context
  /** One run for each owner at a time; a second call shares it. */
  const running = new Map<string, Promise<OwnerDeletion>>()
  let timer: ReturnType<typeof setInterval> | undefined
  let isClosed = false

  /** Deletes every video, as its owner would. */
  async function deleteVideos(owner: string): Promise<void> {
    while (true) {
      const page = await store.list(owner, { limit: pageSize, order: 'asc' })
      if (page.jobs.length === 0 || isClosed) return
      await Promise.all(page.jobs.map((job) => deleteVideo(owner, job)))
    }
  }

  async function deleteVideo(owner: string, job: Job): Promise<void> {
    await jobs.delete(owner, job.video.id).catch((error: unknown) => {
      // Someone else deleted it meanwhile.
      if (!isVideoError(error) || error.code !== 'not_found') throw error
    })
    // Also where no provider is connected, which the deletion of the video waits for.
    if (archiving && job.phase.name !== 'copying') await deleteFiles(context, archiving, job)
  }

  async function erase(owner: string): Promise<OwnerDeletion> {
    while (true) {
      const at = now()
      const { erased, left } = await store.eraseOwner(owner, {
        expiresAt: at + purgeAfterMs,
        limit: eraseSize,
        pendingKinds,
        unansweredBefore: at - createTimeoutMs - answerMarginMs,
        abandonedBefore: at - abandonAfterMs,
      })
      if (left === 0) return { isDone: true, remaining: 0 }
      if (erased === 0 || isClosed) return { isDone: false, remaining: left }
    }
  }

  async function run(owner: string): Promise<OwnerDeletion> {
    await deleteVideos(owner)
    await outbox.tick()
    return erase(owner)
  }

  function goOn(owner: string): Promise<OwnerDeletion> {
    const work = running.get(owner) ?? run(owner).finally(() => running.delete(owner))
    running.set(owner, work)
    return work
  }

  async function tick(): Promise<void> {
    if (isClosed) return
    for (const owner of await store.markedOwners(maxOwners)) await goOn(owner)
  }

  return {
    delete: async (owner) => {
      await store.markOwner(owner, now())
      // A run that began before may have listed the videos already.
      await running.get(owner)?.catch(() => undefined)
      return goOn(owner)
    },
    tick,
    start: () => {
      // The store may be unreachable for a moment; the next interval tries again.
      if (!isClosed) timer ??= unref(setInterval(() => waitUntil(tick()), intervalMs))
    },
    close: async () => {
      isClosed = true
      clearInterval(timer)
      await Promise.allSettled(running.values())
    },
  }
}
