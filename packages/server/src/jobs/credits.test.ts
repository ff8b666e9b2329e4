import type { ErrorBody } from '@dailies/core'
import { VideoError } from '@dailies/core'
import { describe, expect, it, vi } from 'vitest'
import { SubmissionRejectedError } from '../upstream/submission-rejected-error'
import { createLedger } from '../testing/ledger'
import { memoryStore } from '../memory'
import { fakeUpstream } from '../testing/fake-upstream'
import type { FakeUpstream } from '../testing/fake-upstream'
import { jsonPost } from '../testing/test-app'
import { createTestServer } from '../testing/test-server'
import type { Credits } from './credits'

/** A server whose owners have credits, of which each video of "mini" takes 0.4. */
function open(options: Parameters<typeof createTestServer>[0] = {}, changes: Partial<FakeUpstream> = {}, balance = 2) {
  const ledger = createLedger(balance)
  const upstream = fakeUpstream(changes)
  const server = createTestServer({ credits: ledger, ...options, upstream })
  const post = (body: object = { prompt: 'A lamp.' }, headers = {}) =>
    server.request('/videos', jsonPost(body, headers))
  const error = async (response: Promise<Response>) => ((await (await response).json()) as ErrorBody).error
  return { ...server, upstream, ledger, post, error }
}
const failed = (cost?: number) => async () => ({
  update: { status: 'failed' } as const,
  ...(cost !== undefined && { cost }),
})

