import { beforeEach, describe, expect, it } from 'vitest'
import type { Job } from '../store/job'
import type { OutboxEntry, OutboxKey, OutboxRule } from '../store/outbox'
import type { Store } from '../store/store'
import { withOutbox } from '../outbox/with-outbox'
import { newJob } from './new-job'
import { lease, start } from './store-harness'
import type { StoreHarness } from './store-harness'

/** An entry for each new version, with what the rule saw. */
const everyVersion: OutboxRule = (before, after) =>
  before?.version === after.version
    ? []
    : [{ kind: 'changed', payload: [before?.version ?? null, after.phase.name, 'a \0'], queuedAt: start + 0.5 }]

const keyOf = ({ jobId, version, kind }: OutboxKey): OutboxKey => ({ jobId, version, kind })

/** The outbox: written with each change, claimed by one instance, and kept until it was delivered. */
export function outboxTests(harness: StoreHarness): void {
  let store: Store
  let other: Store
  beforeEach(() => {
    store = withOutbox(harness.store, everyVersion)
    other = harness.other
  })

  const reserve = async (owner = 'ada'): Promise<Job> => {
    const reserved = await harness.reserve(newJob(owner, start), undefined, 'same', {}, store)
    return (reserved as { job: Job }).job
  }
  const nextVersion = (job: Job): Job => ({ ...job, version: job.version + 1, changedAt: start + 1 })
  const claim = (options: Partial<Parameters<Store['claimEntries']>[0]> = {}, at = other): Promise<OutboxEntry[]> =>
    at.claimEntries({ kind: 'changed', lease: lease('one'), now: start + 1, limit: 10, ...options })
  const payloads = async (): Promise<unknown[]> => (await claim()).map(({ payload }) => payload)

  describe('the outbox', () => {
    it('gets the entries of every operation that writes a job, with the change', async () => {
      const { video } = await reserve()
      await store.saveUpdate(video.id, nextVersion)
      await store.saveUpdate(video.id, (job) => ({ ...job, failures: 3 }))
      await store.saveUpdate(video.id, () => undefined)
      await store.delete('ada', video.id, start + 2)
      const adopted = newJob('bob', start, { version: 7 })
      await store.insertExisting(adopted, 'ref')
      await store.insertExisting(newJob('bob', start), 'ref')
      const entries = await claim()
      expect(entries.map(({ jobId, version, owner, payload }) => [jobId, version, owner, payload])).toEqual([
        [video.id, 0, 'ada', [null, 'submitting', 'a \0']],
        [video.id, 1, 'ada', [0, 'submitting', 'a \0']],
        [video.id, 2, 'ada', [1, 'deleted', 'a \0']],
        [adopted.video.id, 7, 'bob', [null, 'submitting', 'a \0']],
      ])
      expect(entries[0]).toMatchObject({ kind: 'changed', attempts: 1 })
      expect(Math.floor(entries[0]?.queuedAt ?? 0)).toBe(start)
    })

    it('gets nothing without a rule, or if the change is not saved', async () => {
      const { video } = await harness.running()
      await other.saveUpdate(video.id, nextVersion)
      await store.saveUpdate(video.id, nextVersion, { leaseId: 'of no one' })
      await store.delete('bob', video.id, start)
      const failing = store.saveUpdate(video.id, () => {
        throw new Error('The reducer failed.')
      })
      await expect(failing).rejects.toThrow('The reducer failed.')
      expect(await payloads()).toEqual([])
    })

    it('has an entry of a kind and version once', async () => {
      const { video } = await reserve()
      const twice = withOutbox(harness.store, () => [{ kind: 'changed', payload: 'again', queuedAt: start }])
      await twice.saveUpdate(video.id, (job) => ({ ...job, failures: 1 }))
      expect(await payloads()).toEqual([[null, 'submitting', 'a \0']])
    })

    it('twenty concurrent claims give each entry to one of them', async () => {
      for (let count = 0; count < 5; count += 1) await reserve()
      const claims = await harness.concurrently(20, (at, index) => claim({ limit: 2, lease: lease(`${index}`) }, at))
      const keys = claims.flat().map(({ jobId }) => jobId)
      expect([keys.length, new Set(keys).size]).toEqual([5, 5])
    })

    it('is claimed by kind, the longest due first, and again once the lease is over', async () => {
      const [one] = [await reserve(), await reserve()]
      expect(await claim({ kind: 'settled' })).toEqual([])
      expect(await claim({ now: start - 1 })).toEqual([])
      const [first] = await claim({ limit: 1 })
      expect(first).toMatchObject({ attempts: 1 })
      expect(await claim()).toHaveLength(1)
      expect(await claim({ now: start + 14_999 })).toEqual([])
      expect((await claim({ now: start + 15_000, lease: lease('two', start + 30_000) })).map(keyOf)).toHaveLength(2)
      // The lease is from before the clock was set back.
      const back = await claim({ now: start + 1, lease: lease('three', start + 5_000_000) })
      expect(back).toEqual([])
      const late = await claim({ now: start + 30_000, lease: lease('four', start + 500_000) })
      expect(late.map(({ attempts }) => attempts)).toEqual([3, 3])
      expect((await claim({ now: start + 31_000 })).map(({ attempts }) => attempts)).toEqual([4, 4])
      expect([one.video.id, late[1]?.jobId]).toContain(late[0]?.jobId)
    })

    it('deletes what was delivered, unless the lease was lost', async () => {
      await reserve()
      const [entry] = await claim()
      const key = keyOf(entry!)
      await store.saveDelivery(key, 'of no one', 'delivered')
      await store.saveDelivery(key, 'of no one', { error: 'It failed.', deadAt: start })
      expect(await claim({ now: start + 15_000, lease: lease('two', start + 30_000) })).toHaveLength(1)
      await store.saveDelivery(key, 'one', 'delivered')
      expect(await claim({ now: start + 30_000, lease: lease('three', start + 60_000) })).toHaveLength(1)
      await store.saveDelivery(key, 'three', 'delivered')
      expect(await claim({ now: start + 60_000 })).toEqual([])
      expect(await other.listDeadEntries({ limit: 10 })).toEqual([])
    })

    it('repeats what failed when it is due, also after the clock was set back', async () => {
      await reserve()
      const [entry] = await claim()
      await store.saveDelivery(entry!, 'one', { error: 'It failed \0', dueAt: start + 60_000.5 })
      expect(await claim({ now: start + 59_999 })).toEqual([])
      await other.shiftEntries({ byMs: 30_000, now: start })
      expect(await claim({ now: start + 29_999 })).toEqual([])
      expect(await claim({ now: start + 30_000.5, lease: lease('two', start + 45_000) })).toMatchObject([
        { attempts: 2 },
      ])
      await store.saveDelivery(entry!, 'two', { error: 'It failed.', dueAt: start + 60_000 })
      await other.shiftEntries({ byMs: 3_600_000, now: start + 10_000 })
      expect(await claim({ now: start + 9_999 })).toEqual([])
      expect(await claim({ now: start + 10_000 })).toHaveLength(1)
    })

    it('keeps what was given up, page by page, until it is sent again or discarded', async () => {
      for (let count = 0; count < 3; count += 1) await reserve()
      const entries = await claim()
      for (const entry of entries) await store.saveDelivery(entry, 'one', { error: 'It failed \0', deadAt: start + 5 })
      expect(await claim({ now: start + 999_999 })).toEqual([])
      const dead = await other.listDeadEntries({ limit: 2 })
      const [last] = await other.listDeadEntries({ limit: 2, after: dead[1]! })
      expect([...dead, last].map((entry) => entry?.jobId)).toEqual(entries.map(({ jobId }) => jobId).toSorted())
      expect(dead[0]).toMatchObject({
        owner: 'ada',
        attempts: 1,
        deadAt: start + 5,
        error: expect.stringContaining('It failed'),
      })
      const unknown = { ...keyOf(dead[0]!), version: 99 }
      expect(await store.discardDeadEntries([keyOf(dead[0]!), unknown])).toBe(1)
      expect(await other.requeueDeadEntries([keyOf(dead[1]!), keyOf(dead[0]!), unknown], start + 9)).toBe(1)
      expect(await other.requeueDeadEntries([keyOf(dead[1]!)], start + 9)).toBe(0)
      expect(await claim({ now: start + 8 })).toEqual([])
      const resent = await claim({ now: start + 9 })
      expect(resent).toMatchObject([{ ...keyOf(dead[1]!), attempts: 1, queuedAt: start + 9 }])
      expect(await store.discardDeadEntries([resent[0]!])).toBe(0)
      expect(await store.listDeadEntries({ limit: 10 })).toHaveLength(1)
    })

    it('holds the row of a deleted video until it was delivered', async () => {
      const { video } = await reserve()
      await store.saveUpdate(video.id, (job) => ({
        ...job,
        phase: { name: 'deleted', deletedAt: start, isActive: false },
        dueAt: null,
      }))
      const purge = async (): Promise<void> => {
        while ((await store.purge({ before: start + 50_000, now: start, limit: 10 })) > 0);
      }
      await purge()
      expect(await other.retrieve(video.id)).not.toBeNull()
      const [entry] = await claim()
      await store.saveDelivery(entry!, 'one', 'delivered')
      await purge()
      expect(await other.retrieve(video.id)).toBeNull()
    })
  })
}
