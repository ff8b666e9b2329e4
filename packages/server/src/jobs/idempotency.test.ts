import { VideoError } from '@dailies/core'
import type { Capabilities, Video, VideoErrorInit } from '@dailies/core'
import { describe, expect, it, vi } from 'vitest'
import { memoryStore } from '../store/memory'
import type { Store } from '../store/store'
import { createPng } from '../testing/create-png'
import { storeKinds } from '../testing/stores'
import { createTestServer } from '../testing/test-server'
import { createTestApp, jsonPost } from '../testing/test-app'
import { SubmissionRejectedError } from '../upstream/submission-rejected-error'

const key = { 'Idempotency-Key': 'one intent' }
const timeout = () => Promise.reject(new VideoError('No response.', { code: 'upstream_timeout' }))

describe('an Idempotency-Key', () => {
  it('returns the same video for the same fields, 409 for other fields, and is scoped to its owner', async () => {
    const { request, create, upstream } = createTestServer()
    const first = await create({}, key)
    expect((await create({}, key)).id).toBe(first.id)
    const other = await request('/videos', jsonPost({ prompt: 'Another.' }, key))
    expect(other.status).toBe(409)
    expect(await other.json()).toMatchObject({ error: { code: 'idempotency_conflict' } })
    expect((await request('/videos', { ...jsonPost({ prompt: 'A lamp.' }, key), as: 'bob' })).status).toBe(200)
    // What a default is may change, so a request that names it is another request.
    expect((await request('/videos', jsonPost({ prompt: 'A lamp.', model: 'mini' }, key))).status).toBe(409)
    expect(upstream.idempotencyKeys).toHaveLength(2)
  })

  it('is a conflict if any byte of a file differs', async () => {
    const { request } = createTestServer()
    const image = createPng(320, 192)
    const post = (bytes: Uint8Array<ArrayBuffer>) => {
      const body = new FormData()
      body.set('prompt', 'A lamp.')
      body.set('input_reference', new Blob([bytes], { type: 'image/png' }))
      return request('/videos', { method: 'POST', body, headers: key })
    }
    const first = await (await post(image)).json()
    expect(await (await post(image)).json()).toMatchObject({ id: first.id })
    for (let index = 24; index < image.length; index += 1) {
      const changed = image.with(index, (image[index] ?? 0) ^ 1)
      expect([index, (await post(changed)).status]).toEqual([index, 409])
    }
  })

  it('sent upstream is the id of the video', async () => {
    const { create, upstream } = createTestServer()
    const { id } = await create({}, key)
    expect(upstream.idempotencyKeys).toEqual([id])
  })

  it('concurrent duplicates on two instances make one upstream call and return the same video', async () => {
    const store = memoryStore()
    let respond = (): void => undefined
    const responded = new Promise<void>((resolve) => (respond = resolve))
    const slow = async () => {
      await responded
      return { ref: 'up', update: { status: 'queued' as const } }
    }
    const one = createTestServer({ store }, { onCreate: slow })
    const other = createTestServer({ store }, { onCreate: slow })
    const creates = [one.create({}, key), one.create({}, key), other.create({}, key)]
    setTimeout(respond, 50)
    const ids = (await Promise.all(creates)).map(({ id }) => id)
    expect(new Set(ids).size).toBe(1)
    expect(one.upstream.idempotencyKeys.length + other.upstream.idempotencyKeys.length).toBe(1)
  })

  it('a rejected create leaves no video and frees the key', async () => {
    const server = createTestServer()
    const { onCreate } = server.upstream
    server.upstream.onCreate = () =>
      Promise.reject(new SubmissionRejectedError('Blocked.', { code: 'sentinel_block', status: 400, param: 'prompt' }))
    const rejected = await server.request('/videos', jsonPost({ prompt: 'A lamp.' }, key))
    expect([rejected.status, await rejected.json()]).toEqual([
      400,
      { error: { message: 'Blocked.', type: 'invalid_request_error', code: 'sentinel_block', param: 'prompt' } },
    ])
    expect(await (await server.request('/videos')).json()).toMatchObject({ data: [] })
    server.upstream.onCreate = onCreate
    expect((await server.request('/videos', jsonPost({ prompt: 'Another.' }, key))).status).toBe(200)
  })

  it('of a deleted video cannot be reused', async () => {
    const { request, create } = createTestServer()
    const { id } = await create({}, key)
    await request(`/videos/${id}`, { method: 'DELETE' })
    expect((await request('/videos', jsonPost({ prompt: 'A lamp.' }, key))).status).toBe(409)
  })
})

