import type { ErrorBody, Video } from '@dailies/core'
import { describe, expect, it } from 'vitest'
import { SubmissionRejectedError } from '../upstream/submission-rejected-error'
import { memoryStore } from '../memory'
import { fakeUpstream } from '../testing/fake-upstream'
import { jsonPost } from '../testing/test-app'
import { createTestServer } from '../testing/test-server'

const whenFull = { maxQueued: 3, maxQueuedBytes: 1_000_000 }

function open(options: Parameters<typeof createTestServer>[0] = {}) {
  const upstream = fakeUpstream()
  const statuses = new Map<unknown, 'queued' | 'completed'>()
  upstream.retrieve = async (ref) => ({ update: { status: statuses.get(ref) ?? 'queued' } })
  const server = createTestServer({ limits: { activeJobs: 1 }, whenFull, basePath: '/api', ...options, upstream })
  const error = async (response: Promise<Response>) => ((await (await response).json()) as ErrorBody).error
  const post = (body: object, as = 'ada', path = '/videos') => server.request(path, { ...jsonPost(body), as })
  const createAs = async (as: string, prompt = 'A lamp.') => (await (await post({ prompt }, as)).json()) as Video
  const read = async (id: string, as = 'ada') => (await (await server.request(`/videos/${id}`, { as })).json()) as Video
  const complete = (ref: string) => void statuses.set(ref, 'completed')
  return { ...server, upstream, complete, error, post, createAs, read }
}
const stateOf = ({ status, assets }: Video) => [status, assets?.waiting ?? false, assets?.queue_position ?? null]

