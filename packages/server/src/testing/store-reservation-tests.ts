import { beforeEach, describe, expect, it } from 'vitest'
import type { Job } from '../store/job'
import type { Limits, TotalLimits } from '../store/limits'
import type { Store } from '../store/store'
import { newJob } from './new-job'
import { lease, start } from './store-harness'
import type { StoreHarness } from './store-harness'

/** The job with a request whose files are stored. */
const withStoredFiles = (job: Job): Job => ({
  ...job,
  phase: {
    name: 'submitting',
    upstreamRequest: { operation: 'create', fields: { prompt: 'A lamp.' }, files: 'stored', sentAt: start },
  },
})

/** Reservations: idempotency keys, limits and the files of a request. */
export function reservationTests(harness: StoreHarness): void {
  const { reserve, concurrently } = harness
  let store: Store
  let other: Store
  beforeEach(() => void ({ store, other } = harness))

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

    it.each<[string, TotalLimits, number]>([
      ['active jobs', { activeJobs: 3 }, 3],
      ['spend per day', { spendPerDay: 2 }, 5],
      ['videos per day', { videosPerDay: 4 }, 4],
    ])('enforces %s over all owners exactly for concurrent creates of many', async (_, totalLimits, expected) => {
      const outcomes = await concurrently(20, (at, index) =>
        at.reserve(newJob(`owner ${index}`, start), { limits: {}, totalLimits, lease: lease('creator') }),
      )
      expect(outcomes.filter(({ outcome }) => outcome === 'reserved')).toHaveLength(expected)
      expect(outcomes.filter(({ outcome }) => outcome === 'limited')).toHaveLength(20 - expected)
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
      expect(await store.usage('ada', start)).toEqual({
        active: 1,
        requests: [start, start],
        createdToday: 2,
        spent: 400_000,
      })
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
}