describe('a create without an upstream response', () => {
  it('is reported as failed but not final, and is never sent again', async () => {
    const { create, retrieve, advance, upstream } = createTestServer({}, { onCreate: timeout })
    const video = await create({}, key)
    expect(video).toMatchObject({ status: 'failed', error: { code: 'submission_unknown', final: false } })
    await create({}, key)
    await advance(86_400, 3_600)
    expect(await retrieve(video.id)).toMatchObject({ status: 'failed' })
    expect(upstream.idempotencyKeys).toHaveLength(1)
  })

  it('is retried with the same key if the upstream is idempotent', async () => {
    const { create, retrieve, advance, upstream } = createTestServer({}, { idempotent: true, onCreate: timeout })
    const video = await create()
    expect(video).toMatchObject({ status: 'queued', error: null })
    upstream.onCreate = async () => ({ ref: 'up', update: { status: 'in_progress' } })
    await advance(10)
    expect(await retrieve(video.id)).toMatchObject({ status: 'in_progress' })
    expect(upstream.idempotencyKeys).toEqual([video.id, video.id])
  })

  it.each(storeKinds.filter(({ name }) => name !== 'PostgreSQL'))(
    'is retried with its files, which are then dropped ($name)',
    async ({ prepare }) => {
      const kind = await prepare()
      const rows = await kind.create()
      const store = rows.open()
      const sent: (Blob | undefined)[] = []
      const server = createTestServer({ store }, { idempotent: true, onCreate: timeout })
      const { create } = server.upstream
      server.upstream.create = (fields, options) => {
        sent.push(fields.input_reference)
        return create(fields, options)
      }
      const body = new FormData()
      body.set('prompt', 'A lamp.')
      body.set('input_reference', new Blob([createPng(320, 192)], { type: 'image/png' }))
      const { id } = (await (await server.request('/videos', { method: 'POST', body })).json()) as Video
      expect(await store.requestFiles(id)).toHaveLength(1)
      server.upstream.onCreate = async () => ({ ref: 'up', update: { status: 'in_progress' } })
      await server.advance(10)
      expect(await server.retrieve(id)).toMatchObject({
        status: 'in_progress',
        assets: { request: { has_file: true } },
      })
      const bytes = await Promise.all(
        sent.map(async (image) => [image?.type, new Uint8Array((await image?.arrayBuffer()) ?? [])]),
      )
      const expected = ['image/png', createPng(320, 192)]
      expect(bytes).toEqual([expected, expected])
      expect(await store.requestFiles(id)).toEqual([])
      await server.videos.close()
      await rows.close()
      kind.end()
    },
  )

  it('is reported as failed if the retry is rejected', async () => {
    const { create, retrieve, advance, upstream } = createTestServer({}, { idempotent: true, onCreate: timeout })
    const { id } = await create()
    upstream.onCreate = () =>
      Promise.reject(new SubmissionRejectedError('Blocked.', { code: 'moderation_blocked', status: 400 }))
    await advance(10)
    expect(await retrieve(id)).toMatchObject({ status: 'failed', error: { code: 'moderation_blocked' } })
  })

  it.each<[string, VideoErrorInit]>([
    ['of a rate limit', { code: 'rate_limited', retryAfter: 60 }],
    ['the upstream is restarting', { code: 'upstream_failed' }],
    ['the API key is invalid for a while', { code: 'upstream_rejected' }],
    ['the billing limit is reached', { code: 'billing_hard_limit_reached', status: 400 }],
    ['the idempotency key was used before', { code: 'invalid_idempotency_key', status: 422, param: 'Idempotency-Key' }],
    ['of no stated reason', { code: 'invalid_request' }],
  ])('is not final if the retry is rejected because %s', async (_, rejection) => {
    const { create, retrieve, advance, upstream } = createTestServer({}, { idempotent: true, onCreate: timeout })
    const { id } = await create()
    upstream.onCreate = () => Promise.reject(new SubmissionRejectedError('No.', rejection))
    await advance(10)
    expect(await retrieve(id)).toMatchObject({ status: 'queued', error: null })
    upstream.onCreate = async () => ({ ref: 'paid', update: { status: 'in_progress' } })
    await advance(30, 5)
    const waits = rejection.retryAfter !== undefined
    expect(await retrieve(id)).toMatchObject({ status: waits ? 'queued' : 'in_progress' })
    await advance(60, 5)
    expect(await retrieve(id)).toMatchObject({ status: 'in_progress' })
    expect(upstream.idempotencyKeys).toEqual([id, id, id])
  })

  it('completes if the connection broke after the create and the upstream restarted before the retry', async () => {
    const broken = (code: string, syscall: string) =>
      Object.assign(new TypeError('fetch failed'), { cause: Object.assign(new Error(code), { code, syscall }) })
    let attempts = 0
    const { request, advance, sandbox } = createTestApp({
      upstream: {
        idempotent: true,
        fetch: async (request) => {
          if (request.method !== 'POST') return sandbox.fetch(request)
          attempts += 1
          if (attempts === 2) throw broken('ECONNREFUSED', 'connect')
          const response = await sandbox.fetch(request)
          if (attempts === 1) throw broken('ECONNRESET', 'read')
          return response
        },
      },
    })
    const { id } = (await (await request('/videos', jsonPost({ prompt: 'A lamp.' }))).json()) as Video
    for (let turn = 0; turn < 12; turn += 1) await advance(5)
    expect([attempts, await (await request(`/videos/${id}`)).json()]).toMatchObject([3, { status: 'completed' }])
  })
})

