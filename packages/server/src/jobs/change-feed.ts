import type { Store } from '../store/store'
import { unref } from '../unref'
import type { JobChanges } from './job-changes'

/** Called when there may be a change to read. */
interface Subscriber {
  onChange(): void
}

/** Change feed: tells each owner's subscribers that there is a change to read, whichever instance made it. */
export interface ChangeFeed {
  subscribe(owner: string, subscriber: Subscriber): void
  unsubscribe(owner: string, subscriber: Subscriber): void
  close(): void
}

/** Dependencies of the change feed. */
export interface ChangeFeedOptions {
  store: Store
  /** The changes that this instance makes: delivered without waiting for the next read of the store. */
  changes: JobChanges
  /** Unix milliseconds. */
  now: () => number
  /** Called each second while there is a subscriber. */
  onInterval: () => void
}

/**
 * Each read overlaps the previous one by this much: a change may be committed after its timestamp, and the clocks of
 * instances differ.
 */
const overlapMs = 10_000
const intervalMs = 1_000
/** With notifications the store is read so much less often, in intervals. */
const listeningReadEvery = 3

interface Subscription {
  subscribers: Set<Subscriber>
  /** The position of the last change that the subscribers were notified of. */
  seq: number
}

export function createChangeFeed({ store, changes, now, onInterval }: ChangeFeedOptions): ChangeFeed {
  const subscriptions = new Map<string, Subscription>()
  let cursor = 0
  let timer: ReturnType<typeof setInterval> | undefined
  let currentRead: Promise<void> | undefined
  let shouldReadAgain = false
  let intervals = 0
  let stopListening: Promise<() => void> | undefined

  function publish(owner: string, seq: number): void {
    const subscription = subscriptions.get(owner)
    if (!subscription || seq <= subscription.seq) return
    subscription.seq = seq
    for (const subscriber of subscription.subscribers) subscriber.onChange()
  }

  async function readOnce(): Promise<void> {
    const started = now()
    for (const { owner, seq } of await store.changedOwners(cursor - overlapMs)) publish(owner, seq)
    cursor = started
  }

  /** Reads the changes. Only one read runs at a time; a call during a read schedules another. */
  function read(): void {
    if (currentRead) {
      shouldReadAgain = true
      return
    }
    // If the store is unreachable for a moment, the next interval tries again.
    currentRead = readOnce()
      .catch(() => undefined)
      .then(() => {
        currentRead = undefined
        if (!shouldReadAgain || subscriptions.size === 0) return
        shouldReadAgain = false
        read()
      })
  }

  function start(): void {
    cursor = now()
    stopListening = store.listen?.(read)
    // Reads the store each second if it cannot notify, or if listening failed.
    stopListening?.catch(() => (stopListening = undefined))
    timer = unref(
      setInterval(() => {
        onInterval()
        // Listening that succeeded may still bring nothing: behind a pooler, notifications go to another connection.
        if (!stopListening || (intervals += 1) % listeningReadEvery === 0) read()
      }, intervalMs),
    )
  }

  function stop(): void {
    clearInterval(timer)
    void stopListening?.then((stopListening) => stopListening()).catch(() => undefined)
    stopListening = undefined
  }

  changes.subscribe(({ owner, ownerSeq }) => publish(owner, ownerSeq))

  return {
    subscribe: (owner, subscriber) => {
      if (subscriptions.size === 0) start()
      const subscription = subscriptions.get(owner) ?? { subscribers: new Set(), seq: 0 }
      subscription.subscribers.add(subscriber)
      subscriptions.set(owner, subscription)
    },
    unsubscribe: (owner, subscriber) => {
      const subscription = subscriptions.get(owner)
      if (!subscription?.subscribers.delete(subscriber)) return
      if (subscription.subscribers.size === 0) subscriptions.delete(owner)
      if (subscriptions.size === 0) stop()
    },
    close: () => {
      subscriptions.clear()
      stop()
    },
  }
}
