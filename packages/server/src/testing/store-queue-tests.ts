import { beforeEach, describe, expect, it } from 'vitest'
import { markDeleted } from '../store/job'
import type { Job } from '../store/job'
import type { Limits, TotalLimits } from '../store/limits'
import type { Store } from '../store/store'
import { newJob } from './new-job'
import { ids, lease, start } from './store-harness'
import type { StoreHarness } from './store-harness'

const queued = { maxQueued: 3, maxQueuedBytes: 100 }
const fileOf = (bytes: number) => ({ name: 'input_reference', file: new Blob(['x'.repeat(bytes)]) })

/** Jobs that wait in their owner's queue for a place among the active ones. */
export function queueTests(harness: StoreHarness): void {
  const { concurrently } = harness
  let store: Store
  let other: Store
  beforeEach(() => void ({ store, other } = harness))

  interface Options {
    limits?: Limits
    totalLimits?: TotalLimits
    bytes?: number
    at?: Store
    key?: string
    maxQueued?: number
  }

  async function create(owner: string, options: Options = {}) {
    const { limits = { activeJobs: 1 }, totalLimits = {}, bytes = 0, at = store, key, maxQueued = 3 } = options
    const job = newJob(owner, start)
    const files = bytes > 0 ? [fileOf(bytes)] : []
    const unsentRequest = {
      operation: 'create',
      fields: { prompt: 'A lamp.' },
      files: bytes > 0 ? 'stored' : 'none',
    } as const
    const waiting: Job = { ...job, phase: { name: 'waiting', unsentRequest }, dueAt: start + 2_000 }
    const reservation = await at.reserve(job, {
      limits,
      totalLimits,
      lease: lease('creator'),
      queue: { ...queued, maxQueued, job: waiting, files },
      ...(key !== undefined && { idempotency: { key, fingerprint: 'print' } }),
    })
    return { id: job.video.id, reservation, job: 'job' in reservation ? reservation.job : undefined }
  }
  const claim = (at: number, leaseId = 'poller') =>
    other.claim({ upstreamId: 'up', work: 'create', lease: lease(leaseId, at + 15_000), now: at, limit: 10 })
  const admit = (
    id: string,
    { leaseId = 'poller', limits = { activeJobs: 1 } as Limits, totalLimits = {} as TotalLimits } = {},
  ) => store.admit(id, { leaseId, limits, totalLimits, now: start + 2_000 })
  const end = (id: string) =>
    store.saveUpdate(id, (job) => ({ ...job, phase: { name: 'done', ref: 'ref' }, dueAt: null }))

  describe('a queue', () => {
    it('takes what has no place, with its position, and without a lease', async () => {
      const [first, second, third] = [await create('ada'), await create('ada'), await create('ada', { at: other })]
      expect([first, second, third].map(({ job }) => [job?.phase.name, job?.queuePosition])).toEqual([
        ['submitting', undefined],
        ['waiting', 0],
        ['waiting', 1],
      ])
      expect(await create('bob')).toMatchObject({ job: { phase: { name: 'submitting' } } })
      expect(await store.usage('ada', start)).toEqual({
        active: 1,
        requests: [start, start, start],
        createdToday: 3,
        spent: 1_200_000,
      })
      expect(await claim(start)).toEqual([])
      expect(ids(await claim(start + 2_000))).toEqual([second.id, third.id])
      expect(await other.listUnconfirmed('up')).not.toContainEqual(
        expect.objectContaining({ phase: { name: 'waiting' } }),
      )
    })

    it.each([
      ['number', { maxQueued: 1 }, {}],
      ['bytes', { bytes: 60 }, { bytes: 60 }],
    ])('is bounded by its %s', async (_, first, second) => {
      await create('ada')
      await create('ada', first)
      expect(await create('ada', { ...first, ...second })).toMatchObject({
        reservation: { outcome: 'limited', error: { code: 'limit_reached', param: 'queued' } },
      })
      await create('bob')
      expect(await create('bob', second)).toMatchObject({ job: { phase: { name: 'waiting' } } })
    })

    it('still rejects what another limit rejects', async () => {
      await create('ada')
      expect(await create('ada', { limits: { activeJobs: 1, requestsPerMinute: 1 } })).toMatchObject({
        reservation: { outcome: 'limited', error: { param: 'requests_per_minute' } },
      })
      expect(await create('ada', { limits: { activeJobs: 1, spendPerDay: 0.4 } })).toMatchObject({
        reservation: { outcome: 'limited', error: { param: 'spend_per_day' } },
      })
    })

    it('is bounded for many creates at the same time', async () => {
      const created = await concurrently(12, (at) => create('ada', { at, limits: { activeJobs: 2 } }))
      const names = created.map(({ job }) => job?.phase.name ?? 'limited').sort()
      expect(names).toEqual([
        ...Array<string>(7).fill('limited'),
        'submitting',
        'submitting',
        ...Array<string>(3).fill('waiting'),
      ])
      const positions = created.flatMap(({ job }) => job?.queuePosition ?? [])
      expect(positions.sort()).toEqual([0, 1, 2])
    })

    it('finds a waiting job by its key', async () => {
      await create('ada')
      const { id } = await create('ada', { key: 'key' })
      expect(await create('ada', { key: 'key' })).toMatchObject({
        reservation: { outcome: 'duplicate', job: { video: { id } } },
      })
    })

    it('admits the first only, once there is a place, and keeps its lease and its files', async () => {
      const [first, second, third] = [await create('ada'), await create('ada', { bytes: 5 }), await create('ada')]
      await claim(start + 2_000)
      expect(await admit(second.id)).toEqual({ outcome: 'held', position: 0 })
      await end(first.id)
      expect(await admit(third.id)).toEqual({ outcome: 'held', position: 1 })
      expect(await admit(second.id, { leaseId: 'another' })).toBeNull()
      const admission = await admit(second.id)
      expect(admission).toMatchObject({
        outcome: 'admitted',
        job: { phase: { name: 'starting' }, startedAt: start + 2_000 },
      })
      expect(admission).not.toHaveProperty('job.queuePosition')
      expect(await admit(second.id)).toBeNull()
      expect(await other.requestFiles(second.id)).toMatchObject([{ name: 'input_reference', file: { size: 5 } }])
      expect(await admit(third.id)).toEqual({ outcome: 'held', position: 0 })
      expect(
        await store.saveUpdate(second.id, (job) => ({ ...job, failures: 1 }), { leaseId: 'poller' }),
      ).toMatchObject({
        failures: 1,
      })
    })

    it('admits one job for one place, of many at the same time', async () => {
      await create('ada', { limits: {}, totalLimits: { activeJobs: 1 } })
      const owners = Array.from({ length: 8 }, (_, index) => `owner ${index}`)
      const waiting: string[] = []
      for (const owner of owners) waiting.push((await create(owner, { limits: {}, totalLimits: { activeJobs: 1 } })).id)
      await claim(start + 2_000)
      const admissions = await concurrently(8, (at, index) =>
        at.admit(waiting[index] ?? '', {
          leaseId: 'poller',
          limits: {},
          totalLimits: { activeJobs: 2 },
          now: start + 2_000,
        }),
      )
      expect(admissions.filter((admission) => admission?.outcome === 'admitted')).toHaveLength(1)
    })

    it('lets no new create of any owner pass those that wait for a place that all share', async () => {
      const options = { limits: {}, totalLimits: { activeJobs: 1 } }
      const first = await create('ada', options)
      await create('bob', options)
      await end(first.id)
      expect(await create('eve', options)).toMatchObject({ job: { phase: { name: 'waiting' }, queuePosition: 0 } })
    })

    it('is woken for one owner, and never made due later', async () => {
      await create('ada')
      const { id } = await create('ada')
      await create('bob')
      await create('bob')
      expect(await other.wakeWaiting('ada', start + 500)).toBe(1)
      expect(await other.wakeWaiting('ada', start + 900)).toBe(1)
      expect(await other.wakeWaiting('none', start)).toBe(0)
      expect(ids(await claim(start + 500))).toEqual([id])
    })

    it('loses a deleted job, and what it cost', async () => {
      await create('ada')
      const { id } = await create('ada', { bytes: 5 })
      const third = await create('ada')
      expect(await store.delete('ada', id, start + 1)).toMatchObject({ cost: 0, phase: { isActive: false } })
      expect(await store.requestFiles(id)).toEqual([])
      expect(await store.usage('ada', start)).toMatchObject({ active: 1, spent: 800_000 })
      await claim(start + 2_000)
      expect(await admit(third.id)).toEqual({ outcome: 'held', position: 0 })
    })
  })

  it('a save can keep the lease that it needs', async () => {
    const { id } = await create('ada')
    const save = (leaseId: string, keepsLease: boolean) =>
      store.saveUpdate(id, (job) => ({ ...job, failures: job.failures + 1 }), { leaseId, keepsLease })
    expect(await save('creator', true)).toMatchObject({ failures: 1 })
    expect(await save('another', true)).toBeNull()
    expect(await save('creator', false)).toMatchObject({ failures: 2 })
    expect(await save('creator', true)).toBeNull()
  })

  it('a job that was never sent costs nothing once it is deleted', () => {
    const unsentRequest = { operation: 'create', fields: { prompt: 'A lamp.' }, files: 'none' } as const
    for (const name of ['waiting', 'starting', 'debiting'] as const) {
      const job = newJob('ada', start, { phase: { name, unsentRequest }, credit: { debits: 1 } })
      expect(markDeleted(job, start)).toMatchObject({
        cost: 0,
        credit: { isReturned: true },
        phase: { isActive: false },
      })
    }
    expect(markDeleted(newJob('ada', start, { credit: { debits: 1 } }), start)).toMatchObject({
      cost: 400_000,
      credit: { debits: 1 },
      phase: { isActive: true },
    })
  })
}
