import { VideoError } from '@dailies/core'
import type { Video } from '@dailies/core'
import { describe, expect, it } from 'vitest'
import { memoryStore } from './store/memory'
import { openScene } from './testing/scene'
import { posting } from './testing/stage'
import { RefusedSubmission } from './upstream/upstream'

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
      return { ref: 'up', heard: { status: 'queued' as const } }
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
      Promise.reject(new RefusedSubmission('Blocked.', { code: 'sentinel_block', status: 400, param: 'prompt' }))
    const refused = await scene.ask('/videos', posting({ prompt: 'A lamp.' }, key))
    expect([refused.status, await refused.json()]).toEqual([
      400,
      { error: { message: 'Blocked.', type: 'invalid_request_error', code: 'sentinel_block', param: 'prompt' } },
    ])
    expect(await (await scene.ask('/videos')).json()).toMatchObject({ data: [] })
    scene.upstream.submits = submits
    expect((await scene.ask('/videos', posting({ prompt: 'Another.' }, key))).status).toBe(200)
  })

  it('of a video that was removed is not used again', async () => {
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
    upstream.submits = async () => ({ ref: 'up', heard: { status: 'in_progress' } })
    await pass(10)
    expect(await see(video.id)).toMatchObject({ status: 'in_progress' })
    expect(upstream.keys).toEqual([video.id, video.id])
  })

  it('and refused when asked again is told as failed, not lost', async () => {
    const { create, see, pass, upstream } = openScene({}, { idempotent: true, submits: timeout })
    const { id } = await create()
    upstream.submits = () =>
      Promise.reject(new RefusedSubmission('Blocked.', { code: 'moderation_blocked', status: 400 }))
    await pass(10)
    expect(await see(id)).toMatchObject({ status: 'failed', error: { code: 'moderation_blocked' } })
  })
})

describe('an orphan', () => {
  const listed = (changes: Partial<Video> = {}, ref = 'listed') => ({
    ref,
    heard: {
      status: 'completed' as const,
      model: 'mini',
      size: '320x192',
      seconds: '4',
      prompt: 'A lamp.',
      created_at: Date.UTC(2026, 10, 22, 12) / 1_000 + 1,
      ...changes,
    },
  })
  const open = (list: ReturnType<typeof listed>[]) =>
    openScene({ adoptOrphans: true }, { submits: timeout, list: async () => list })

  it('is found where it is the only one that fits', async () => {
    const scene = open([listed(), listed({ prompt: 'Another.' }, 'b'), listed({ seconds: '8' }, 'c')])
    const video = await scene.create()
    expect(video.status).toBe('queued')
    await scene.pass(5)
    expect(await scene.see(video.id)).toMatchObject({ status: 'completed' })
  })

  it.each([
    ['two fit', [listed(), listed({}, 'b')]],
    ['its time does not fit', [listed({ created_at: Date.UTC(2026, 10, 22, 11) / 1_000 })]],
    ['its prompt is not told', [listed({ prompt: null })]],
    ['none is listed', []],
  ])('is not guessed where %s', async (_, list) => {
    const scene = open(list)
    const video = await scene.create()
    await scene.pass(300, 10)
    expect(await scene.see(video.id)).toMatchObject({
      status: 'failed',
      error: { code: 'submission_unknown', final: false },
    })
    expect(scene.upstream.keys).toHaveLength(1)
  })

  it('is not taken where somebody else wants the same', async () => {
    const scene = open([listed()])
    const { id } = await scene.create()
    await scene.ask('/videos', { ...posting({ prompt: 'A lamp.' }), as: 'bob' })
    await scene.pass(5)
    expect(await scene.see(id)).toMatchObject({ status: 'queued' })
  })

  it("claimed by a row is nobody else's", async () => {
    const scene = open([listed()])
    scene.upstream.hears = listed().heard
    await scene.videos.adopt('bob', 'listed')
    const { id } = await scene.create()
    await scene.pass(5)
    expect(await scene.see(id)).toMatchObject({ status: 'queued' })
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
