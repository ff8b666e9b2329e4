import { afterEach, beforeEach } from 'vitest'
import type { Job } from '../store/job'
import type { Limits } from '../store/limits'
import type { Lease, Reservation, Store } from '../store/store'
import { newJob } from './new-job'

/** Stores that share their rows, like two instances of one app. */
export interface SharedRows {
  /** Opens one more store on these rows; a store for a single process may return the same store again. */
  open(): Store
  /** Closes every store that was opened. */
  close(): Promise<void>
}

/** What the tests of a store share: two instances on the same rows, new for every test. */
export interface StoreHarness {
  store: Store
  /** The second instance that works on the same rows. */
  other: Store
  reserve(job: Job, key?: string, fingerprint?: string, limits?: Limits, at?: Store): Promise<Reservation>
  /** Reserves a job, and saves that the upstream accepted it. */
  running(owner?: string, at?: number, changes?: Partial<Job>): Promise<Job>
  /** Runs this many calls concurrently, every other one on the second instance. */
  concurrently<T>(count: number, call: (at: Store, index: number) => Promise<T>): Promise<T[]>
}

export const start = Date.UTC(2026, 10, 22, 12)
export const lease = (leaseId: string, expiresAt = start + 15_000): Lease => ({ id: leaseId, expiresAt })
export const ids = (jobs: Job[]): string[] => jobs.map(({ video }) => video.id)

/** Opens the stores before every test, and closes them after it. */
export function createStoreHarness(openRows: () => Promise<SharedRows>): StoreHarness {
  let rows: SharedRows
  let store: Store
  let other: Store

  beforeEach(async () => {
    rows = await openRows()
    store = rows.open()
    other = rows.open()
  })
  afterEach(() => rows?.close())

  const reserve: StoreHarness['reserve'] = (job, key, fingerprint = 'same', limits = {}, at = store) =>
    at.reserve(job, {
      limits,
      lease: lease('creator'),
      ...(key !== undefined && { idempotency: { key, fingerprint } }),
    })
  const running: StoreHarness['running'] = async (owner = 'ada', at = start, changes = {}) => {
    const job = newJob(owner, at, changes)
    await reserve(job)
    return (await store.saveUpdate(
      job.video.id,
      (current) => ({ ...current, phase: { name: 'running', ref: 'ref', isIdle: false } }),
      { leaseId: 'creator', refKey: `key of ${job.video.id}` },
    )) as Job
  }
  return {
    get store() {
      return store
    },
    get other() {
      return other
    },
    reserve,
    running,
    concurrently: (count, call) =>
      Promise.all(Array.from({ length: count }, (_, index) => call(index % 2 ? store : other, index))),
  }
}
