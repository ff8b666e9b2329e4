import { VideoError } from '@dailies/core'
import type { Capabilities, ErrorBody } from '@dailies/core'
import { describe, expect, it } from 'vitest'
import fc from 'fast-check'
import { limitError } from '../store/limits'
import { micros } from '../store/micros'
import { createTestServer } from '../testing/test-server'
import { fakeUpstream } from '../testing/fake-upstream'
import type { FakeUpstream } from '../testing/fake-upstream'
import { jsonPost } from '../testing/test-app'

const capabilitiesOf = async (server: ReturnType<typeof createTestServer>, as = 'ada') =>
  (await server.request('/videos/capabilities', { as })).json() as Promise<Capabilities>
const createFifty = (server: ReturnType<typeof createTestServer>) =>
  Promise.all(Array.from({ length: 50 }, () => server.request('/videos', jsonPost({ prompt: 'A lamp.' }))))
const countStatus = (responses: Response[], status: number) =>
  responses.filter((response) => response.status === status).length

describe('limits', () => {
  it.each([
    [{ activeJobs: 3 }, 3],
    [{ requestsPerMinute: 7 }, 7],
    [{ spendPerDay: 2 }, 5],
  ])('enforce %j exactly for fifty concurrent creates', async (limits, accepted) => {
    const server = createTestServer({ limits })
    const responses = await createFifty(server)
    expect([countStatus(responses, 200), countStatus(responses, 429)]).toEqual([accepted, 50 - accepted])
    expect(server.upstream.idempotencyKeys).toHaveLength(accepted)
    const [name] = Object.keys(limits)
    const rejected = responses.find(({ status }) => status === 429)
    expect(Number(rejected?.headers.get('retry-after'))).toBeGreaterThan(0)
    const { error } = (await rejected!.json()) as ErrorBody
    expect(error).toMatchObject({ type: 'rate_limit_error', code: 'limit_reached' })
    expect(error.param?.replaceAll('_', '')).toBe(name?.toLowerCase())
    expect(error.message).toMatch(/lifts (when|at)/)
  })

  it('can differ per owner', async () => {
    const server = createTestServer({ limits: (owner) => ({ activeJobs: owner === 'ada' ? 1 : 2 }) })
    expect(countStatus(await createFifty(server), 200)).toBe(1)
    expect((await capabilitiesOf(server, 'bob')).limits).toMatchObject([
      { name: 'active_jobs', limit: 2, remaining: 2 },
    ])
  })

  it('count a failed and a deleted job, unless the upstream says that it billed nothing', async () => {
    const server = createTestServer({ limits: { spendPerDay: 1 } })
    const { id } = await server.create()
    const remaining = async () => (await capabilitiesOf(server)).limits[0]?.remaining
    expect(await remaining()).toBe(0.6)
    await server.request(`/videos/${id}`, { method: 'DELETE' })
    expect(await remaining()).toBe(0.6)
    await server.create()
    server.upstream.nextUpdate = { status: 'failed' }
    await server.advance(30)
    expect(await remaining()).toBe(0.2)
  })

  it.each([
    [0, 1],
    [0.25, 0.75],
    [0.000_000_1, 0.999_999],
    [Number.NaN, 0.6],
    [-1, 0.6],
    [Infinity, 0.6],
    ['0', 0.6],
  ])('count what the upstream billed: %j of a job that should cost 0.4', async (cost, left) => {
    const server = createTestServer({ limits: { spendPerDay: 1 } })
    await server.create()
    server.upstream.retrieve = async () => ({ update: { status: 'failed' }, cost: cost as number })
    await server.advance(30)
    expect((await capabilitiesOf(server)).limits[0]?.remaining).toBe(left)
  })

  it('do not allow creating and cancelling in turn for free', async () => {
    const server = createTestServer({ limits: { spendPerDay: 1 } })
    const statuses: number[] = []
    for (let turn = 0; turn < 4; turn += 1) {
      const response = await server.request('/videos', jsonPost({ prompt: 'A lamp.' }))
      statuses.push(response.status)
      const { id } = (await response.json()) as { id?: string }
      if (id !== undefined) await server.request(`/videos/${id}`, { method: 'DELETE' })
    }
    expect(statuses).toEqual([200, 200, 429, 429])
  })

  const unusable: [string, unknown][] = [
    ['NaN', Number.NaN],
    ['Infinity', Infinity],
    ['a negative number', -1],
    ['text', 'two'],
    ['a number as text', '2'],
    ['null', null],
    ['undefined', undefined],
    ['an object', {}],
  ]
  describe.each(['activeJobs', 'requestsPerMinute', 'spendPerDay'])('%s that is', (name) => {
    it.each(unusable)('%s is refused at start, and at the request if a function returns it', async (_, value) => {
      const limits = { [name]: value } as never
      expect(() => createTestServer({ limits })).toThrow(expect.objectContaining({ code: 'misconfigured' }))
      const server = createTestServer({ limits: () => limits })
      expect((await server.request('/videos', jsonPost({ prompt: 'A lamp.' }))).status).toBe(500)
      expect(server.upstream.idempotencyKeys).toEqual([])
    })
  })

  it.each([
    [{ activejobs: 3 }, 'Did you mean activeJobs?'],
    [{ spendPerday: 3 }, 'Did you mean spendPerDay?'],
    [{ budget: 3 }, 'It has activeJobs, requestsPerMinute, spendPerDay.'],
  ])('of an unknown name are refused: %j', async (limits, message) => {
    expect(() => createTestServer({ limits: limits as never })).toThrow(message)
    const server = createTestServer({ limits: () => limits as never })
    expect((await server.request('/videos', jsonPost({ prompt: 'A lamp.' }))).status).toBe(500)
  })

  it.each([undefined, null, 5])('that a function returns as %j are refused', async (limits) => {
    const server = createTestServer({ limits: () => limits as never })
    expect((await server.request('/videos', jsonPost({ prompt: 'A lamp.' }))).status).toBe(500)
    expect(server.upstream.idempotencyKeys).toEqual([])
  })

  it.each(unusable.filter(([name]) => name !== 'undefined'))('with a price that is %s are refused', (_, price) => {
    const upstream = fakeUpstream()
    upstream.capabilities.models[0]!.prices = { '320x192': price as number }
    expect(() => createTestServer({ upstream })).toThrow(/price of model "mini"/)
  })

  it.each([1e-7, 1e-12, Number.MIN_VALUE])('count at least a millionth for a price of %d', async (price) => {
    const upstream = fakeUpstream()
    upstream.capabilities.models[0]!.prices = { '320x192': price }
    const server = createTestServer({ upstream, limits: { spendPerDay: 0.000_002 } })
    expect(countStatus(await createFifty(server), 200)).toBe(2)
  })

  it('never exceed a spending limit, whatever the prices', async () => {
    const amounts = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 1, maxLength: 20 })
    await fc.assert(
      fc.property(amounts, fc.double({ min: 0, max: 5, noNaN: true }), (costs, limit) => {
        let spent = 0
        const accepted = costs.filter((cost) => {
          const usage = { active: 0, requests: [], createdToday: 0, spent }
          const limits = { spendPerDay: limit }
          if (limitError({ limits, usage, totalLimits: {}, totalUsage: usage, cost: micros(cost), now: 0 }))
            return false
          spent += micros(cost)
          return true
        })
        expect(accepted.reduce((sum, cost) => sum + cost, 0)).toBeLessThanOrEqual(limit + 1e-9)
        expect(accepted.every((cost) => cost === 0 || micros(cost) > 0)).toBe(true)
      }),
    )
  })

  it('paused accepts no new videos, goes on with running ones, and repeats a request that was accepted', async () => {
    let paused = false
    const server = createTestServer({ paused: () => paused })
    const headers = { 'Idempotency-Key': 'one' }
    const { id } = await server.create({}, headers)
    paused = true
    const rejected = await server.request('/videos', jsonPost({ prompt: 'A lamp.' }))
    expect([rejected.status, rejected.headers.get('retry-after')]).toEqual([503, '300'])
    expect((await server.create({}, headers)).id).toBe(id)
    server.upstream.nextUpdate = { status: 'completed' }
    await server.advance(60)
    expect(await server.retrieve(id)).toMatchObject({ status: 'completed' })
    expect(server.upstream.idempotencyKeys).toHaveLength(1)
    const unset = createTestServer({ paused: () => undefined as never })
    expect((await unset.request('/videos', jsonPost({ prompt: 'A lamp.' }))).status).toBe(503)
    const broken = createTestServer({ paused: () => Promise.reject(new Error('No answer.')) })
    expect((await broken.request('/videos', jsonPost({ prompt: 'A lamp.' }))).status).toBe(500)
    expect(broken.upstream.idempotencyKeys).toEqual([])
  })

  describe('of active jobs count a deleted job', () => {
    const deleteAll = async (server: ReturnType<typeof createTestServer>): Promise<void> => {
      for (const id of await listIds(server)) await server.request(`/videos/${id}`, { method: 'DELETE' })
    }
    const create = async (server: ReturnType<typeof createTestServer>): Promise<number> =>
      (await server.request('/videos', jsonPost({ prompt: 'A lamp.' }))).status
    const never = () => new Promise<never>(() => undefined)
    const rejectDelete = (code: string) => () => Promise.reject(new VideoError('No.', { code }))

    it.each<[string, (upstream: FakeUpstream) => void]>([
      ['has no delete', (upstream) => delete upstream.delete],
      ['does not support deletion', (upstream) => (upstream.delete = rejectDelete('unsupported'))],
      ['does not delete running jobs', (upstream) => (upstream.delete = rejectDelete('not_ready'))],
      ['keeps running it', (upstream) => (upstream.capabilities.cancellation = 'continues')],
      ['has not answered its create', (upstream) => (upstream.onCreate = never)],
    ])('for a limited time if the upstream %s', async (_, change) => {
      const server = createTestServer({ limits: { activeJobs: 1 } })
      change(server.upstream)
      void server.create()
      await expect.poll(() => listIds(server)).toHaveLength(1)
      await deleteAll(server)
      for (let turn = 0; turn < 3; turn += 1) expect(await create(server)).toBe(429)
      await server.advance(480, 60)
      expect(await create(server)).toBe(429)
      // The poller is not started here, so the first rejected create triggers the poll.
      server.clock.now += 180_000
      await create(server)
      await expect.poll(async () => (await capabilitiesOf(server)).limits[0]?.remaining).toBe(1)
      expect(server.upstream.idempotencyKeys).toHaveLength(1)
    })

    it('for twice the measured duration of such a job', async () => {
      const server = createTestServer({ limits: { activeJobs: 1 } })
      await server.create()
      server.upstream.nextUpdate = { status: 'completed' }
      await server.advance(40)
      // The measured durations are read again after 30 seconds.
      await server.advance(31)
      delete server.upstream.delete
      server.upstream.nextUpdate = { status: 'queued' }
      await server.create()
      const [latest] = await listIds(server)
      await server.request(`/videos/${latest}`, { method: 'DELETE' })
      await server.advance(70, 10)
      expect(await create(server)).toBe(429)
      await server.advance(20, 10)
      expect(await create(server)).toBe(200)
    })

    it('no longer once the upstream has deleted it', async () => {
      const server = createTestServer({ limits: { activeJobs: 1 } })
      const deleteJob = server.upstream.delete!
      server.upstream.delete = rejectDelete('not_ready')
      await server.create()
      await deleteAll(server)
      expect(await create(server)).toBe(429)
      server.upstream.delete = deleteJob
      // The rejected create may have started an attempt of its own, which still fails.
      const createLater = async () => {
        await server.advance(60)
        return create(server)
      }
      await expect.poll(createLater).toBe(200)
      await deleteAll(server)
      expect(await create(server)).toBe(200)
    })
  })

  it('reject a model without a price if spending is limited', async () => {
    const { request } = createTestServer({ limits: { spendPerDay: 1 } })
    const rejected = await request('/videos', jsonPost({ prompt: 'A lamp.', model: 'free' }))
    expect([rejected.status, ((await rejected.json()) as ErrorBody).error.param]).toEqual([400, 'model'])
  })

  it('beforeCreate can reject with a reason, and receives the cost', async () => {
    const seen: unknown[] = []
    const server = createTestServer({
      beforeCreate: ({ owner, operation, cost, request }) => {
        seen.push([owner, operation, cost, request.prompt])
        return owner === 'ada' ? 'Your class has no lesson today.' : undefined
      },
    })
    const rejected = await server.request('/videos', jsonPost({ prompt: 'A lamp.' }))
    expect([rejected.status, ((await rejected.json()) as ErrorBody).error.message]).toEqual([
      403,
      'Your class has no lesson today.',
    ])
    expect(seen).toEqual([['ada', 'create', 0.4, 'A lamp.']])
    expect((await server.request('/videos', { ...jsonPost({ prompt: 'A lamp.' }), as: 'bob' })).status).toBe(200)
  })
})

