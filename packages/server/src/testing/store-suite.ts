import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Job, JobPhase } from '../store/job'
import type { Limits } from '../store/limits'
import type { Lease, Store } from '../store/store'
import { newJob } from './new-job'

/** Stores that share their rows, like two instances of one app. */
export interface SharedRows {
  /** Opens one more store on these rows; a store for a single process may return the same store again. */
  open(): Store
  /** Closes every store that was opened. */
  close(): Promise<void>
}

const start = Date.UTC(2026, 10, 22, 12)
/** The job with a request whose files are stored. */
const withStoredFiles = (job: Job): Job => ({
  ...job,
  phase: {
    name: 'submitting',
    upstreamRequest: { operation: 'create', fields: { prompt: 'A lamp.' }, files: 'stored', sentAt: start },
  },
})
const lease = (leaseId: string, expiresAt = start + 15_000): Lease => ({ id: leaseId, expiresAt })

/**
 * Conformance tests for a {@link Store}, as Vitest tests: idempotency keys, limits, leases, concurrent updates, webhooks,
 * deletion, pagination and change feeds. Call it at the top level of a test file.
 *
 * @param name names the store in the titles of the tests
 * @param openRows called before every test; returns new, empty rows
 */
export function storeSuite(name: string, openRows: () => Promise<SharedRows>): void {
  describe(`${name}: a store`, () => {
    storeTests(openRows)
  })
}