describe('a store that is temporarily unavailable', () => {
  type Options = NonNullable<Parameters<Store['saveUpdate']>[2]>
  const failWhile = (isFailing: (options: Options) => boolean): Store => {
    const store = memoryStore()
    const saveUpdate: Store['saveUpdate'] = async (id, reduce, options = {}) => {
      if (isFailing(options)) throw new Error('SQLITE_BUSY')
      return store.saveUpdate(id, reduce, options)
    }
    return { ...store, saveUpdate }
  }
  const failTimes = (times: number, matches: (options: Options) => boolean): Store => {
    let left = times
    return failWhile((options) => matches(options) && (left -= 1) >= 0)
  }
  const savesRef = ({ refKey }: Options) => refKey !== undefined

  it('loses no accepted create: the video is returned, counted and created once', async () => {
    const server = createTestServer({ limits: { spendPerDay: 0.5 }, store: failTimes(3, savesRef) })
    const { id } = await server.create({}, key)
    expect((await server.create({}, key)).id).toBe(id)
    expect(server.upstream.idempotencyKeys).toEqual([id])
    const { limits } = (await (await server.request('/videos/capabilities')).json()) as Capabilities
    expect(limits[0]?.remaining).toBeCloseTo(0.1)
    server.upstream.nextUpdate = { status: 'in_progress' }
    await server.advance(10)
    expect(await server.retrieve(id)).toMatchObject({ status: 'in_progress' })
  })

  it('keeps the key of a create that timed out', async () => {
    const server = createTestServer(
      { store: failTimes(2, ({ leaseId }) => leaseId !== undefined) },
      { onCreate: timeout },
    )
    const video = await server.create({}, key)
    expect(video).toMatchObject({ status: 'failed', error: { code: 'submission_unknown', final: false } })
    expect((await server.create({}, key)).id).toBe(video.id)
    expect(server.upstream.idempotencyKeys).toHaveLength(1)
  })

  it('frees the key of a rejected create once it is available again', async () => {
    const store = failTimes(2, ({ freesIdempotencyKey }) => freesIdempotencyKey === true)
    const server = createTestServer(
      { store },
      { onCreate: () => Promise.reject(new SubmissionRejectedError('No.', { code: 'no', status: 400 })) },
    )
    for (const attempt of [1, 2]) {
      expect((await server.request('/videos', jsonPost({ prompt: 'A lamp.' }, key))).status).toBe(400)
      expect(server.upstream.idempotencyKeys).toHaveLength(attempt)
    }
  })

  it('keeps the row and its key while it stays unavailable, so that nothing is created twice', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] })
    try {
      const server = createTestServer({ store: failWhile(savesRef) })
      const result = { status: 0 }
      void server
        .request('/videos', jsonPost({ prompt: 'A lamp.' }, key))
        .then(({ status }) => (result.status = status))
      // Digests are computed outside of the fake timers.
      while (result.status === 0) {
        await vi.advanceTimersByTimeAsync(1_000)
        await new Promise((resolve) => setImmediate(resolve))
      }
      expect(result.status).toBe(500)
      expect(await (await server.request('/videos')).json()).toMatchObject({ data: [{ status: 'queued' }] })
      server.clock.now += 60_000
      await server.videos.tick()
      expect(await server.create({}, key)).toMatchObject({ error: { code: 'submission_unknown', final: false } })
      expect(server.upstream.idempotencyKeys).toHaveLength(1)
    } finally {
      vi.useRealTimers()
    }
  })
})

