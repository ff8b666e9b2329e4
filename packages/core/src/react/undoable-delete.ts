import type { DeleteOptions, VideoError } from '@dailies/core'

/** How a removal is sent; rejects with a VideoError. */
export type SendDelete = (id: string, options?: DeleteOptions) => Promise<void>

/** Removals that wait a moment before they are sent, so that they can still be taken back. */
export interface UndoableDelete {
  /** Those that are gone from the page: held, or sent and not refused. The same set until it changes. */
  gone(): ReadonlySet<string>
  /** Those that can still be taken back. The same array until it changes. */
  held(): readonly string[]
  /** Holds some; those held before are sent at once, for only the last can be taken back. */
  hold(ids: readonly string[]): void
  /** Takes back what is held. */
  undo(): void
  /** Sends what is held, now. @param options `keepalive` where the page is being left */
  send(options?: DeleteOptions): void
  /** Those that were sent and refused since the last call of `hold` or `forget`, and why the last of them was. The same object until it changes. */
  refused(): FailedDeletions | undefined
  /** Forgets what was refused. */
  forget(): void
  /** Hears of every change; returns its end. */
  subscribe(listener: () => void): () => void
}

/** Removals that the server refused. */
export interface FailedDeletions {
  /** Which. */
  ids: readonly string[]
  /** What the server said of the last of them. */
  why: VideoError
}

/** @param delay in milliseconds */
export function createUndoableDelete(remove: SendDelete, delay: number): UndoableDelete {
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

  const send: UndoableDelete['send'] = (options) => {
    clearTimeout(timer)
    const ids = held
    if (ids.length === 0) return
    update([], gone)
    for (const id of ids)
      remove(id, options).catch((why: VideoError) => {
        // What the server refuses to remove is there again.
        refused = { ids: [...(refused?.ids ?? []), id], why }
        update(held, without([id]))
      })
  }
  return {
    gone: () => gone,
    held: () => held,
    refused: () => refused,
    forget() {
      refused = undefined
      update(held, gone)
    },
    hold(ids) {
      refused = undefined
      send()
      update(ids, new Set([...gone, ...ids]))
      timer = setTimeout(send, delay)
    },
    undo() {
      clearTimeout(timer)
      update([], without(held))
    },
    send,
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}
