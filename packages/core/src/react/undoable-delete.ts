import type { DeleteOptions, VideoError } from '@dailies/core'

/** How a deletion is sent; rejects with a VideoError. */
export type SendDelete = (id: string, options?: DeleteOptions) => Promise<void>

/** Deletions that wait a moment before they are sent, so that they can still be taken back. */
export interface UndoableDelete {
  /** Those that are gone from the page: held, or sent and not refused. The same set until it changes. */
  hidden(): ReadonlySet<string>
  /** Those that can still be taken back. The same array until it changes. */
  pending(): readonly string[]
  /** Holds some; those held before are sent at once, for only the last can be taken back. */
  deleteVideos(ids: readonly string[]): void
  /** Takes back what is held. */
  undo(): void
  /** Sends what is held, now. @param options `keepalive` where the page is being left */
  flush(options?: DeleteOptions): void
  /** Those that were sent and refused since the last call of `hold` or `forget`, and why the last of them was. The same object until it changes. */
  failed(): FailedDeletions | undefined
  /** Forgets what was refused. */
  dismiss(): void
  /** Hears of every change; returns its end. */
  subscribe(listener: () => void): () => void
}

/** Deletions that the server refused. */
export interface FailedDeletions {
  /** Which. */
  ids: readonly string[]
  /** What the server said of the last of them. */
  error: VideoError
}

/** @param delay in milliseconds */
export function createUndoableDelete(deleteVideo: SendDelete, delay: number): UndoableDelete {
  const listeners = new Set<() => void>()
  let gone: ReadonlySet<string> = new Set()
  let held: readonly string[] = []
  let refused: FailedDeletions | undefined
  let timer: ReturnType<typeof setTimeout> | undefined

  const update = (nextHeld: readonly string[], nextGone: ReadonlySet<string>) => {
    held = nextHeld
    gone = nextGone
    for (const listener of listeners) listener()
  }
  const without = (ids: readonly string[]) => new Set([...gone].filter((id) => !ids.includes(id)))

  const flush: UndoableDelete['flush'] = (options) => {
    clearTimeout(timer)
    const ids = held
    if (ids.length === 0) return
    update([], gone)
    for (const id of ids)
      deleteVideo(id, options).catch((error: VideoError) => {
        // What the server refuses to deleteVideo is there again.
        refused = { ids: [...(refused?.ids ?? []), id], error }
        update(held, without([id]))
      })
  }
  return {
    hidden: () => gone,
    pending: () => held,
    failed: () => refused,
    dismiss() {
      refused = undefined
      update(held, gone)
    },
    deleteVideos(ids) {
      refused = undefined
      flush()
      update(ids, new Set([...gone, ...ids]))
      timer = setTimeout(flush, delay)
    },
    undo() {
      clearTimeout(timer)
      update([], without(held))
    },
    flush,
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}