describe('credits', () => {
  it('are debited under the id of the video before its request is sent', async () => {
    const order: string[] = []
    const { create, ledger, upstream } = open()
    const { debit } = ledger
    ledger.debit = (charge) => {
      order.push('debit')
      return debit(charge)
    }
    const call = upstream.create.bind(upstream)
    upstream.create = (...args) => {
      order.push('send')
      return call(...args)
    }
    const { id } = await create()
    expect(order).toEqual(['debit', 'send'])
    expect(ledger.charges).toEqual([
      { id, videoId: id, owner: 'ada', operation: 'create', model: 'mini', size: '320x192', seconds: '4', price: 0.4 },
    ])
    expect(ledger.balanceOf('ada')).toBe(1.6)
  })

  it('reject a create that they do not cover, with the words of the operator, and free its key', async () => {
    const { post, error, upstream, ledger, request } = open({}, {}, 0.3)
    const rejection = await error(post(undefined, { 'Idempotency-Key': 'key' }))
    expect(rejection).toMatchObject({ code: 'insufficient_credits', message: expect.stringContaining('0.3 credits') })
    expect((await post()).status).toBe(402)
    expect(upstream.idempotencyKeys).toEqual([])
    expect(await (await request('/videos')).json()).toMatchObject({ data: [] })
    ledger.add('ada', 1)
    expect((await post(undefined, { 'Idempotency-Key': 'key' })).status).toBe(200)
  })

  it('let one of three parallel creates pass on a balance for one', async () => {
    const { post, upstream } = open({}, {}, 0.5)
    const statuses = (await Promise.all([post(), post(), post()])).map(({ status }) => status)
    expect(statuses.sort()).toEqual([200, 402, 402])
    expect(upstream.idempotencyKeys).toHaveLength(1)
  })

  it('are not debited for a repeated request, or for one that a limit rejects', async () => {
    const { post, ledger } = open({ limits: { activeJobs: 1 } })
    const headers = { 'Idempotency-Key': 'key' }
    expect((await post(undefined, headers)).status).toBe(200)
    expect((await post(undefined, headers)).status).toBe(200)
    expect((await post()).status).toBe(429)
    expect(ledger.charges).toHaveLength(1)
  })

  it.each<[string, Credits['debit']]>([
    ['throws', () => expect.unreachable('The ledger is down.')],
    ['rejects', () => Promise.reject(new Error('The ledger is down.'))],
    ['answers neither', (() => false) as unknown as Credits['debit']],
  ])('send nothing and are refunded if the debit %s', async (_, debit) => {
    const ledger = createLedger(2)
    const { post, error, upstream, events, videos } = open({ credits: { debit, refund: ledger.refund } })
    expect(await error(post())).toMatchObject({ code: 'overloaded', message: expect.stringContaining('not created') })
    await videos.tick()
    expect(upstream.idempotencyKeys).toEqual([])
    expect(ledger.refunded()).toHaveLength(1)
    expect(events).toContainEqual(expect.objectContaining({ type: 'debit_failed', owner: 'ada' }))
  })

  it('send nothing if the debit hangs, and a debit that arrives after its refund has no effect', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] })
    try {
      const { post, upstream, ledger, videos } = open()
      const { debit } = ledger
      let late: (() => unknown) | undefined
      ledger.debit = (charge) => new Promise((resolve) => (late = () => resolve(debit(charge) as string | undefined)))
      const response = post()
      await vi.advanceTimersByTimeAsync(30_000)
      expect((await response).status).toBe(503)
      await videos.tick()
      late?.()
      expect(upstream.idempotencyKeys).toEqual([])
      expect(ledger.balanceOf('ada')).toBe(2)
    } finally {
      vi.useRealTimers()
    }
  })

  it.each([
    [
      'rejected by the provider',
      { onCreate: () => Promise.reject(new SubmissionRejectedError('No.', { code: 'policy', status: 400 })) },
    ],
    ['failed without cost', { retrieve: failed(0) }],
  ])('are refunded once for a video that is %s', async (_, changes) => {
    const { post, advance, ledger } = open({}, changes)
    await post()
    await advance(120, 10)
    expect(ledger.refunded()).toHaveLength(1)
    expect(ledger.balanceOf('ada')).toBe(2)
  })

  it.each([
    ['failed and may have been billed', failed()],
    ['failed and was billed in part', failed(0.1)],
    ['completed', async () => ({ update: { status: 'completed' } as const })],
    ['completed without cost', async () => ({ update: { status: 'completed' } as const, cost: 0 })],
  ])('stay debited for a video that %s', async (_, retrieve) => {
    const { create, advance, ledger, request } = open({}, { retrieve })
    const { id } = await create()
    await advance(120, 10)
    await request(`/videos/${id}`, { method: 'DELETE' })
    await advance(120, 10)
    expect([ledger.refunded(), ledger.balanceOf('ada')]).toEqual([[], 1.6])
  })

  it('stay debited for a video that is deleted while it runs, and are refunded for one that was never sent', async () => {
    const { create, request, videos, ledger, upstream } = open()
    const { id } = await create()
    await request(`/videos/${id}`, { method: 'DELETE' })
    await videos.tick()
    expect(ledger.balanceOf('ada')).toBe(1.6)
    const { debit } = ledger
    ledger.debit = async (charge) => {
      await request(`/videos/${charge.videoId}`, { method: 'DELETE' })
      return debit(charge)
    }
    await create()
    await videos.tick()
    expect(ledger.balanceOf('ada')).toBe(1.6)
    expect(upstream.idempotencyKeys).toHaveLength(1)
  })

  it('of a provisional failure are refunded by the operator, and debited again under a second id if it completes', async () => {
    const { create, advance, upstream, ledger, videos } = open({ deadlineMs: 60_000 })
    const { id } = await create()
    await expect(videos.refund(id)).rejects.toMatchObject({ code: 'invalid_request' })
    await advance(90, 30)
    expect(ledger.refunded()).toEqual([])
    await videos.refund(id)
    await videos.refund(id)
    await videos.tick()
    expect([ledger.refunded(), ledger.balanceOf('ada')]).toEqual([[id], 2])
    upstream.nextUpdate = { status: 'completed' }
    await advance(1_200, 60)
    expect(ledger.charges.map((charge) => charge.id)).toEqual([id, `${id}:2`])
    expect(ledger.balanceOf('ada')).toBe(1.6)
    await expect(videos.refund('video_none')).rejects.toMatchObject({ code: 'not_found' })
  })

  it('of a provisional failure are refunded after refundProvisionalAfterMs, if it still is one', async () => {
    const ledger = createLedger(2)
    const credits = { ...ledger, refundProvisionalAfterMs: 3_600_000 }
    const { create, advance, upstream } = open({ credits, deadlineMs: 60_000 })
    const { id } = await create()
    await create()
    await advance(90, 30)
    let calls = 0
    upstream.retrieve = async (ref) => {
      calls += 1
      return { update: { status: ref === 'up-2' ? 'completed' : 'in_progress' } }
    }
    await advance(1_800, 300)
    expect(ledger.refunded()).toEqual([])
    await advance(3_600, 300)
    expect([ledger.refunded(), calls > 0]).toEqual([[id], true])
    expect(ledger.balanceOf('ada')).toBe(1.6)
  })

  it('are refunded until the refund returns', async () => {
    const { post, advance, ledger } = open(
      {},
      { onCreate: () => Promise.reject(new SubmissionRejectedError('No.', { code: 'policy', status: 400 })) },
    )
    const { refund } = ledger
    let calls = 0
    ledger.refund = (charge) => ((calls += 1) < 4 ? Promise.reject(new Error('The ledger is down.')) : refund(charge))
    await post()
    await advance(60, 1)
    expect([calls, ledger.balanceOf('ada')]).toEqual([4, 2])
  })

  it('are debited when a waiting video starts, which fails without cost if they do not cover it then', async () => {
    let completes = false
    const { create, advance, ledger, upstream, retrieve } = open(
      { limits: { activeJobs: 1 }, whenFull: { maxQueued: 5, maxQueuedBytes: 0 } },
      { retrieve: async () => ({ update: { status: completes ? 'completed' : 'queued' } }) },
      0.9,
    )
    await create()
    const second = await create({ prompt: 'two' })
    const third = await create({ prompt: 'three' })
    expect(ledger.charges).toHaveLength(1)
    completes = true
    await advance(60, 3)
    expect(await retrieve(second.id)).toMatchObject({ status: 'completed' })
    expect(await retrieve(third.id)).toMatchObject({
      status: 'failed',
      error: { code: 'insufficient_credits', accepted: false },
    })
    expect(upstream.idempotencyKeys).toHaveLength(2)
    expect(ledger.balanceOf('ada')).toBeCloseTo(0.1)
  })

  it.each([
    ['before the debit arrived', false],
    ['after the debit', true],
  ])('are debited once and the request is sent once if the process ends %s', async (_, arrives) => {
    const store = memoryStore()
    const ledger = createLedger(2)
    const crashing: Credits = {
      ...ledger,
      debit: (charge) => {
        if (arrives) void ledger.debit(charge)
        return new Promise(() => undefined)
      },
    }
    const first = open({ store, credits: crashing })
    void first.post(undefined, { 'Idempotency-Key': 'key' })
    await vi.waitFor(async () => expect((await store.list('ada', { limit: 1, order: 'asc' })).jobs).toHaveLength(1))
    const second = open({ store, credits: ledger })
    // Its lease has lapsed.
    second.clock.now = first.clock.now + 20_000
    await second.videos.tick()
    expect(second.upstream.idempotencyKeys).toHaveLength(1)
    expect(ledger.balanceOf('ada')).toBe(1.6)
    const repeated = await second.post(undefined, { 'Idempotency-Key': 'key' })
    expect([repeated.status, second.upstream.idempotencyKeys.length]).toEqual([200, 1])
  })

  it('hold a job back from a server that has none: it must not be free', async () => {
    const store = memoryStore()
    const never: Credits = { debit: () => new Promise(() => undefined), refund: () => undefined }
    const first = open({ store, credits: never })
    void first.post()
    await vi.waitFor(async () => expect((await store.list('ada', { limit: 1, order: 'asc' })).jobs).toHaveLength(1))
    const without = createTestServer({ store })
    without.clock.now = first.clock.now + 20_000
    await without.videos.tick()
    const [job] = (await store.list('ada', { limit: 1, order: 'asc' })).jobs
    expect(job).toMatchObject({ video: { status: 'failed', error: { code: 'overloaded', accepted: false } } })
    expect(without.upstream.idempotencyKeys).toEqual([])
  })

  it.each([
    [{ debit: () => undefined }, 'refund'],
    [{ refund: () => undefined }, 'debit'],
    [{ debit: () => undefined, refund: () => undefined, refundProvisionalAfterMs: -1 }, 'refundProvisionalAfterMs'],
  ] as [object, string][])('need both functions: %j', (credits, name) => {
    expect(() => createTestServer({ credits: credits as unknown as Credits })).toThrow(name)
    expect(() => createTestServer({ credits: credits as unknown as Credits })).toThrow(VideoError)
  })
})
