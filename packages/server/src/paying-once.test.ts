import { VideoError } from '@dailies/core'
import type { Capabilities, Video, VideoErrorInit } from '@dailies/core'
import { describe, expect, it, vi } from 'vitest'
import { memoryStore } from './store/memory'
import type { Store } from './store/store'
import { openScene } from './testing/scene'
import { openStage, posting } from './testing/stage'
import { SubmissionRejectedError } from './upstream/upstream'

const key = { 'Idempotency-Key': 'one intent' }
const timeout = () => Promise.reject(new VideoError('No answer.', { code: 'upstream_timeout' }))

describe('an Idempotency-Key', () => {
  it('with the same fields gives the same video, with others 409, and another owner their own', async () => {
    const { ask, create, upstream } = openScene()
    const first = await create({}, key)
    expect((await create({}, key)).id).toBe(first.id)
    expect((await create({ model: 'mini', seconds: '4' }, key)).id).toBe(first.id)
    const other = await ask('/videos', posting({ prompt: 'Another.' }, key))
    expect(other.status).toBe(409)
    expect(await other.json()).toMatchObject({ error: { code: 'idempotency_conflict' } })
    expect((await ask('/videos', { ...posting({ prompt: 'A lamp.' }, key), as: 'bob' })).status).toBe(200)
    expect(upstream.keys).toHaveLength(2)
  })

  it('reaches upstream as the id of our row', async () => {
    const { create, upstream } = openScene()
    const { id } = await create({}, key)
    expect(upstream.keys).toEqual([id])
  })

  it('twins at once, on two instances, are one upstream call and the same video', async () => {
    const store = memoryStore()
    let answer = (): void => undefined
    const answered = new Promise<void>((resolve) => (answer = resolve))
    const slow = async () => {
      await answered
      return { ref: 'up', update: { status: 'queued' as const } }
    }
    const one = openScene({ store }, { submits: slow })
    const other = openScene({ store }, { submits: slow })
    const asked = [one.create({}, key), one.create({}, key), other.create({}, key)]
    setTimeout(answer, 50)
    const ids = (await Promise.all(asked)).map(({ id }) => id)
    expect(new Set(ids).size).toBe(1)
    expect(one.upstream.keys.length + other.upstream.keys.length).toBe(1)
  })

  it('a plain refusal leaves no video and frees the key', async () => {
    const scene = openScene()
    const { submits } = scene.upstream
    scene.upstream.submits = () =>
      Promise.reject(new SubmissionRejectedError('Blocked.', { code: 'sentinel_block', status: 400, param: 'prompt' }))
    const refused = await scene.ask('/videos', posting({ prompt: 'A lamp.' }, key))
    expect([refused.status, await refused.json()]).toEqual([
      400,
      { error: { message: 'Blocked.', type: 'invalid_request_error', code: 'sentinel_block', param: 'prompt' } },
    ])
    expect(await (await scene.ask('/videos')).json()).toMatchObject({ data: [] })
    scene.upstream.submits = submits
    expect((await scene.ask('/videos', posting({ prompt: 'Another.' }, key))).status).toBe(200)
  })

  it('of a video that was deleted is not used again', async () => {
    const { ask, create } = openScene()
    const { id } = await create({}, key)
    await ask(`/videos/${id}`, { method: 'DELETE' })
    expect((await ask('/videos', posting({ prompt: 'A lamp.' }, key))).status).toBe(409)
  })
})

describe('a submission that nobody answered', () => {
  it('is told as failed but not final, and is never sent again', async () => {
    const { create, see, pass, upstream } = openScene({}, { submits: timeout })
    const video = await create({}, key)
    expect(video).toMatchObject({ status: 'failed', error: { code: 'submission_unknown', final: false } })
    await create({}, key)
    await pass(86_400, 3_600)
    expect(await see(video.id)).toMatchObject({ status: 'failed' })
    expect(upstream.keys).toHaveLength(1)
  })

  it('is asked again under the same key where the upstream is idempotent', async () => {
    const { create, see, pass, upstream } = openScene({}, { idempotent: true, submits: timeout })
    const video = await create()
    expect(video).toMatchObject({ status: 'queued', error: null })
    upstream.submits = async () => ({ ref: 'up', update: { status: 'in_progress' } })
    await pass(10)
    expect(await see(video.id)).toMatchObject({ status: 'in_progress' })
    expect(upstream.keys).toEqual([video.id, video.id])
  })

  it('and refused when asked again is told as failed, not lost', async () => {
    const { create, see, pass, upstream } = openScene({}, { idempotent: true, submits: timeout })
    const { id } = await create()
    upstream.submits = () =>
      Promise.reject(new SubmissionRejectedError('Blocked.', { code: 'moderation_blocked', status: 400 }))
    await pass(10)
    expect(await see(id)).toMatchObject({ status: 'failed', error: { code: 'moderation_blocked' } })
  })

  it.each<[string, VideoErrorInit]>([
    ['it is asked too often', { code: 'rate_limited', retryAfter: 60 }],
    ['it restarts', { code: 'upstream_failed' }],
    ['its key is wrong for a while', { code: 'upstream_rejected' }],
    ['its budget is spent', { code: 'billing_hard_limit_reached', status: 400 }],
    ['it has met the key before', { code: 'invalid_idempotency_key', status: 422, param: 'Idempotency-Key' }],
    ['it gives no reason', { code: 'invalid_request' }],
  ])('is not told as failed for good where the second asking is refused because %s', async (_, refusal) => {
    const { create, see, pass, upstream } = openScene({}, { idempotent: true, submits: timeout })
    const { id } = await create()
    upstream.submits = () => Promise.reject(new SubmissionRejectedError('No.', refusal))
    await pass(10)
    expect(await see(id)).toMatchObject({ status: 'queued', error: null })
    upstream.submits = async () => ({ ref: 'paid', update: { status: 'in_progress' } })
    await pass(30, 5)
    const waits = refusal.retryAfter !== undefined
    expect(await see(id)).toMatchObject({ status: waits ? 'queued' : 'in_progress' })
    await pass(60, 5)
    expect(await see(id)).toMatchObject({ status: 'in_progress' })
    expect(upstream.keys).toEqual([id, id, id])
  })

  it('is finished where the line broke after it was taken, and the service restarted before it was asked again', async () => {
    const broken = (code: string, syscall: string) =>
      Object.assign(new TypeError('fetch failed'), { cause: Object.assign(new Error(code), { code, syscall }) })
    let asked = 0
    const { ask, advance, sandbox } = openStage({
      upstream: {
        idempotent: true,
        fetch: async (request) => {
          if (request.method !== 'POST') return sandbox.fetch(request)
          asked += 1
          if (asked === 2) throw broken('ECONNREFUSED', 'connect')
          const answer = await sandbox.fetch(request)
          if (asked === 1) throw broken('ECONNRESET', 'read')
          return answer
        },
      },
    })
    const { id } = (await (await ask('/videos', posting({ prompt: 'A lamp.' }))).json()) as Video
    for (let turn = 0; turn < 12; turn += 1) await advance(5)
    expect([asked, await (await ask(`/videos/${id}`)).json()]).toMatchObject([3, { status: 'completed' }])
  })
})

