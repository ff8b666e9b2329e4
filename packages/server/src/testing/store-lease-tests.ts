import { beforeEach, describe, expect, it } from 'vitest'
import type { Job } from '../store/job'
import type { JobPhase } from '../store/job'
import type { ClaimOptions, Store } from '../store/store'
import { newJob } from './new-job'
import { ids, lease, start } from './store-harness'
import type { StoreHarness } from './store-harness'

const upstreamRequest = { operation: 'create', fields: { prompt: 'A lamp.' }, files: 'dropped', sentAt: start } as const

/** Leases: who may work on a job. */
export function leaseTests(harness: StoreHarness): void {
  const { running, concurrently } = harness
  let store: Store
  let other: Store
  beforeEach(() => void ({ store, other } = harness))

  describe('leases', () => {
    it('claims a due job once until its lease expires, the longest due first', async () => {
      const late = await running('ada', start, { dueAt: start + 5_000 })
      const soon = await running('ada', start, { dueAt: start + 1_000 })
      const claim = (leaseId: string, now: number, at = store, limit = 10) =>
        at.claim({ upstreamId: 'up', work: 'poll', lease: lease(leaseId, now + 15_000), now, limit })
      expect(await claim('one', start)).toEqual([])
      expect(ids(await claim('one', start + 9_000, store, 1))).toEqual([soon.video.id])
      expect(ids(await claim('two', start + 9_000, other))).toEqual([late.video.id])
      expect(await claim('three', start + 9_000)).toEqual([])
      const held = [
        { id: soon.video.id, leaseId: 'one' },
        { id: late.video.id, leaseId: 'another' },
      ]
      await store.renew(held, start + 60_000)
      expect(ids(await claim('three', start + 30_000))).toEqual([late.video.id])
    })

    it('claims the jobs of one kind of work, and none of the given owners', async () => {
      const due = { dueAt: start + 1_000 }
      const poll = await running('ada', start, due)
      const phases: [string, JobPhase][] = [
        ['copying', { name: 'copying', ref: 'a', until: start }],
        ['done', { name: 'done', ref: 'b' }],
        ['deleted', { name: 'deleted', deletedAt: start, isActive: false, upstreamRequest }],
        ['failed', { name: 'provisionally_failed', failedAt: start, ref: 'c' }],
        ['unanswered', { name: 'provisionally_failed', failedAt: start, upstreamRequest }],
      ]
      const saved = new Map<string, string>()
      for (const [name, phase] of phases) {
        const { video } = await running('bob', start, due)
        await store.saveUpdate(video.id, (job) => ({ ...job, phase }))
        saved.set(name, video.id)
      }
      const submitting = newJob('cyd', start, due)
      await store.reserve(submitting, { limits: {}, lease: lease('creator', start) })
      const claim = async (options: Partial<ClaimOptions> & Pick<ClaimOptions, 'work'>, at = store) => {
        const all = { upstreamId: 'up', lease: lease('one', start + 60_000), now: start + 1_000, limit: 10 }
        return ids(await at.claim({ ...all, ...options })).sort()
      }
      const idsOf = (...names: string[]) => names.map((name) => saved.get(name) ?? '').sort()
      expect(await claim({ work: 'poll', id: saved.get('copying') ?? '' })).toEqual([])
      expect(await claim({ work: 'files', exceptOwners: ['bob', 'ada'] })).toEqual([])
      expect(await claim({ work: 'files', id: saved.get('done') ?? '' })).toEqual(idsOf('done'))
      expect(await claim({ work: 'files' }, other)).toEqual(idsOf('copying'))
      expect(await claim({ work: 'create', exceptOwners: ['cyd'] })).toEqual(idsOf('unanswered'))
      expect(await claim({ work: 'create' }, other)).toEqual([submitting.video.id])
      expect(await claim({ work: 'poll', exceptOwners: ['bob'] })).toEqual([poll.video.id])
      expect(await claim({ work: 'poll' })).toEqual(idsOf('deleted', 'failed'))
    })

    it('renews the leases that are still held, and no other', async () => {
      const [held, lost, free] = [await running('ada', start), await running('ada', start), await running('ada', start)]
      const claim = (leaseId: string, id: string, now: number) =>
        store.claim({ upstreamId: 'up', work: 'poll', lease: lease(leaseId, now + 15_000), now, limit: 1, id })
      await claim('mine', held.video.id, start + 10_000)
      await claim('mine too', lost.video.id, start + 10_000)
      await claim('theirs', lost.video.id, start + 26_000)
      const mine = [held, lost, free].map(({ video }, index) => ({
        id: video.id,
        leaseId: ['mine', 'mine too', 'x'][index]!,
      }))
      await other.renew(mine, start + 60_000)
      await other.renew([], start + 60_000)
      expect(await claim('next', held.video.id, start + 59_000)).toEqual([])
      expect(ids(await claim('next', lost.video.id, start + 59_000))).toEqual([lost.video.id])
      expect(ids(await claim('next', free.video.id, start + 59_000))).toEqual([free.video.id])
    })

    it('never claims a job twice in concurrent claims', async () => {
      const created = await Promise.all(Array.from({ length: 20 }, () => running()))
      const claims = await concurrently(8, (at, index) =>
        at.claim({
          upstreamId: 'up',
          work: 'poll',
          lease: lease(`w${index}`, start + 60_000),
          now: start + 20_000,
          limit: 5,
        }),
      )
      const claimed = claims.flatMap(ids)
      expect(new Set(claimed).size).toBe(claimed.length)
      expect(claimed.length).toBeGreaterThan(0)
      expect(created.length).toBeGreaterThanOrEqual(claimed.length)
    })

    it('claims one job by its id', async () => {
      const [one] = [await running(), await running()]
      expect(
        ids(
          await store.claim({
            upstreamId: 'up',
            work: 'poll',
            lease: lease('a'),
            now: start,
            limit: 1,
            id: one.video.id,
          }),
        ),
      ).toEqual([one.video.id])
      expect(
        await other.claim({
          upstreamId: 'up',
          work: 'poll',
          lease: lease('b'),
          now: start,
          limit: 1,
          id: one.video.id,
        }),
      ).toEqual([])
    })

    it('saves no update of a leaseId that lost its lease, and ends the lease with a saved update', async () => {
      const { video } = await running()
      await store.claim({ upstreamId: 'up', work: 'poll', lease: lease('one', start + 10), now: start, limit: 1 })
      await other.claim({
        upstreamId: 'up',
        work: 'poll',
        lease: lease('two', start + 60_000),
        now: start + 20,
        limit: 1,
      })
      expect(await store.saveUpdate(video.id, (job) => ({ ...job, failures: 9 }), { leaseId: 'one' })).toBeNull()
      expect(await other.saveUpdate(video.id, (job) => ({ ...job, failures: 1 }), { leaseId: 'two' })).toMatchObject({
        failures: 1,
      })
      expect(
        ids(await store.claim({ upstreamId: 'up', work: 'poll', lease: lease('three'), now: start + 30, limit: 1 })),
      ).toEqual([video.id])
    })

    it('applies all concurrent updates', async () => {
      const { video } = await running()
      await concurrently(20, (at) => at.saveUpdate(video.id, (job) => ({ ...job, failures: job.failures + 1 })))
      expect(await store.retrieve(video.id)).toMatchObject({ failures: 20 })
    })
  })

  it('makes what is due later due earlier after the clock was set back, and takes over leases from then', async () => {
    const [late, soon, none] = [
      await running('ada', start, { dueAt: start + 3_600_000 }),
      await running('ada', start, { dueAt: start + 1_000 }),
      await running('ada', start, { dueAt: null }),
    ]
    const theirs = await running('ada', start, { dueAt: start + 3_600_000, upstreamId: 'gone' })
    expect(await other.lastChangeAt()).toBe(start)
    await store.shiftDue({ upstreamId: 'up', byMs: 600_000, now: start })
    const dueAt = async ({ video }: Job) => (await other.retrieve(video.id))?.dueAt
    expect(await Promise.all([late, soon, none, theirs].map(dueAt))).toEqual([
      start + 3_000_000,
      start,
      null,
      start + 3_600_000,
    ])
    const claim = (at: Store, leaseId: string, expiresAt: number) =>
      at.claim({ upstreamId: 'up', work: 'poll', lease: lease(leaseId, expiresAt), now: start, limit: 10 })
    expect(ids(await claim(store, 'ahead', start + 3_600_000))).toEqual([soon.video.id])
    expect(ids(await claim(other, 'now', start + 15_000))).toEqual([soon.video.id])
    expect(await claim(store, 'other', start + 15_000)).toEqual([])
  })

  it('leases and lists only the jobs of the given upstream', async () => {
    const mine = newJob('ada', start)
    const theirs = newJob('ada', start, { upstreamId: 'gone' })
    for (const job of [mine, theirs]) await store.reserve(job, { limits: {}, lease: lease('creator', start) })
    expect(ids(await other.listUnconfirmed('gone'))).toEqual([theirs.video.id])
    const claim = (id?: string) =>
      store.claim({
        upstreamId: 'up',
        work: 'create',
        lease: lease('one'),
        now: start + 1,
        limit: 10,
        ...(id !== undefined && { id }),
      })
    expect(await claim(theirs.video.id)).toEqual([])
    expect(ids(await claim())).toEqual([mine.video.id])
  })

  it('lists each upstream that has work left once', async () => {
    const jobs = ['b', 'a', 'b', 'c', 'idle'].map((upstreamId) => newJob('ada', start, { upstreamId }))
    for (const job of jobs) await store.reserve(job, { limits: {}, lease: lease('creator', start) })
    for (const { video } of jobs.slice(4)) await store.saveUpdate(video.id, (job) => ({ ...job, dueAt: null }))
    expect((await other.listDueUpstreams()).sort()).toEqual(['a', 'b', 'c'])
  })
}