function storeTests(openRows: () => Promise<SharedRows>): void {
  let rows: SharedRows
  let store: Store
  // The second instance that works on the same rows.
  let other: Store

  beforeEach(async () => {
    rows = await openRows()
    store = rows.open()
    other = rows.open()
  })
  afterEach(() => rows?.close())

  const reserve = (job: Job, key?: string, fingerprint = 'same', limits: Limits = {}, at = store) =>
    at.reserve(job, {
      limits,
      lease: lease('creator'),
      ...(key !== undefined && { idempotency: { key, fingerprint } }),
    })
  const running = async (owner = 'ada', at = start, changes: Partial<Job> = {}) => {
    const job = newJob(owner, at, changes)
    await reserve(job)
    return (await store.saveUpdate(
      job.video.id,
      (current) => ({ ...current, phase: { name: 'running', ref: 'ref', isIdle: false } }),
      {
        leaseId: 'creator',
        refKey: `key of ${job.video.id}`,
      },
    )) as Job
  }
  /** Runs this many calls concurrently, every other one on the second instance. */
  const concurrently = <T>(count: number, call: (at: Store, index: number) => Promise<T>): Promise<T[]> =>
    Promise.all(Array.from({ length: count }, (_, index) => call(index % 2 ? store : other, index)))
  const ids = (jobs: Job[]) => jobs.map(({ video }) => video.id)

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

  it('keeps the files of an unanswered request in order, and drops them together', async () => {
    const bytes = [[1, 2, 3], [], [255, 0, 7]].map((values) => Uint8Array.from(values))
    const files = bytes.map((value, index) => ({
      name: `input_references.${index}`,
      file: new Blob([value], { type: 'image/png' }),
    }))
    const [job, another] = [newJob('ada', start), newJob('ada', start)].map((each) => withStoredFiles(each)) as [
      Job,
      Job,
    ]
    await store.reserve(job, { limits: {}, lease: lease('creator'), files })
    await store.reserve(another, { limits: {}, lease: lease('creator'), files })
    const read = async ({ video }: Job) =>
      Promise.all(
        (await other.requestFiles(video.id)).map(async ({ name, file }) => [
          name,
          file.type,
          [...new Uint8Array(await file.arrayBuffer())],
        ]),
      )
    const stored = bytes.map((value, index) => [`input_references.${index}`, 'image/png', [...value]])
    expect(await read(job)).toEqual(stored)
    await store.saveUpdate(job.video.id, (current) => ({ ...current, failures: 1 }))
    expect(await read(job)).toEqual(stored)
    await other.saveUpdate(job.video.id, (current) => ({
      ...current,
      phase: { name: 'running', ref: 'ref', isIdle: false },
    }))
    expect(await read(job)).toEqual([])
    expect(await read(another)).toEqual(stored)
    expect(await store.requestFiles('video_none')).toEqual([])
  })

  it('stores no files for a request that cannot be sent again', async () => {
    const job = newJob('ada', start)
    const files = [{ name: 'input_reference', file: new Blob(['image']) }]
    await store.reserve(job, { limits: {}, lease: lease('creator'), files })
    expect(await other.requestFiles(job.video.id)).toEqual([])
  })

  it('accepts times with fractions of a millisecond, and keeps their order', async () => {
    const at = start + 0.75
    const job = await running('ada', at, { dueAt: at + 1_000.25 })
    const claim = (now: number) =>
      other.claim({ upstreamId: 'up', lease: lease('one', now + 15_000.5), now, limit: 10 })
    expect(await claim(at + 999)).toEqual([])
    expect(ids(await claim(at + 1_000.25))).toEqual([job.video.id])
    await store.renew(job.video.id, lease('one', at + 60_000.5))
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
      expect(await store.claim({ upstreamId: 'up', lease: lease('one'), now: start, limit: 1, id })).toEqual([])
      await store.renew(id, lease('one'))
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

  describe('reserve', () => {
    it('returns the same job for the same key and fields, a conflict for other fields, a new job for another owner', async () => {
      const job = newJob('ada', start)
      await reserve(job, 'key')
      expect(await reserve(newJob('ada', start), 'key')).toMatchObject({
        outcome: 'duplicate',
        job: { video: { id: job.video.id } },
      })
      expect(await reserve(newJob('ada', start), 'key', 'other')).toEqual({ outcome: 'conflict' })
      expect(await reserve(newJob('bob', start), 'key')).toMatchObject({ outcome: 'reserved' })
    })

    it('creates one job for fifty concurrent duplicates on two instances', async () => {
      const outcomes = await concurrently(50, (at) => reserve(newJob('ada', start), 'key', 'same', {}, at))
      expect(outcomes.filter(({ outcome }) => outcome === 'reserved')).toHaveLength(1)
      expect(outcomes.filter(({ outcome }) => outcome === 'duplicate')).toHaveLength(49)
    })

    it.each<[string, Limits, number]>([
      ['active jobs', { activeJobs: 3 }, 3],
      ['requests per minute', { requestsPerMinute: 7 }, 7],
      ['spend per day', { spendPerDay: 2 }, 5],
    ])('enforces %s exactly for fifty concurrent creates on two instances', async (_, limits, expected) => {
      const outcomes = await concurrently(50, (at, index) =>
        reserve(newJob('ada', start), `key ${index}`, 'same', limits, at),
      )
      expect(outcomes.filter(({ outcome }) => outcome === 'reserved')).toHaveLength(expected)
      expect(outcomes.filter(({ outcome }) => outcome === 'limited')).toHaveLength(50 - expected)
      expect(await reserve(newJob('bob', start), undefined, '', limits)).toMatchObject({ outcome: 'reserved' })
    })

    it('returns when a limit resets, and accepts creates from then on', async () => {
      const limits = { requestsPerMinute: 2 }
      await reserve(newJob('ada', start), undefined, '', limits)
      await reserve(newJob('ada', start + 20_000), undefined, '', limits)
      const limited = await reserve(newJob('ada', start + 30_000), undefined, '', limits)
      expect(limited).toMatchObject({ outcome: 'limited', error: { code: 'limit_reached', retryAfter: 30 } })
      expect(await reserve(newJob('ada', start + 60_000), undefined, '', limits)).toMatchObject({ outcome: 'reserved' })
      const tomorrow = Date.UTC(2026, 10, 23)
      const spend = { spendPerDay: 0.5 }
      expect(await reserve(newJob('ada', tomorrow - 1_000), undefined, '', spend)).toMatchObject({
        outcome: 'limited',
        error: { retryAfter: 1 },
      })
      expect(await reserve(newJob('ada', tomorrow), undefined, '', spend)).toMatchObject({ outcome: 'reserved' })
    })

    it('accepts a freed key again, and does not count a refunded cost', async () => {
      const job = newJob('ada', start)
      await reserve(job, 'key', 'same', { spendPerDay: 0.4 })
      await store.saveUpdate(
        job.video.id,
        (current) => ({ ...current, phase: { name: 'deleted', deletedAt: start, isActive: false }, cost: 0 }),
        {
          freesIdempotencyKey: true,
        },
      )
      expect(await reserve(newJob('ada', start), 'key', 'other', { spendPerDay: 0.4, activeJobs: 1 })).toMatchObject({
        outcome: 'reserved',
      })
      expect(await store.usage('ada', start)).toEqual({ active: 1, requests: [start, start], spent: 400_000 })
    })

    it('frees no key and assigns no ref if a reducer changes nothing', async () => {
      const job = newJob('ada', start)
      await reserve(job, 'key')
      const options = { leaseId: 'creator', freesIdempotencyKey: true, refKey: 'another' }
      expect(await store.saveUpdate(job.video.id, () => undefined, options)).toMatchObject({ failures: 0 })
      expect(await other.assignedRefKeys(['another'])).toEqual([])
      expect(await reserve(newJob('ada', start), 'key')).toMatchObject({
        outcome: 'duplicate',
        job: { video: { id: job.video.id } },
      })
      expect(await store.saveUpdate(job.video.id, (current) => current, { leaseId: 'creator' })).toBeNull()
    })
  })

  describe('leases', () => {
    it('claims a due job once until its lease expires, the longest due first', async () => {
      const late = await running('ada', start, { dueAt: start + 5_000 })
      const soon = await running('ada', start, { dueAt: start + 1_000 })
      const claim = (leaseId: string, now: number, at = store, limit = 10) =>
        at.claim({ upstreamId: 'up', lease: lease(leaseId, now + 15_000), now, limit })
      expect(await claim('one', start)).toEqual([])
      expect(ids(await claim('one', start + 9_000, store, 1))).toEqual([soon.video.id])
      expect(ids(await claim('two', start + 9_000, other))).toEqual([late.video.id])
      expect(await claim('three', start + 9_000)).toEqual([])
      await store.renew(soon.video.id, lease('one', start + 60_000))
      await store.renew(late.video.id, lease('another', start + 60_000))
      expect(ids(await claim('three', start + 30_000))).toEqual([late.video.id])
    })

    it('never claims a job twice in concurrent claims', async () => {
      const created = await Promise.all(Array.from({ length: 20 }, () => running()))
      const claims = await concurrently(8, (at, index) =>
        at.claim({ upstreamId: 'up', lease: lease(`w${index}`, start + 60_000), now: start + 20_000, limit: 5 }),
      )
      const claimed = claims.flatMap(ids)
      expect(new Set(claimed).size).toBe(claimed.length)
      expect(claimed.length).toBeGreaterThan(0)
      expect(created.length).toBeGreaterThanOrEqual(claimed.length)
    })

    it('claims one job by its id', async () => {
      const [one] = [await running(), await running()]
      expect(
        ids(await store.claim({ upstreamId: 'up', lease: lease('a'), now: start, limit: 1, id: one.video.id })),
      ).toEqual([one.video.id])
      expect(
        await other.claim({ upstreamId: 'up', lease: lease('b'), now: start, limit: 1, id: one.video.id }),
      ).toEqual([])
    })

    it('saves no update of a leaseId that lost its lease, and ends the lease with a saved update', async () => {
      const { video } = await running()
      await store.claim({ upstreamId: 'up', lease: lease('one', start + 10), now: start, limit: 1 })
      await other.claim({ upstreamId: 'up', lease: lease('two', start + 60_000), now: start + 20, limit: 1 })
      expect(await store.saveUpdate(video.id, (job) => ({ ...job, failures: 9 }), { leaseId: 'one' })).toBeNull()
      expect(await other.saveUpdate(video.id, (job) => ({ ...job, failures: 1 }), { leaseId: 'two' })).toMatchObject({
        failures: 1,
      })
      expect(ids(await store.claim({ upstreamId: 'up', lease: lease('three'), now: start + 30, limit: 1 }))).toEqual([
        video.id,
      ])
    })

    it('applies all concurrent updates', async () => {
      const { video } = await running()
      await concurrently(20, (at) => at.saveUpdate(video.id, (job) => ({ ...job, failures: job.failures + 1 })))
      expect(await store.retrieve(video.id)).toMatchObject({ failures: 20 })
    })
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
      expect(new Set(ids(adopted)).size).toBe(1)
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
    await store.claim({ upstreamId: 'up', lease: lease('one'), now: start, limit: 1 })
    expect(await store.delete('bob', video.id, start + 1)).toBeNull()
    expect(await other.delete('ada', video.id, start + 1)).toMatchObject({
      phase: { name: 'deleted', deletedAt: start + 1, isActive: true, ref: 'ref' },
      dueAt: start + 1,
      version: 1,
    })
    expect(await store.delete('ada', video.id, start + 2)).toBeNull()
    expect(await store.saveUpdate(video.id, (job) => job, { leaseId: 'one' })).toBeNull()
    expect(ids(await store.claim({ upstreamId: 'up', lease: lease('two'), now: start + 1, limit: 1 }))).toEqual([
      video.id,
    ])
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

  it('numbers the changes of each owner in the order of commits', async () => {
    const [one, two] = [await running('ada'), await running('ada')]
    const theirs = await running('bob')
    expect([one.ownerSeq, two.ownerSeq, theirs.ownerSeq]).toEqual([1, 2, 1])
    const changed = await store.saveUpdate(one.video.id, (job) => ({ ...job, version: 5, changedAt: start + 500 }))
    expect(changed?.ownerSeq).toBe(3)
    // Nothing that the owner can see.
    expect((await other.saveUpdate(two.video.id, (job) => ({ ...job, failures: 1 })))?.ownerSeq).toBe(2)
    expect((await other.delete('ada', two.video.id, start + 400))?.ownerSeq).toBe(4)
    const changes = async (afterSeq: number, limit = 10) =>
      (await other.ownerChanges('ada', { afterSeq, limit })).map(({ video, ownerSeq, phase }) => [
        video.id,
        ownerSeq,
        phase.name,
      ])
    const [first, second] = [
      [one.video.id, 3, 'running'],
      [two.video.id, 4, 'deleted'],
    ]
    expect(await changes(0)).toEqual([first, second])
    expect(await changes(0, 1)).toEqual([first])
    expect(await changes(3)).toEqual([second])
    expect(await changes(4)).toEqual([])
    expect([await store.ownerSeq('ada'), await other.ownerSeq('bob'), await store.ownerSeq('nobody')]).toEqual([
      4, 1, 0,
    ])
  })

  it('gives every concurrent change of an owner its own number, and hides none of them from a reader', async () => {
    const { video } = await running()
    const seen: number[] = []
    let isDone = false
    const reading = (async () => {
      while (!isDone) {
        for (const { ownerSeq } of await other.ownerChanges('ada', { afterSeq: seen.at(-1) ?? 1, limit: 10 }))
          seen.push(ownerSeq)
      }
    })()
    const changes = await concurrently(20, async (at, index) =>
      index % 4
        ? (await reserve(newJob('ada', start), undefined, 'same', {}, at), undefined)
        : at.saveUpdate(video.id, (job) => ({ ...job, version: job.version + 1 })),
    )
    isDone = true
    await reading
    const last = await store.ownerSeq('ada')
    expect(last).toBe(21)
    const rest = await store.ownerChanges('ada', { afterSeq: seen.at(-1) ?? 1, limit: 100 })
    const all = [...seen, ...rest.map(({ ownerSeq }) => ownerSeq)]
    expect(all).toEqual([...new Set(all)].toSorted((one, two) => one - two))
    // Of a job that changed again before it was read, only the last change is listed.
    const created = 15
    expect(all.length).toBeGreaterThanOrEqual(created + 1)
    expect(changes.filter((job) => job !== undefined)).toHaveLength(5)
  })

  it('lists the owners that changed since a time, also after the clock was set back', async () => {
    const { video } = await running('ada', start)
    await running('bob', start + 400)
    expect(await other.changedOwners(start + 400)).toEqual([{ owner: 'bob', seq: 1 }])
    await store.saveUpdate(video.id, (job) => ({ ...job, version: 5, changedAt: start + 500 }))
    await store.saveUpdate(video.id, (job) => ({ ...job, version: 6, changedAt: start - 3_600_000 }))
    expect(await other.changedOwners(start + 500)).toEqual([{ owner: 'ada', seq: 3 }])
  })

  it('leases and lists only the jobs of the given upstream', async () => {
    const mine = newJob('ada', start)
    const theirs = newJob('ada', start, { upstreamId: 'gone' })
    for (const job of [mine, theirs]) await store.reserve(job, { limits: {}, lease: lease('creator', start) })
    expect(ids(await other.listUnconfirmed('gone'))).toEqual([theirs.video.id])
    const claim = (id?: string) =>
      store.claim({ upstreamId: 'up', lease: lease('one'), now: start + 1, limit: 10, ...(id !== undefined && { id }) })
    expect(await claim(theirs.video.id)).toEqual([])
    expect(ids(await claim())).toEqual([mine.video.id])
  })

  it('finds the job of a key with its fingerprint, also a deleted one, but not of another owner or a freed key', async () => {
    const job = newJob('ada', start)
    await reserve(job, 'key', 'print')
    expect(await other.findByKey('ada', 'key')).toMatchObject({
      fingerprint: 'print',
      job: { video: { id: job.video.id } },
    })
    expect(await other.findByKey('bob', 'key')).toBeNull()
    await store.delete('ada', job.video.id, start + 1)
    expect(await other.findByKey('ada', 'key')).toMatchObject({ job: { phase: { name: 'deleted' } } })
    await store.saveUpdate(job.video.id, (current) => ({ ...current, failures: 1 }), { freesIdempotencyKey: true })
    expect(await other.findByKey('ada', 'key')).toBeNull()
  })

  it('returns the durations of jobs, including deleted ones', async () => {
    const { video } = await running()
    await store.saveUpdate(video.id, (job) => ({ ...job, durationMs: 42_500 }))
    await store.delete('ada', video.id, start + 1)
    expect(await other.durations()).toEqual([{ model: 'mini', size: '320x192', seconds: '4', durations: [42.5] }])
  })

  it('notifies listeners of changes, if it supports listen', async () => {
    if (!store.listen) return
    let calls = 0
    let onChange: (() => void) | undefined
    const stop = await other.listen?.(() => {
      calls += 1
      onChange?.()
    })
    const before = calls
    const next = new Promise<void>((resolve) => (onChange = resolve))
    const { video } = await running()
    await store.saveUpdate(video.id, (job) => ({ ...job, version: 2, changedAt: start + 1 }))
    await next
    expect(calls).toBeGreaterThan(before)
    stop?.()
  })
}
