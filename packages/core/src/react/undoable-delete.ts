import type { DeleteOptions, VideoError } from '@dailies/core'

/** Sends one deletion; rejects with a VideoError. */
export type SendDelete = (id: string, options?: DeleteOptions) => Promise<unknown>

/** Which deletions are hidden, can be undone, or have failed. */
export interface UndoableDeleteState {
  /** Ids to hide: deletions that are pending, or that were sent and did not fail. The same set until it changes. */
  hidden: ReadonlySet<string>
  /** Ids whose deletion can still be undone. The same array until it changes. */
  pending: readonly string[]
  /** Deletions that failed, until they are tried again or dismissed; undefined if there are none. */
  failed: FailedDeletions | undefined
}

/** What can be done with undoable deletions. */
export interface UndoableDeleteActions {
  /** Hides the videos, adds them to the pending deletions, and starts the undo delay of all of them again. */
  deleteVideos(ids: readonly string[]): void
  /** Undoes all pending deletions. */
  undo(): void
  /** Stops the undo delay, such as while the pointer or the focus is on the undo button. It ends with the pending deletions. */
  pause(): void
  /** Starts the whole undo delay again. */
  resume(): void
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
  let isPaused = false

  const update = (changes: Partial<UndoableDeleteState>): void => {
    state = { ...state, ...changes }
    for (const listener of listeners) listener()
  }
  const hiddenWithout = (ids: readonly string[]) => new Set([...state.hidden].filter((id) => !ids.includes(id)))

  const restartDelay = () => {
    clearTimeout(timer)
    if (!isPaused && state.pending.length > 0) timer = setTimeout(flush, delay)
  }
  /** Ends the delay; what is paused is the delay of one set of deletions. */
  const takePending = (hidden: ReadonlySet<string>): void => {
    clearTimeout(timer)
    isPaused = false
    update({ pending: [], hidden })
  }
  function flush(options?: DeleteOptions): void {
    const ids = state.pending
    if (ids.length === 0) return
    takePending(state.hidden)
    for (const id of ids)
      sendDelete(id, options).catch((error: VideoError) => {
        // A video whose deletion failed is shown again.
        update({ failed: { ids: [...(state.failed?.ids ?? []), id], error }, hidden: hiddenWithout([id]) })
      })
  }
  const failedWithout = (ids: readonly string[]): FailedDeletions | undefined => {
    const remaining = state.failed?.ids.filter((id) => !ids.includes(id)) ?? []
    return state.failed && remaining.length > 0 ? { ...state.failed, ids: remaining } : undefined
  }
  return {
    getSnapshot: () => state,
    dismiss: () => update({ failed: undefined }),
    deleteVideos(ids) {
      update({
        failed: failedWithout(ids),
        pending: [...new Set([...state.pending, ...ids])],
        hidden: new Set([...state.hidden, ...ids]),
      })
      restartDelay()
    },
    undo: () => takePending(hiddenWithout(state.pending)),
    pause() {
      isPaused = state.pending.length > 0
      restartDelay()
    },
    resume() {
      isPaused = false
      restartDelay()
    },
    flush,
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}