describe('whenFull', () => {
  it('lets creates wait in order, and starts each when a place is free', async () => {
    const { create, upstream, advance, complete, read } = open()
    const videos: Video[] = []
    for (const prompt of ['one', 'two', 'three', 'four']) videos.push(await create({ prompt }))
    const states = async () => Promise.all(videos.map(async ({ id }) => stateOf(await read(id))))
    expect(await states()).toEqual([
      ['queued', false, null],
      ['queued', true, 0],
      ['queued', true, 1],
      ['queued', true, 2],
    ])
    expect(upstream.idempotencyKeys).toEqual([videos[0]?.id])
    complete('up-1')
    await advance(20)
    expect(await states()).toEqual([
      ['completed', false, null],
      ['queued', false, null],
      ['queued', true, 0],
      ['queued', true, 1],
    ])
    complete('up-2')
    complete('up-3')
    complete('up-4')
    await advance(120, 10)
    expect((await states()).map(([status]) => status)).toEqual(Array(4).fill('completed'))
    expect(upstream.idempotencyKeys).toEqual(videos.map(({ id }) => id))
  })

  it('rejects what is over its own limits, and every create that another limit rejects', async () => {
    const { create, post, error } = open({ limits: { activeJobs: 1, requestsPerMinute: 4 } })
    for (let count = 0; count < 4; count += 1) await create()
    expect(await error(post({ prompt: 'Fifth.' }))).toMatchObject({
      code: 'limit_reached',
      param: 'requests_per_minute',
    })
    const full = open()
    for (let count = 0; count < 4; count += 1) await full.create()
    expect(await full.error(full.post({ prompt: 'Fifth.' }))).toMatchObject({ code: 'limit_reached', param: 'queued' })
    const priced = open({ limits: { activeJobs: 1, spendPerDay: 0.9 } })
    await priced.create()
    await priced.create()
    expect(await priced.error(priced.post({ prompt: 'Third.' }))).toMatchObject({ param: 'spend_per_day' })
  })

  it('counts the files of what waits', async () => {
    const { create, error, request } = open({ whenFull: { maxQueued: 10, maxQueuedBytes: 10 } })
    const { createPng } = await import('../testing/create-png')
    await create()
    const form = new FormData()
    form.set('prompt', 'A lamp.')
    form.set('input_reference', new Blob([createPng(320, 192) as BlobPart], { type: 'image/png' }), 'a.png')
    expect(await error(request('/videos', { method: 'POST', body: form }))).toMatchObject({ param: 'queued' })
    await create()
  })

  it('sends the files that were stored meanwhile', async () => {
    const { create, request, upstream, complete, advance } = open()
    const { createPng } = await import('../testing/create-png')
    await create()
    const png = createPng(320, 192)
    const form = new FormData()
    form.set('prompt', 'From a picture.')
    form.set('input_reference', new Blob([png as BlobPart], { type: 'image/png' }), 'a.png')
    expect((await request('/videos', { method: 'POST', body: form })).status).toBe(200)
    let sent: Blob | undefined
    const call = upstream.create.bind(upstream)
    upstream.create = async (fields, options) => {
      sent = fields.input_reference
      return call(fields, options)
    }
    complete('up-1')
    await advance(20)
    expect(new Uint8Array(await sent!.arrayBuffer())).toEqual(new Uint8Array(png))
  })

  it('repeats the answer of a key while it waits, and conflicts with another request', async () => {
    const { create, request, upstream } = open()
    await create()
    const key = { 'Idempotency-Key': 'key' }
    const first = await create({ prompt: 'Waits.' }, key)
    expect((await create({ prompt: 'Waits.' }, key)).id).toBe(first.id)
    expect((await request('/videos', jsonPost({ prompt: 'Other.' }, key))).status).toBe(409)
    expect(upstream.idempotencyKeys).toHaveLength(1)
  })

  it.each(['cancel', 'delete'] as const)('costs nothing after a %s, and moves the others up', async (action) => {
    const { create, request, advance, complete, upstream, read } = open({ limits: { activeJobs: 1, spendPerDay: 1.2 } })
    await create()
    const second = await create({ prompt: 'two' })
    const third = await create({ prompt: 'three' })
    const path = `/videos/${second.id}`
    const response = action === 'cancel' ? request(`${path}/cancel`, jsonPost({})) : request(path, { method: 'DELETE' })
    expect((await response).status).toBe(200)
    await advance(3)
    expect(stateOf(await read(third.id))).toEqual(['queued', true, 0])
    // The price of the second is free again.
    expect((await create({ prompt: 'four' })).status).toBe('queued')
    complete('up-1')
    await advance(30)
    expect(upstream.idempotencyKeys).toHaveLength(2)
    expect(upstream.deleted).toEqual([])
  })

  it('is a failed video that was never accepted, once it is cancelled', async () => {
    const { create, request, read } = open()
    await create()
    const { id } = await create({ prompt: 'two' })
    await request(`/videos/${id}/cancel`, jsonPost({}))
    expect(await read(id)).toMatchObject({ status: 'failed', error: { code: 'cancelled', accepted: false } })
  })

  it('asks the operator again when it starts, and ends what is not allowed any more without cost', async () => {
    let isAllowed = true
    const { create, advance, complete, upstream, read, request } = open({
      limits: { activeJobs: 1, spendPerDay: 10 },
      beforeCreate: () => (isAllowed ? undefined : 'Not any more.'),
    })
    await create()
    const second = await create({ prompt: 'two' })
    isAllowed = false
    complete('up-1')
    await advance(20)
    expect(await read(second.id)).toMatchObject({
      status: 'failed',
      error: { code: 'forbidden', message: 'Not any more.' },
    })
    expect(upstream.idempotencyKeys).toHaveLength(1)
    const { limits } = (await (await request('/videos/capabilities')).json()) as {
      limits: { name: string; remaining: number }[]
    }
    expect(limits.find(({ name }) => name === 'spend_per_day')?.remaining).toBe(9.6)
  })

  it('applies a hidden template once, and to the owner only shows what they wrote', async () => {
    const { create, advance, complete, upstream, read } = open({
      beforeCreate: ({ request }) => ({ request: { prompt: `${request.prompt} +house` }, metadata: { plan: 'pro' } }),
    })
    const sent: string[] = []
    const call = upstream.create.bind(upstream)
    upstream.create = async (fields, options) => {
      sent.push(fields.prompt)
      if (sent.length === 2)
        throw new SubmissionRejectedError('Busy with "+house".', { code: 'rate_limited', status: 429, retryAfter: 1 })
      return call(fields, options)
    }
    await create()
    const second = await create({ prompt: 'two', metadata: { mood: 'calm' } })
    complete('up-1')
    await advance(60, 5)
    expect(sent).toEqual(['A lamp. +house', 'two +house', 'two +house'])
    const video = await read(second.id)
    expect(video).toMatchObject({ status: 'queued', prompt: 'two', metadata: { mood: 'calm', plan: 'pro' } })
    expect(JSON.stringify(video)).not.toContain('+house')
  })

  it('ends a job that the provider rejects when it starts', async () => {
    const { create, advance, complete, upstream, read } = open()
    await create()
    const second = await create({ prompt: 'two' })
    upstream.onCreate = async () =>
      Promise.reject(new SubmissionRejectedError('No lamps.', { code: 'policy', status: 400 }))
    complete('up-1')
    await advance(20)
    expect(await read(second.id)).toMatchObject({ status: 'failed', error: { code: 'policy', accepted: false } })
  })

  it('holds a total limit over all owners, each in turn, and no new create passes those that wait', async () => {
    const { createAs, advance, complete, upstream, read } = open({ limits: {}, totalLimits: { activeJobs: 1 } })
    await createAs('ada')
    const bob = await createAs('bob')
    const eve = await createAs('eve')
    expect([stateOf(await read(bob.id, 'bob')), stateOf(await read(eve.id, 'eve'))]).toEqual([
      ['queued', true, 0],
      ['queued', true, 0],
    ])
    complete('up-1')
    await advance(30, 1)
    expect(upstream.idempotencyKeys).toHaveLength(2)
    complete('up-2')
    await advance(30, 1)
    expect(upstream.idempotencyKeys.slice(1).sort()).toEqual([bob.id, eve.id].sort())
  })

  it('counts the deadline from the start', async () => {
    const { create, advance, complete, read } = open({ deadlineMs: 60_000 })
    await create()
    const second = await create({ prompt: 'two' })
    await advance(50, 10)
    complete('up-1')
    await advance(40, 10)
    expect((await read(second.id)).status).toBe('queued')
    await advance(60, 10)
    expect((await read(second.id)).error?.code).toBe('deadline_exceeded')
  })

  it('does not start while new videos are paused', async () => {
    let paused = false
    const { create, advance, complete, upstream } = open({ paused: () => paused })
    await create()
    await create({ prompt: 'two' })
    paused = true
    complete('up-1')
    await advance(40, 5)
    expect(upstream.idempotencyKeys).toHaveLength(1)
    paused = false
    await advance(20, 5)
    expect(upstream.idempotencyKeys).toHaveLength(2)
  })

  it('goes on after a restart with the same store', async () => {
    const store = memoryStore()
    const first = open({ store })
    await first.create()
    const waiting = await first.create({ prompt: 'two' })
    await first.videos.close()
    const second = open({ store, limits: { activeJobs: 2 } })
    second.clock.now = first.clock.now
    await second.advance(5)
    expect(second.upstream.idempotencyKeys).toEqual([waiting.id])
  })

  it.each([
    [{ maxQueued: 1 }, 'maxQueuedBytes'],
    [{ maxQueued: Number.NaN, maxQueuedBytes: 1 }, 'maxQueued'],
    [{ maxQueued: 1, maxQueuedBytes: 1, maxqueued: 1 }, 'maxqueued'],
  ])('rejects the option %j', (option, name) => {
    expect(() => createTestServer({ whenFull: option as typeof whenFull })).toThrow(name)
  })
})
