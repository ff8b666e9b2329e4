import type { ServerEvent } from '../server-event'
import { withTimeout } from '../net/with-timeout'
import type { JobChanges } from '../jobs/job-changes'
import type { OutboxEntry } from '../store/outbox'
import type { Lease, Store } from '../store/store'
import { unref } from '../unref'
import type { DeliveryContext, OutboxKind } from './outbox-kind'
import { retryDelayMs } from './retry-delay'

/**
 * The outbox: calls to the operator's code that a change of a job causes. They are written in the transaction of the
 * change and repeated until they succeed, by one instance at a time.
 */
export interface Outbox {
  /** Delivers what is due as soon as possible. */
  wake(): void
  /** Delivers until nothing is due and no delivery runs. Resolves with the number of deliveries. */
  tick(): Promise<number>
  /** Delivers what is due every second, until `close`. */
  start(): void
  /** Starts no more deliveries, and waits for the running ones. */
  close(): Promise<void>
}

/** Dependencies of the outbox. */
export interface OutboxOptions extends Pick<DeliveryContext, 'toVideo'> {
  /** Writes the entries by the rule of the same kinds. */
  store: Store
  /** The kinds that have a handler. */
  kinds: readonly OutboxKind[]
  /** A change may have written entries. */
  changes: JobChanges
  /** Unix milliseconds. */
  now: () => number
  /** Time from the change after which a failed delivery is given up. */
  outboxForMs: number
  emit(event: ServerEvent): void
  waitUntil(work: Promise<unknown>): void
  /** @default 30_000 */
  callTimeoutMs?: number
}

const intervalMs = 1_000
/** Longer than a delivery may take, so it is not renewed; one instance works on an entry at a time. */
const leaseMarginMs = 15_000
/** Deliveries of one kind at once in this process: one that hangs has a slot for at most 30 seconds. */
const slotsOfKind = 8

export function createOutbox(options: OutboxOptions): Outbox {
  const { store, kinds, toVideo, changes, now, outboxForMs, emit, waitUntil, callTimeoutMs = 30_000 } = options
  const instance = crypto.randomUUID()
  const running = new Map<OutboxKind, Set<Promise<void>>>(kinds.map((kind) => [kind, new Set()]))
  let leases = 0
  let currentRun: Promise<number> | undefined
  let shouldRunAgain = false
  let timer: ReturnType<typeof setInterval> | undefined
  let isClosed = false

  async function deliver(kind: OutboxKind, entry: OutboxEntry, lease: Lease): Promise<void> {
    const started = now()
    const job = await store.retrieve(entry.jobId)
    const failure = await withTimeout(async () => kind.deliver(entry, { job, toVideo }), {
      timeoutMs: callTimeoutMs,
      timeoutError: () => new Error(`It did not return within ${callTimeoutMs / 1_000} seconds.`),
    }).then(
      () => undefined,
      (error: unknown) => ({ error: error instanceof Error ? error.message : String(error) }),
    )
    if (!failure) return store.saveDelivery(entry, lease.id, 'delivered')
    const at = now()
    const isDead = at - entry.queuedAt >= outboxForMs
    const next = isDead ? { deadAt: at } : { dueAt: at + retryDelayMs(entry.attempts) }
    await store.saveDelivery(entry, lease.id, { ...failure, ...next })
    emit({
      type: 'delivery_failed',
      kind: kind.name,
      videoId: entry.jobId,
      owner: entry.owner,
      model: job?.video.model ?? '',
      attempts: entry.attempts,
      isDead,
      reason: failure.error,
      durationMs: at - started,
    })
  }

  function start(kind: OutboxKind, entry: OutboxEntry, lease: Lease): void {
    const deliveries = running.get(kind) ?? new Set()
    // If the store cannot be reached, the lease lapses and the entry is delivered again.
    const delivery = deliver(kind, entry, lease).catch(() => undefined)
    deliveries.add(delivery)
    const ended = delivery.then(() => {
      const wasFull = deliveries.size === slotsOfKind
      deliveries.delete(delivery)
      // Another entry may wait for the slot.
      if (wasFull) wake()
    })
    waitUntil(ended)
  }

  async function run(): Promise<number> {
    let count = 0
    for (const [kind, deliveries] of running) {
      const limit = slotsOfKind - deliveries.size
      if (limit === 0 || isClosed) continue
      const lease = {
        id: `${instance}.${(leases += 1)}`,
        expiresAt: now() + callTimeoutMs + leaseMarginMs,
      }
      const entries = await store.claimEntries({ kind: kind.name, lease, now: now(), limit })
      for (const entry of entries) start(kind, entry, lease)
      count += entries.length
    }
    return count
  }

  /** One run at a time: the slots that are free when it claims are free for what it claims. */
  const startDue = (): Promise<number> => (currentRun ??= run().finally(() => (currentRun = undefined)))

  function wake(): void {
    if (isClosed || kinds.length === 0) return
    if (currentRun) {
      shouldRunAgain = true
      return
    }
    // If the store cannot be reached for a moment, the next interval or tick tries again.
    const woken = startDue()
      .catch(() => undefined)
      .then(() => {
        if (!shouldRunAgain) return
        shouldRunAgain = false
        wake()
      })
    waitUntil(woken)
  }

  const allRunning = (): Promise<void>[] => [...running.values()].flatMap((deliveries) => Array.from(deliveries))

  changes.subscribe(wake)

  return {
    wake,
    tick: async () => {
      for (let total = 0; ;) {
        const count = kinds.length === 0 ? 0 : await startDue()
        total += count
        const deliveries = allRunning()
        if (isClosed || (count === 0 && deliveries.length === 0)) return total
        if (deliveries.length > 0) await Promise.race(deliveries)
      }
    },
    start: () => {
      if (timer || isClosed || kinds.length === 0) return
      timer = unref(setInterval(wake, intervalMs))
      wake()
    },
    close: async () => {
      isClosed = true
      clearInterval(timer)
      await currentRun?.catch(() => undefined)
      await Promise.all(allRunning())
    },
  }
}
