import { beforeEach, describe, expect, it } from 'vitest'
import type { Job, JobPhase } from '../store/job'
import type { Store } from '../store/store'
import { newJob } from './new-job'
import { changeTests } from './store-change-tests'
import { createStoreHarness, ids, lease, start } from './store-harness'
import type { SharedRows, StoreHarness } from './store-harness'
import { leaseTests } from './store-lease-tests'
import { shareTests } from './store-share-tests'
import { outboxTests } from './store-outbox-tests'
import { ownerTests } from './store-owner-tests'
import { queueTests } from './store-queue-tests'
import { reservationTests } from './store-reservation-tests'

export type { SharedRows } from './store-harness'

/**
 * Conformance tests for a {@link Store}, as Vitest tests: idempotency keys, limits, queues, leases, concurrent updates, webhooks,
 * deletion, pagination, change feeds, the outbox and the deletion of owners. Call it at the top level of a test file.
 *
 * @param name names the store in the titles of the tests
 * @param openRows called before every test; returns new, empty rows
 */
export function storeSuite(name: string, openRows: () => Promise<SharedRows>): void {
  describe(`${name}: a store`, () => {
    const harness = createStoreHarness(openRows)
    jobTests(harness)
    reservationTests(harness)
    queueTests(harness)
    leaseTests(harness)
    changeTests(harness)
    outboxTests(harness)
    shareTests(harness)
    ownerTests(harness)
  })
}