it.each([
  ['one length', ['4'], [], ['4', '8', '20', '1']],
  ['several lengths, and no longer video than the longest', ['4', '12', '8'], ['4', '8'], ['12', '2']],
  ['provider-specific lengths, which the API does not list', ['5', '10'], ['5'], ['10', '4', '20']],
])('an extension accepts only allowed lengths: %s', async (_, seconds, accepted, rejected) => {
  const sentSeconds: unknown[] = []
  const upstream = fakeUpstream()
  upstream.capabilities.models = [
    { id: 'any', label: 'Any', description: '', sizes: ['320x192'], seconds, input_reference: false },
  ]
  upstream.nextUpdate = { status: 'completed' }
  upstream.extend = async (_source, request, options) => {
    sentSeconds.push(request.seconds)
    return upstream.create({ prompt: '' }, options)
  }
  const server = createTestServer({ upstream, allow: { seconds } })
  const { id } = await server.create()
  await server.advance(60)
  const extend = async (fields: object) =>
    (await server.request('/videos/extensions', jsonPost({ prompt: 'More.', video: { id }, ...fields }))).status
  for (const length of rejected) expect(await extend({ seconds: length })).toBe(400)
  expect(sentSeconds).toEqual([])
  for (const length of accepted) expect(await extend({ seconds: length })).toBe(200)
  expect(await extend({})).toBe(accepted.length > 0 ? 200 : 400)
  expect(sentSeconds).toEqual([...accepted, ...accepted.slice(0, 1)])
})

