import type { Video } from '@dailies/core'
import type { VideoServer } from '@dailies/server'

type Videos = Pick<VideoServer, 'list' | 'delete'>

/** Deletes the files of a video. */
type DeleteFiles = (id: string) => Promise<unknown>

/** Deletes the oldest videos of an owner whose files do not fit into `maxBytes`: never a favorite, or one that still runs. */
export async function keepNewest(videos: Videos, owner: string, maxBytes: number): Promise<void> {
  for (const { id } of beyond(await listAll(videos, owner), maxBytes)) await videos.delete(owner, id)
}

/**
 * Deletes the oldest videos of an owner, as {@link keepNewest}, until a fifth of the space is free. Their files are deleted first: on a full
 * disk, the deletion of a video cannot be written.
 */
export async function freeSpace(videos: Videos, owner: string, deleteFiles: DeleteFiles): Promise<void> {
  const all = await listAll(videos, owner)
  const total = all.reduce((sum, video) => sum + bytesOf(video), 0)
  for (const { id } of beyond(all, total * 0.8)) {
    await deleteFiles(id)
    await videos.delete(owner, id)
  }
}

/** The videos that go, oldest first. */
export function beyond(newestFirst: readonly Video[], maxBytes: number): Video[] {
  let bytes = 0
  const older = newestFirst.filter((video) => (bytes += bytesOf(video)) > maxBytes)
  return older.filter(mayGo).toReversed()
}

const mayGo = ({ status, metadata }: Video): boolean =>
  (status === 'completed' || status === 'failed') && metadata?.['dailies.favorite'] !== 'true'

const bytesOf = ({ assets }: Video): number =>
  (assets?.video.bytes ?? 0) + (assets?.thumbnail.bytes ?? 0) + (assets?.spritesheet.bytes ?? 0)

async function listAll(videos: Videos, owner: string): Promise<Video[]> {
  const all: Video[] = []
  for (let page = await videos.list(owner, { limit: 100 }); ;) {
    all.push(...page.data)
    const { last_id: after } = page
    if (!page.has_more || after === null) return all
    page = await videos.list(owner, { limit: 100, after })
  }
}

/** An object that calls `free` when one of its operations fails because the disk is full. The operation still fails. */
export const onFullDisk = <Target extends object>(target: Target, free: () => void): Target =>
  new Proxy(target, {
    get(object, name) {
      const operation: unknown = Reflect.get(object, name)
      if (typeof operation !== 'function') return operation
      return (...args: unknown[]): unknown => {
        const result: unknown = Reflect.apply(operation, object, args)
        if (result instanceof Promise) result.catch((error: unknown) => isFull(error) && free())
        return result
      }
    },
  })

const isFull = (error: unknown): boolean =>
  error instanceof Error && (error.name === 'QuotaExceededError' || isFull(error.cause))
