import { beforeEach, describe, expect, it } from 'vitest'
import type { Job } from '../store/job'
import type { TotalLimits } from '../store/limits'
import type { EraseOptions } from '../store/owners'
import { createKeyOf } from '../store/owners'
import { storeMetadata } from '../store/stored-metadata'
import type { Store } from '../store/store'
import { withOutbox } from '../outbox/with-outbox'
import { newJob } from './new-job'
import { lease, start } from './store-harness'
import type { StoreHarness } from './store-harness'

const day = 86_400_000
const options: EraseOptions = {
  expiresAt: start + 30 * day,
  limit: 50,
  pendingKinds: ['changed'],
  unansweredBefore: start - 60_000,
  abandonedBefore: start - 2 * day,
}

/** The deletion of owners: what is refused from then on, what is erased, and what stays without a name. */
export function ownerTests(harness: StoreHarness): void {
  const { reserve, running, concurrently } = harness
  let store: Store
  let other: Store
  beforeEach(() => void ({ store, other } = harness))

  /** A video of this owner that was deleted, here and upstream. */
  async function deleted(owner = 'ada', changes: Partial<Job> = {}): Promise<Job> {
    const { video } = await running(owner, start, changes)
    return (await store.saveUpdate(video.id, ({ request: _request, ...job }) => ({
      ...job,
      phase: { name: 'deleted', deletedAt: start, isActive: false },
      dueAt: null,
    }))) as Job
  }

  describe('the deletion of an owner', () => {
    it('is marked once, and refuses every new job of this owner alone', async () => {
      expect(await other.markedOwners(10)).toEqual([])
      await concurrently(6, (at) => at.markOwner('ada', start))
      expect(await other.markedOwners(10)).toEqual(['ada'])
      expect(await reserve(newJob('ada', start), 'key', 'same', {}, other)).toEqual({ outcome: 'owner_deleted' })
      expect(await other.insertExisting(newJob('ada', start), 'ref')).toBeNull()
      expect(await reserve(newJob('bob', start))).toMatchObject({ outcome: 'reserved' })
      expect(await other.insertExisting(newJob('bob', start), 'ref')).toMatchObject({ owner: 'bob' })
    })

    it('races creates: each was reserved before, or is refused', async () => {
      const outcomes = await concurrently(20, async (at, index) =>
        index === 10
          ? void (await at.markOwner('ada', start))
          : reserve(newJob('ada', start), `${index}`, 'same', {}, at),
      )
      const reserved = outcomes.filter((one) => one?.outcome === 'reserved').length
      const refused = outcomes.filter((one) => one?.outcome === 'owner_deleted').length
      expect(reserved + refused).toBe(19)
      expect((await store.list('ada', { limit: 100, order: 'asc' })).jobs).toHaveLength(reserved)
      expect((await reserve(newJob('ada', start))).outcome).toBe('owner_deleted')
    })

    it('erases nothing of an owner who is not marked', async () => {
      const job = await deleted()
      expect(await store.eraseOwner('ada', options)).toEqual({ erased: 0, left: 0 })
      expect(await other.retrieve(job.video.id)).not.toBeNull()
    })

    it('erases what is deleted, and keeps what has work or an answer left', async () => {
      const done = await deleted()
      const alive = await running()
      const due = await deleted()
      await store.saveUpdate(due.video.id, (job) => ({ ...job, dueAt: start + 5 }))
      const unanswered = newJob('ada', start)
      await reserve(unanswered)
      const request = unanswered.phase.name === 'submitting' ? unanswered.phase.upstreamRequest : undefined
      await store.saveUpdate(unanswered.video.id, (job) => ({
        ...job,
        phase: { name: 'deleted', deletedAt: start, isActive: false, upstreamRequest: request! },
        dueAt: null,
      }))
      const theirs = await deleted('bob')
      await store.markOwner('ada', start)
      expect(await other.eraseOwner('ada', options)).toEqual({ erased: 1, left: 3 })
      expect(await store.retrieve(done.video.id)).toBeNull()
      for (const { video } of [alive, due, unanswered, theirs]) expect(await store.retrieve(video.id)).not.toBeNull()
      expect(await store.markedOwners(10)).toEqual(['ada'])
      const later = { ...options, unansweredBefore: start + 1 }
      expect(await other.eraseOwner('ada', later)).toEqual({ erased: 1, left: 2 })
      expect(await other.eraseOwner('ada', { ...later, abandonedBefore: start + 1 })).toEqual({ erased: 1, left: 1 })
      await store.saveUpdate(alive.video.id, (job) => ({
        ...job,
        phase: { name: 'deleted', deletedAt: start, isActive: false },
        dueAt: null,
      }))
      expect(await other.eraseOwner('ada', options)).toEqual({ erased: 1, left: 0 })
      expect(await store.markedOwners(10)).toEqual([])
      expect(await store.retrieve(theirs.video.id)).not.toBeNull()
      const createKey = createKeyOf(await store.secret(), unanswered)
      expect(await other.assignedRefKeys([createKey, `key of ${done.video.id}`, 'none'])).toHaveLength(2)
    })

    it('leaves nothing but the remains of an owner, page by page', async () => {
      for (let count = 0; count < 5; count += 1) await deleted('ada', storeMetadata({ project: `p${count}` }))
      await store.markOwner('ada', start)
      const page = { ...options, limit: 2 }
      expect(await store.eraseOwner('ada', page)).toEqual({ erased: 2, left: 3 })
      expect(await other.usage('ada', start)).toMatchObject({ createdToday: 5 })
      expect(await other.eraseOwner('ada', page)).toEqual({ erased: 2, left: 1 })
      expect(await store.eraseOwner('ada', page)).toEqual({ erased: 1, left: 0 })
      expect(await store.eraseOwner('ada', page)).toEqual({ erased: 0, left: 0 })
      expect(await other.ownerSeq('ada')).toBe(0)
      expect(await other.ownerChanges('ada', { afterSeq: 0, limit: 10 })).toEqual([])
      expect(await other.changedOwners(0)).toEqual([])
      expect((await other.list('ada', { limit: 10, order: 'asc', metadata: { project: 'p1' } })).jobs).toEqual([])
      expect((await other.usage('ada', start)).requests).toEqual([])
    })

    it('counts what was spent, and knows the idempotency keys, until the remains are purged', async () => {
      const job = newJob('ada', start)
      await reserve(job, 'key')
      await store.saveUpdate(job.video.id, (current) => ({
        ...current,
        phase: { name: 'deleted', deletedAt: start, isActive: false },
        dueAt: null,
      }))
      await store.markOwner('ada', start)
      await store.eraseOwner('ada', options)
      expect(await other.usage('ada', start)).toMatchObject({ createdToday: 1, spent: 400_000 })
      expect(await other.usage('ada', start + day)).toMatchObject({ createdToday: 0, spent: 0 })
      expect(await other.usage('bob', start)).toMatchObject({ createdToday: 0, spent: 0 })
      const create = (owner: string, key: string, at = start, totalLimits: TotalLimits = { spendPerDay: 0.7 }) =>
        other.reserve(newJob(owner, at), {
          limits: {},
          totalLimits,
          lease: lease('creator'),
          idempotency: { key, fingerprint: 'same' },
        })
      expect(await create('bob', 'key')).toMatchObject({ outcome: 'limited' })
      expect(await create('bob', 'key', start, { videosPerDay: 1 })).toMatchObject({ outcome: 'limited' })
      expect(await create('bob', 'key', start + day)).toMatchObject({ outcome: 'reserved' })
      expect(await create('ada', 'key', start + 2 * day)).toEqual({ outcome: 'erased' })
      expect(await create('ada', 'other', start + 3 * day)).toMatchObject({ outcome: 'reserved' })
      const purge = (now: number) => other.purge({ before: 0, now, limit: 10 })
      expect(await purge(start + 30 * day)).toBe(0)
      expect(await purge(start + 31 * day)).toBe(1)
      expect(await create('ada', 'key', start + 32 * day)).toMatchObject({ outcome: 'reserved' })
    })

    it('waits for the outbox entries that are still delivered, and erases all others', async () => {
      const changed = withOutbox(store, (before) =>
        before ? [] : [{ kind: 'changed', payload: null, queuedAt: start }],
      )
      for (const kind of ['changed', 'unknown']) {
        const entry = { kind, payload: null, queuedAt: start }
        const job = newJob('ada', start)
        await withOutbox(store, () => [entry]).insertExisting(job, kind)
        await changed.saveUpdate(job.video.id, (current) => ({
          ...current,
          phase: { name: 'deleted', deletedAt: start, isActive: false },
          dueAt: null,
        }))
      }
      await store.markOwner('ada', start)
      expect(await other.eraseOwner('ada', options)).toEqual({ erased: 1, left: 1 })
      const [entry] = await other.claimEntries({ kind: 'changed', lease: lease('one'), now: start, limit: 1 })
      await other.saveDelivery(entry!, 'one', { error: 'It failed.', deadAt: start })
      expect(await other.eraseOwner('ada', options)).toEqual({ erased: 1, left: 0 })
      expect(await store.listDeadEntries({ limit: 10 })).toEqual([])
      expect(await store.claimEntries({ kind: 'unknown', lease: lease('two'), now: start, limit: 1 })).toEqual([])
    })

    it('lets the owner come back afterwards, as a new one', async () => {
      await deleted()
      await store.markOwner('ada', start)
      await store.eraseOwner('ada', options)
      expect(await reserve(newJob('ada', start), 'again')).toMatchObject({ outcome: 'reserved', job: { ownerSeq: 1 } })
    })
  })

  it('lists the jobs of all owners in both orders, page by page, without deleted ones', async () => {
    const jobs = [await running('ada'), await running('bob'), await running('ada'), await running('eve')]
    await store.delete('ada', jobs[2]!.video.id, start)
    const list = async (page: Parameters<Store['listAll']>[0]): Promise<[number[], boolean]> => {
      const found = await other.listAll(page)
      return [found.jobs.map(({ video }) => jobs.findIndex((job) => job.video.id === video.id)), found.hasMore]
    }
    expect(await list({ limit: 2, order: 'desc' })).toEqual([[3, 1], true])
    expect(await list({ limit: 2, order: 'desc', after: jobs[1]!.video.id })).toEqual([[0], false])
    expect(await list({ limit: 3, order: 'asc' })).toEqual([[0, 1, 3], false])
    expect(await list({ limit: 1, order: 'asc', after: jobs[0]!.video.id })).toEqual([[1], true])
  })
}
