import type { DeleteOptions, VideoError } from '@dailies/core'

/** Sends one deletion; rejects with a VideoError. */
export type SendDelete = (id: string, options?: DeleteOptions) => Promise<void>

/**
 * Optimistic delete with undo: videos are hidden immediately, and their deletion is sent after a delay in which it can
 * be undone.
 */
export interface UndoableDelete {
  /** Ids to hide: deletions that are pending, or that were sent and did not fail. The same set until it changes. */
  hidden(): ReadonlySet<string>
  /** Ids whose deletion can still be undone. The same array until it changes. */
  pending(): readonly string[]
  /**
   * Hides the videos and starts the undo delay; sends deletions that were pending, because only the latest call can be
   * undone.
   */
  deleteVideos(ids: readonly string[]): void
  /** Undoes the pending deletions. */
  undo(): void
  /** Sends the pending deletions immediately. @param options `keepalive` when the page is being left */
  flush(options?: DeleteOptions): void
  /**
   * Deletions that failed since the last call of `deleteVideos` or `dismiss`; undefined if there are none. The same
   * object until it changes.
   */
  failed(): FailedDeletions | undefined
  /** Clears the failed deletions. */
  dismiss(): void
  /** Calls the listener on every change; returns the unsubscribe function. */
  subscribe(listener: () => void): () => void
}

/** Deletions that failed on the server. */
export interface FailedDeletions {
  /** Ids of the videos. */
  ids: readonly string[]
  /** Error of the last deletion that failed. */
  error: VideoError
}

/** Creates the state of an optimistic delete with undo. @param delay in milliseconds */
export function createUndoableDelete(sendDelete: SendDelete, delay: number): UndoableDelete {
  const listeners = new Set<() => void>()
  let hidden: ReadonlySet<string> = new Set()
  let pending: readonly string[] = []
  let failed: FailedDeletions | undefined
  let timer: ReturnType<typeof setTimeout> | undefined

  const update = (nextPending: readonly string[], nextHidden: ReadonlySet<string>) => {
    pending = nextPending
    hidden = nextHidden
    for (const listener of listeners) listener()
  }
  const hiddenWithout = (ids: readonly string[]) => new Set([...hidden].filter((id) => !ids.includes(id)))

  const flush: UndoableDelete['flush'] = (options) => {
    clearTimeout(timer)
    const ids = pending
    if (ids.length === 0) return
    update([], hidden)
    for (const id of ids)
      sendDelete(id, options).catch((error: VideoError) => {
        // A video whose deletion failed is shown again.
        failed = { ids: [...(failed?.ids ?? []), id], error }
        update(pending, hiddenWithout([id]))
      })
  }
  return {
    hidden: () => hidden,
    pending: () => pending,
    failed: () => failed,
    dismiss() {
      failed = undefined
      update(pending, hidden)
    },
    deleteVideos(ids) {
      failed = undefined
      flush()
      update(ids, new Set([...hidden, ...ids]))
      timer = setTimeout(flush, delay)
    },
    undo() {
      clearTimeout(timer)
      update([], hiddenWithout(pending))
    },
    flush,
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}
