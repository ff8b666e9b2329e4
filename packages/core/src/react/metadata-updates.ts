import type { MetadataUpdate, Video } from '@dailies/core'
import type { VideosRuntime } from './videos-runtime'

/** Changes of metadata that are shown before the server confirms them. */
export interface MetadataUpdates {
  /**
   * Shows a change of a video, sends it after the earlier ones of that video, and takes it back if it fails.
   *
   * @param send sends the change; resolves with the server's video
   */
  run(id: string, update: MetadataUpdate, send: () => Promise<Video>): Promise<Video>
}

interface Pending {
  /** What the server said last; undefined if the video was not known, so that nothing is shown before its response. */
  confirmed: Record<string, string> | undefined
  updates: MetadataUpdate[]
  /** Settles when the last change has its response. */
  last: Promise<unknown>
  unsubscribe(): void
}

export function createMetadataUpdates({ store }: VideosRuntime): MetadataUpdates {
  const pendingById = new Map<string, Pending>()
  let isShowing = false

  /** Shows the confirmed metadata with the pending changes on top. */
  const show = (id: string, { confirmed, updates }: Pending): void => {
    const { video } = store.getSnapshot(id)
    if (!video || !confirmed) return
    isShowing = true
    // It is no response, so it confirms nothing about the other fields.
    store.apply({ ...video, metadata: updates.reduce(applyChange, confirmed) }, 0)
    isShowing = false
  }

  const start = (id: string): Pending => {
    const pending: Pending = {
      confirmed: store.getSnapshot(id).video?.metadata,
      updates: [],
      last: Promise.resolve(),
      unsubscribe: store.subscribeAll((event) => {
        if (isShowing || !('video' in event) || event.video.id !== id) return
        // An event of another change must not hide the pending ones.
        pending.confirmed = event.video.metadata
        show(id, pending)
      }),
    }
    pendingById.set(id, pending)
    return pending
  }

  return {
    async run(id, update, send) {
      const pending = pendingById.get(id) ?? start(id)
      pending.updates.push(update)
      show(id, pending)
      const end = (): void => {
        pending.updates.splice(pending.updates.indexOf(update), 1)
        if (pending.updates.length > 0) return
        pending.unsubscribe()
        pendingById.delete(id)
      }
      const sent = pending.last.then(send)
      pending.last = sent.catch(() => undefined)
      try {
        const video = await sent
        end()
        store.publish({ video })
        return video
      } catch (error) {
        end()
        show(id, pending)
        throw error
      }
    },
  }
}

const applyChange = (metadata: Record<string, string>, update: MetadataUpdate): Record<string, string> =>
  Object.fromEntries(
    Object.entries({ ...metadata, ...update }).filter((pair): pair is [string, string] => pair[1] !== null),
  )
