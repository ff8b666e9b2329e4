import type { Video } from '@dailies/core'
import { describe, expect, it } from 'vitest'
import { memoryStore } from '../store/memory'
import { isSubmissionRejected } from '../upstream/submission-rejected-error'
import { createVideoServer } from '../video-server'
import { errorOf } from './upstream-test-bed'
import type { CheckedTestBed, UpstreamFault } from './upstream-test-bed'

/** A test that needs a fault; says so and ends where the API has none. */
export const faultOf = ({ faults }: CheckedTestBed, name: UpstreamFault, skip: (note: string) => void) =>
  faults[name] ?? skip(`The API has no ${name}.`)

/** A video server with the upstream of a test bed. */
function serverOf({ upstream, now }: CheckedTestBed) {
  const videos = createVideoServer({ upstream, authorize: () => ({ owner: 'ada' }), store: memoryStore(), now })
  const create = async (request: object, key: string) => {
    const headers = { 'content-type': 'application/json', 'idempotency-key': key }
    const body = JSON.stringify(request)
    const response = await videos.fetch(new Request('http://app.test/api/videos', { method: 'POST', headers, body }))
    return { status: response.status, video: (await response.json()) as Video }
  }
  return { videos, create }
}

/** How a create ends, how often it is billed, and what becomes of its idempotency key. */
export function upstreamCreateTests(bed: () => CheckedTestBed): void {
  describe('a create', () => {
    it('returns a ref and the first status of one new job', async () => {
      const { ref, update } = await bed().create()
      expect(ref).not.toBeUndefined()
      expect(['queued', 'in_progress', 'completed']).toContain(update.status)
      expect(bed().jobs()).toBe(1)
    })

    it('returns different refs for different jobs', async () => {
      const [one, other] = [await bed().create(), await bed().create()]
      expect(one.ref).not.toEqual(other.ref)
      expect(bed().jobs()).toBe(2)
    })

    it('that the provider rejects has created no job', async ({ skip }) => {
      faultOf(bed(), 'create_rejected', skip)?.()
      const error = await errorOf(bed().create())
      expect(isSubmissionRejected(error)).toBe(true)
      expect(error.message).not.toBe('')
      expect(bed().jobs()).toBe(0)
    })

    it.for(['create_lost', 'create_unreadable'] as const)('%s: a job may exist', async (fault, { skip }) => {
      faultOf(bed(), fault, skip)?.()
      expect(isSubmissionRejected(await errorOf(bed().create()))).toBe(false)
      expect(bed().jobs()).toBe(1)
    })

    it('whose signal is aborted already is not sent', async () => {
      const { upstream, request, jobs } = bed()
      const error = await errorOf(upstream.create(request, { idempotencyKey: 'row', signal: AbortSignal.abort() }))
      expect(isSubmissionRejected(error)).toBe(true)
      expect(jobs()).toBe(0)
    })

    it('ends with its signal if the provider never responds, and a job may exist', async ({ skip }) => {
      faultOf(bed(), 'create_hangs', skip)?.()
      const { upstream, request } = bed()
      const error = await errorOf(upstream.create(request, { idempotencyKey: 'row', signal: AbortSignal.timeout(50) }))
      expect(isSubmissionRejected(error)).toBe(false)
    })
  })

  describe('the idempotency key of a create', () => {
    it('is free after a rejection', async ({ skip }) => {
      const fault = faultOf(bed(), 'create_rejected', skip)
      const { create } = serverOf(bed())
      fault?.()
      expect((await create(bed().request, 'key')).status).toBeGreaterThanOrEqual(400)
      expect((await create(bed().request, 'key')).status).toBe(200)
      expect(bed().jobs()).toBe(1)
    })

    it('is not free after a lost response: the same request creates no second job', async ({ skip }) => {
      const fault = faultOf(bed(), 'create_lost', skip)
      const { create } = serverOf(bed())
      fault?.()
      const [first, second] = [await create(bed().request, 'key'), await create(bed().request, 'key')]
      expect([first.status, second.status]).toEqual([200, 200])
      expect(second.video.id).toBe(first.video.id)
      expect(bed().jobs()).toBe(1)
    })
  })

  describe('a false failure', () => {
    it('does not fail a job that runs on', async ({ skip }) => {
      const fault = faultOf(bed(), 'false_failure', skip)
      const { now, advance, request } = bed()
      const { videos, create } = serverOf(bed())
      const { video } = await create(request, 'key')
      fault?.()
      const start = now()
      const statuses = new Set<string>()
      while (now() - start < 60_000 && !statuses.has('completed')) {
        await advance(2_000)
        await videos.tick()
        const response = await videos.fetch(new Request(`http://app.test/api/videos/${video.id}`))
        statuses.add(((await response.json()) as Video).status)
      }
      expect(statuses).toContain('completed')
      expect(statuses).not.toContain('failed')
    })
  })
}