describe('capabilities', () => {
  it('return the allowed values, prices, remaining limits and durations', async () => {
    const server = createTestServer({ allow: { models: ['mini'], seconds: ['4'] }, limits: { activeJobs: 5 } })
    server.upstream.onCreate = async (count) => ({ ref: `up-${count}`, update: { status: 'in_progress' } })
    for (const duration of [20, 30, 40]) {
      server.upstream.nextUpdate = { status: 'in_progress' }
      await server.create()
      await server.advance(duration, 1)
      server.upstream.nextUpdate = { status: 'completed' }
      await server.advance(60, 1)
    }
    await server.advance(1)
    const capabilities = await capabilitiesOf(server)
    expect(capabilities).toMatchObject({
      object: 'videos.capabilities',
      models: [
        {
          id: 'mini',
          seconds: ['4'],
          prices: { '320x192': 0.1 },
          durations: [{ size: '320x192', seconds: '4', count: 3 }],
        },
      ],
      operations: { remix: true, edit: false, extend: false },
      cancellation: 'unknown',
      events: true,
      currency: 'USD',
      limits: [{ name: 'active_jobs', limit: 5, remaining: 5, resets_at: null }],
      max_prompt: 32_000,
    })
    expect(capabilities.models).toHaveLength(1)
    const { median = 0, p90 = 0 } = capabilities.models[0]?.durations?.[0] ?? {}
    // The end of a job is known to a second or two.
    expect(Math.abs(median - 30)).toBeLessThan(3)
    expect(Math.abs(p90 - 40)).toBeLessThan(5)
    expect(p90).toBeGreaterThan(median)
    expect((await server.request('/videos', jsonPost({ prompt: 'A lamp.', seconds: '8' }))).status).toBe(400)
  })

  it('viewer is opaque, stable and different for each owner', async () => {
    const server = createTestServer()
    const { viewer } = await capabilitiesOf(server)
    expect((await capabilitiesOf(server)).viewer).toBe(viewer)
    expect((await capabilitiesOf(server, 'bob')).viewer).not.toBe(viewer)
    expect(viewer).not.toContain('ada')
  })
})

const listIds = async (server: ReturnType<typeof createTestServer>): Promise<string[]> => {
  const { data } = (await (await server.request('/videos')).json()) as { data: { id: string }[] }
  return data.map(({ id }) => id)
}