describe('a store that is away for a moment', () => {
  type Options = NonNullable<Parameters<Store['saveUpdate']>[2]>
  const awayWhile = (isAway: (options: Options) => boolean): Store => {
    const store = memoryStore()
    const saveUpdate: Store['saveUpdate'] = async (id, fold, options = {}) => {
      if (isAway(options)) throw new Error('SQLITE_BUSY')
      return store.saveUpdate(id, fold, options)
    }
    return { ...store, saveUpdate }
  }
  const away = (times: number, concerns: (options: Options) => boolean): Store => {
    let left = times
    return awayWhile((options) => concerns(options) && (left -= 1) >= 0)
  }
  const isTaking = ({ refKey }: Options) => refKey !== undefined

  it('forgets no film that was taken: it is told, counted and made once', async () => {
    const scene = openScene({ limits: { spendPerDay: 0.5 }, store: away(3, isTaking) })
    const { id } = await scene.create({}, key)
    expect((await scene.create({}, key)).id).toBe(id)
    expect(scene.upstream.keys).toEqual([id])
    const { limits } = (await (await scene.ask('/videos/capabilities')).json()) as Capabilities
    expect(limits[0]?.remaining).toBeCloseTo(0.1)
    scene.upstream.hears = { status: 'in_progress' }
    await scene.pass(10)
    expect(await scene.see(id)).toMatchObject({ status: 'in_progress' })
  })

  it('frees no key after a create that timed out', async () => {
    const scene = openScene({ store: away(2, ({ holder }) => holder !== undefined) }, { submits: timeout })
    const video = await scene.create({}, key)
    expect(video).toMatchObject({ status: 'failed', error: { code: 'submission_unknown', final: false } })
    expect((await scene.create({}, key)).id).toBe(video.id)
    expect(scene.upstream.keys).toHaveLength(1)
  })

  it('frees the key of a refused create when it is back', async () => {
    const store = away(2, ({ freesKey }) => freesKey === true)
    const scene = openScene(
      { store },
      { submits: () => Promise.reject(new SubmissionRejectedError('No.', { code: 'no' })) },
    )
    for (const asked of [1, 2]) {
      expect((await scene.ask('/videos', posting({ prompt: 'A lamp.' }, key))).status).toBe(500)
      expect(scene.upstream.keys).toHaveLength(asked)
    }
  })

  it('and stays away leaves the row and its key, so that nothing is made twice', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout'] })
    try {
      const scene = openScene({ store: awayWhile(isTaking) })
      const refused = { status: 0 }
      void scene.ask('/videos', posting({ prompt: 'A lamp.' }, key)).then(({ status }) => (refused.status = status))
      // What is digested in between is on no clock.
      while (refused.status === 0) {
        await vi.advanceTimersByTimeAsync(1_000)
        await new Promise((resolve) => setImmediate(resolve))
      }
      expect(refused.status).toBe(500)
      expect(await (await scene.ask('/videos')).json()).toMatchObject({ data: [{ status: 'queued' }] })
      scene.clock.now += 60_000
      await scene.videos.tick()
      expect(await scene.create({}, key)).toMatchObject({ error: { code: 'submission_unknown', final: false } })
      expect(scene.upstream.keys).toHaveLength(1)
    } finally {
      vi.useRealTimers()
    }
  })
})

it('a client that leaves aborts nothing', async () => {
  let signal: AbortSignal | undefined
  const { ask, upstream } = openScene()
  const create = upstream.create.bind(upstream)
  upstream.create = (request, options) => {
    signal = options.signal
    return create(request, options)
  }
  const leaving = new AbortController()
  const asked = ask('/videos', { ...posting({ prompt: 'A lamp.' }), signal: leaving.signal })
  leaving.abort()
  await asked
  expect([signal?.aborted, upstream.keys.length]).toEqual([false, 1])
})