function jobTests(harness: StoreHarness): void {
  const { reserve, running, concurrently } = harness
  let store: Store
  let other: Store
  beforeEach(() => void ({ store, other } = harness))

  it('opens on first use, even for concurrent calls', async () => {
    expect(await Promise.all([store.secret(), other.secret()])).toEqual([await store.secret(), await store.secret()])
    expect(await store.secret()).toHaveLength((await other.secret()).length)
  })

  it('returns a job as it was saved', async () => {
    const fields = { prompt: 'A \u0000 lamp.' }
    const job = newJob('ada', start, {
      request: { operation: 'create', fields, files: ['input_reference'] },
      phase: {
        name: 'submitting',
        upstreamRequest: { operation: 'create', fields, files: 'none', source: { id: ['a'] }, sentAt: start },
      },
      isAdopted: true,
    })
    const reserved = await reserve(job)
    expect(reserved).toMatchObject({ outcome: 'reserved' })
    expect(await other.retrieve(job.video.id)).toEqual({ ...job, ownerSeq: 1 })
    expect(await store.retrieve('video_none')).toBeNull()
  })

  it.each<[string, JobPhase]>([
    ['running', { name: 'running', ref: 'ref', isIdle: true, missing: { since: start, polls: 2 } }],
    ['provisionally failed', { name: 'provisionally_failed', failedAt: start, ref: 'ref' }],
    ['copying', { name: 'copying', ref: { id: 1 }, until: start, missingFiles: { video: { since: start, polls: 1 } } }],
    ['done', { name: 'done' }],
    ['deleted', { name: 'deleted', deletedAt: start, isActive: true, ref: null }],
  ])('returns the phase of a job that is %s as it was saved', async (_, phase) => {
    const { video } = await running()
    await store.saveUpdate(video.id, (job) => ({ ...job, phase }))
    expect((await other.retrieve(video.id))?.phase).toEqual(phase)
  })

  it('accepts times with fractions of a millisecond, and keeps their order', async () => {
    const at = start + 0.75
    const job = await running('ada', at, { dueAt: at + 1_000.25 })
    const claim = (now: number) =>
      other.claim({ upstreamId: 'up', work: 'poll', lease: lease('one', now + 15_000.5), now, limit: 10 })
    expect(await claim(at + 999)).toEqual([])
    expect(ids(await claim(at + 1_000.25))).toEqual([job.video.id])
    await store.renew([{ id: job.video.id, leaseId: 'one' }], at + 60_000.5)
    expect(await claim(at + 50_000.5)).toEqual([])
    const saved = await store.saveUpdate(
      job.video.id,
      (current) => ({ ...current, changedAt: at + 2_000.5, dueAt: at + 2_000.5, durationMs: 1_500.5, version: 2 }),
      { leaseId: 'one' },
    )
    expect(saved).toMatchObject({ version: 2 })
    expect(await other.changedOwners(at + 2_000.5)).toEqual([{ owner: 'ada', seq: 2 }])
    expect(await other.changedOwners(at + 2_002.5)).toEqual([])
    expect(await store.recordWebhook('delivery', `key of ${job.video.id}`, at + 1_500.5)).toBe(true)
    expect(ids(await claim(at + 1_500.5))).toEqual([job.video.id])
    expect(await store.usage('ada', at + 3_000.5)).toMatchObject({ active: 1, spent: 400_000 })
    const deleted = await store.delete('ada', job.video.id, at + 3_000.5)
    expect(deleted?.phase.name).toBe('deleted')
    expect(await other.durations()).toHaveLength(1)
  })

  it('finds no job of a malformed id', async () => {
    const malformed = ['\0', 'video_\0', '\ud800', '', 'video_'.repeat(10_000)]
    for (const id of malformed) {
      expect(await store.retrieve(id)).toBeNull()
      expect(await store.delete('ada', id, start)).toBeNull()
      expect(await store.saveUpdate(id, (job) => job)).toBeNull()
      expect(
        await store.claim({ upstreamId: 'up', work: 'poll', lease: lease('one'), now: start, limit: 1, id }),
      ).toEqual([])
      await store.renew([{ id, leaseId: 'one' }], start)
      await store.list('ada', { limit: 1, order: 'desc', after: id })
    }
  })

  it('stores strings with a NUL character, which an upstream may return', async () => {
    const base = newJob('ada', start)
    const job = { ...base, video: { ...base.video, model: 'mini\0', size: '\0', seconds: '4\0' } }
    expect(await reserve(job)).toMatchObject({ outcome: 'reserved' })
    await store.saveUpdate(job.video.id, (current) => ({ ...current, durationMs: 1_000 }))
    expect(await other.retrieve(job.video.id)).toMatchObject({ video: { model: 'mini\0' }, durationMs: 1_000 })
    expect(await other.durations()).toHaveLength(1)
  })

  describe('upstream refs', () => {
    it('a webhook makes its job due, once per delivery', async () => {
      const { video } = await running('ada', start, { dueAt: start + 60_000 })
      expect(await store.recordWebhook('delivery', `key of ${video.id}`, start + 5)).toBe(true)
      expect(await other.retrieve(video.id)).toMatchObject({ dueAt: start + 5 })
      await store.saveUpdate(video.id, (job) => ({ ...job, dueAt: start + 60_000 }))
      expect(await other.recordWebhook('delivery', `key of ${video.id}`, start + 9)).toBe(false)
      expect(await other.retrieve(video.id)).toMatchObject({ dueAt: start + 60_000 })
    })

    it('a webhook that arrives before its ref is saved makes the job due later', async () => {
      const job = newJob('ada', start)
      await reserve(job)
      expect(await other.recordWebhook('early', 'ref key', start + 5)).toBe(true)
      const saved = await store.saveUpdate(job.video.id, (current) => ({ ...current, dueAt: start + 60_000 }), {
        refKey: 'ref key',
      })
      expect(saved).toMatchObject({ dueAt: start + 5 })
    })

    it('a webhook does not make a settled job due again', async () => {
      const { video } = await running('ada', start, { dueAt: null })
      await store.recordWebhook('late', `key of ${video.id}`, start + 5)
      expect(await store.retrieve(video.id)).toMatchObject({ dueAt: null })
    })

    it('twenty concurrent adoptions create one row, and an exclusive ref is assigned once', async () => {
      const adopted = await concurrently(20, (at) => at.insertExisting(newJob('ada', start), 'listed'))
      expect(new Set(adopted.map((job) => job?.video.id)).size).toBe(1)
      expect(await store.assignedRefKeys(['listed', 'unknown'])).toEqual(['listed'])
      const orphans = [newJob('ada', start), newJob('bob', start)]
      for (const orphan of orphans) await reserve(orphan)
      expect((await store.listUnconfirmed('up')).length).toBeGreaterThanOrEqual(2)
      const assigned = await Promise.all(
        orphans.map(({ video }, index) =>
          (index ? store : other).saveUpdate(video.id, (job) => job, { refKey: 'orphaned', ifRefUnusedSince: 0 }),
        ),
      )
      expect(assigned.filter((job) => job !== null)).toHaveLength(1)
    })

    it('rejects an exclusive ref that another row got since then, but not from the row that has it', async () => {
      const [one, two] = [await running(), newJob('bob', start + 5)]
      await reserve(two)
      const refKey = `key of ${one.video.id}`
      const assign = (job: Job, ifRefUnusedSince: number) =>
        other.saveUpdate(job.video.id, (current) => ({ ...current, changedAt: start + 5 }), {
          refKey,
          ifRefUnusedSince,
        })
      expect(await assign(two, start)).toBeNull()
      expect(await assign(one, 0)).not.toBeNull()
      expect(await assign(two, start + 5)).toBeNull()
      expect(await assign(two, start + 6)).toMatchObject({ owner: 'bob' })
    })
  })

  it('delete is permanent, limited to the owner, and ends the lease', async () => {
    const { video } = await running()
    await store.claim({ upstreamId: 'up', work: 'poll', lease: lease('one'), now: start, limit: 1 })
    expect(await store.delete('bob', video.id, start + 1)).toBeNull()
    expect(await other.delete('ada', video.id, start + 1)).toMatchObject({
      phase: { name: 'deleted', deletedAt: start + 1, isActive: true, ref: 'ref' },
      dueAt: start + 1,
      version: 1,
    })
    expect(await store.delete('ada', video.id, start + 2)).toBeNull()
    expect(await store.saveUpdate(video.id, (job) => job, { leaseId: 'one' })).toBeNull()
    expect(
      ids(await store.claim({ upstreamId: 'up', work: 'poll', lease: lease('two'), now: start + 1, limit: 1 })),
    ).toEqual([video.id])
  })

  it('a deleted job counts as active until it is saved as inactive', async () => {
    const limits = { activeJobs: 1 }
    const { video } = await running()
    await store.delete('ada', video.id, start + 1)
    expect(await other.usage('ada', start + 1)).toMatchObject({ active: 1 })
    expect(await reserve(newJob('ada', start + 2), undefined, '', limits, other)).toMatchObject({ outcome: 'limited' })
    await store.saveUpdate(video.id, (job) => ({ ...job, dueAt: start + 60_000 }))
    expect(await reserve(newJob('ada', start + 3), undefined, '', limits, other)).toMatchObject({ outcome: 'limited' })
    await other.saveUpdate(video.id, (job) => ({
      ...job,
      phase: { name: 'deleted', deletedAt: start + 1, isActive: false },
      dueAt: null,
    }))
    expect(await reserve(newJob('ada', start + 4), undefined, '', limits)).toMatchObject({ outcome: 'reserved' })
  })

  it('pagination stays correct while jobs are created and deleted', async () => {
    const created: Job[] = []
    for (let index = 0; index < 7; index += 1) created.push(await running('ada', start + index))
    await running('bob')
    const [a, b, c, d, e, f, g] = ids(created)
    const first = await store.list('ada', { limit: 3, order: 'desc' })
    expect([ids(first.jobs), first.hasMore]).toEqual([[g, f, e], true])
    await running('ada', start + 100)
    await store.delete('ada', e!, start + 100)
    await store.delete('ada', d!, start + 100)
    const second = await other.list('ada', { limit: 3, order: 'desc', after: e! })
    expect([ids(second.jobs), second.hasMore]).toEqual([[c, b, a], false])
    const oldest = await store.list('ada', { limit: 2, order: 'asc' })
    expect([ids(oldest.jobs), oldest.hasMore]).toEqual([[a, b], true])
  })

  it('purges what is over, and keeps what is due, unanswered, alive or recent', async () => {
    const [old, due, alive] = [await running(), await running(), await running()]
    const recent = await running('bob', start + 100_000)
    for (const { owner, video } of [old, due, recent]) await store.delete(owner, video.id, recent.createdAt)
    const finish = (job: Job, dueAt: number | null) =>
      store.saveUpdate(job.video.id, (current) => ({
        ...current,
        phase: { name: 'deleted', deletedAt: job.createdAt, isActive: false },
        dueAt,
      }))
    await finish(old, null)
    await finish(due, start + 5)
    await finish(recent, null)
    await store.recordWebhook('old', 'unknown', start - 80 * 3_600_000)
    await store.recordWebhook('new', 'unknown', start)
    const options = { before: start + 50_000, now: start, limit: 10 }
    // The row, three records of creates, and a delivery; the webhook of the unknown job was renewed.
    expect(await other.purge(options)).toBe(5)
    expect(await other.purge(options)).toBe(0)
    expect(await store.retrieve(old.video.id)).toBeNull()
    for (const { video } of [due, alive, recent]) expect(await store.retrieve(video.id)).not.toBeNull()
    expect(await store.recordWebhook('new', 'unknown', start + 1)).toBe(false)
    expect(await store.recordWebhook('old', 'unknown', start + 1)).toBe(true)
    expect((await store.usage('bob', start + 100_000)).spent).toBe(400_000)
  })

  it('purges at most as many rows as it is asked to', async () => {
    for (let index = 0; index < 5; index += 1) await running('ada', start + index)
    expect(await store.purge({ before: start + 60_000, now: start, limit: 2 })).toBeGreaterThanOrEqual(2)
    let count = 0
    while ((await store.purge({ before: start + 60_000, now: start, limit: 2 })) > 0) count += 1
    expect(count).toBeLessThanOrEqual(3)
    expect((await store.list('ada', { limit: 10, order: 'asc' })).jobs).toHaveLength(5)
  })

  it('returns the durations of jobs, newest first, including deleted ones', async () => {
    const first = await running()
    const second = await running('ada', start + 1_000)
    await store.saveUpdate(second.video.id, (job) => ({ ...job, durationMs: 60_000 }))
    await store.saveUpdate(first.video.id, (job) => ({ ...job, durationMs: 42_500 }))
    await store.delete('ada', first.video.id, start + 1_001)
    expect(await other.durations()).toEqual([{ model: 'mini', size: '320x192', seconds: '4', durations: [60, 42.5] }])
  })
}