it('a client that disconnects does not abort the create', async () => {
  let signal: AbortSignal | undefined
  const { request, upstream } = createTestServer()
  const create = upstream.create.bind(upstream)
  upstream.create = (request, options) => {
    signal = options.signal
    return create(request, options)
  }
  const client = new AbortController()
  const pending = request('/videos', { ...jsonPost({ prompt: 'A lamp.' }), signal: client.signal })
  client.abort()
  await pending
  expect([signal?.aborted, upstream.idempotencyKeys.length]).toEqual([false, 1])
})

it('a video that a repeated request was answered with does not vanish if its create is rejected after all', async () => {
  const store = memoryStore()
  const first = createTestServer({ store, limits: { spendPerDay: 1 } })
  let reject: (error: Error) => void = () => undefined
  first.upstream.onCreate = () => new Promise((_, fail) => (reject = fail))
  const headers = { 'Idempotency-Key': 'key' }
  const creating = first.request('/videos', jsonPost({ prompt: 'A lamp.' }, headers))
  await vi.waitFor(() => expect(first.upstream.idempotencyKeys).toHaveLength(1))
  // Another instance takes over, as if the first one were paused, and cannot know what became of the create.
  const second = createTestServer({ store })
  second.clock.now = first.clock.now + 120_000
  await second.videos.tick()
  const repeated = await second.create({}, headers)
  expect(repeated).toMatchObject({ status: 'failed', error: { code: 'submission_unknown', final: false } })
  reject(new SubmissionRejectedError('Not this lamp.', { code: 'policy', status: 400 }))
  expect((await creating).status).toBe(400)
  expect(await second.retrieve(repeated.id)).toMatchObject({
    status: 'failed',
    error: { code: 'policy', message: 'Not this lamp.', accepted: false },
  })
  expect((await second.create({}, headers)).id).toBe(repeated.id)
  expect(await store.usage('ada', first.clock.now)).toMatchObject({ active: 0, spent: 0 })
})
