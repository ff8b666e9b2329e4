import type { DeleteOptions, VideoError } from '@dailies/core'

/** Sends one deletion; rejects with a VideoError. */
export type SendDelete = (id: string, options?: DeleteOptions) => Promise<unknown>

/** Which deletions are hidden, can be undone, or have failed. */
export interface UndoableDeleteState {
  /** Ids to hide: deletions that are pending, or that were sent and did not fail. The same set until it changes. */
  hidden: ReadonlySet<string>
  /** Ids whose deletion can still be undone. The same array until it changes. */
  pending: readonly string[]
  /** Deletions that failed since the last call of `deleteVideos` or `dismiss`; undefined if there are none. */
  failed: FailedDeletions | undefined
}

/** What can be done with undoable deletions. */
export interface UndoableDeleteActions {
  /**
   * Hides the videos and starts the undo delay; sends deletions that were pending, because only the latest call can be
   * undone.
   */
  deleteVideos(ids: readonly string[]): void
  /** Undoes the pending deletions. */
  undo(): void
  /** Sends the pending deletions immediately. @param options `keepalive` when the page is being left */
  flush(options?: DeleteOptions): void
  /** Clears the failed deletions. */
  dismiss(): void
}

/** Optimistic deletions in this page, before and while they are sent. */
export interface UndoableDeletions extends UndoableDeleteActions {
  /** The same object until something changes. */
  getSnapshot(): UndoableDeleteState
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

/**
 * Creates optimistic deletions: videos are hidden immediately, and their deletion is sent after a delay in which it can be
 * undone. @param delay in milliseconds
 */
export function createUndoableDelete(sendDelete: SendDelete, delay: number): UndoableDeletions {
  const listeners = new Set<() => void>()
  let state: UndoableDeleteState = { hidden: new Set(), pending: [], failed: undefined }
  let timer: ReturnType<typeof setTimeout> | undefined

  const update = (changes: Partial<UndoableDeleteState>): void => {
    state = { ...state, ...changes }
    for (const listener of listeners) listener()
  }
  const hiddenWithout = (ids: readonly string[]) => new Set([...state.hidden].filter((id) => !ids.includes(id)))

  const flush: UndoableDeleteActions['flush'] = (options) => {
    clearTimeout(timer)
    const ids = state.pending
    if (ids.length === 0) return
    update({ pending: [] })
    for (const id of ids)
      sendDelete(id, options).catch((error: VideoError) => {
        // A video whose deletion failed is shown again.
        update({ failed: { ids: [...(state.failed?.ids ?? []), id], error }, hidden: hiddenWithout([id]) })
      })
  }
  return {
    getSnapshot: () => state,
    dismiss: () => update({ failed: undefined }),
    deleteVideos(ids) {
      flush()
      update({ failed: undefined, pending: ids, hidden: new Set([...state.hidden, ...ids]) })
      timer = setTimeout(flush, delay)
    },
    undo() {
      clearTimeout(timer)
      update({ pending: [], hidden: hiddenWithout(state.pending) })
    },
    flush,
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}
