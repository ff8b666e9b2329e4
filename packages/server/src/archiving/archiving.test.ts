import type { Video } from '@dailies/core'
import { VideoError } from '@dailies/core'
import { expect, it } from 'vitest'
import type { Archive } from '../archive/archive'
import { memoryArchive } from '../archive/memory-archive'
import { openaiUpstream } from '../openai'
import { memoryStore } from '../store/memory'
import { miniModels, openStage, posting, upstreamKey } from '../testing/stage'
import type { Stage, StageOptions } from '../testing/stage'
import type { Upstream } from '../upstream/upstream'

const hour = 3_600
const wish = { model: 'mini', prompt: 'A paper boat', size: '320x192', seconds: '1' }

const create = async (stage: Stage): Promise<Video> => (await stage.ask('/videos', posting(wish))).json()
const retrieve = async (stage: Stage, id: string): Promise<Video> => (await stage.ask(`/videos/${id}`)).json()
const contentOf = (stage: Stage, id: string, variant = 'video') => stage.ask(`/videos/${id}/content?variant=${variant}`)

/** A stage whose upstream serves content as `content` says, given the real way to do it. */
function stageWith(content: (real: Upstream['content']) => Upstream['content'], options: StageOptions = {}): Stage {
  const far: { fetch?: (request: Request) => Promise<Response> } = {}
  const real = openaiUpstream({
    baseURL: 'http://sandbox.test/v1',
    apiKey: upstreamKey,
    models: miniModels,
    fetch: (request) => far.fetch?.(request) ?? Promise.reject(new Error('The stage is not open yet.')),
  })
  const upstream: Upstream = Object.assign(Object.create(real), { ...real, content: content(real.content.bind(real)) })
  const stage = openStage({ ...options, server: { archive: memoryArchive(), upstream, ...options.server } })
  far.fetch = (request) => stage.sandbox.fetch(request)
  return stage
}

it('a completed film is archived whole, with its pictures, and never expires', async () => {
  const stage = openStage({ server: { archive: memoryArchive() } })
  const { id } = await create(stage)
  await stage.advance(60)
  const before = await retrieve(stage, id)
  expect(before).toMatchObject({ status: 'completed', expires_at: null })
  expect(before.assets).toMatchObject({
    video: { state: 'ready', content_type: 'video/mp4' },
    thumbnail: { state: 'ready', content_type: 'image/webp' },
    spritesheet: { state: 'ready', content_type: 'image/jpeg' },
  })
  expect(stage.events.filter(({ type }) => type === 'archived')).toHaveLength(3)
})

it('an archived film is served at the same URL long after the upstream forgot it', async () => {
  const stage = openStage({ server: { archive: memoryArchive() } })
  const { id } = await create(stage)
  await stage.advance(60)
  const { assets } = await retrieve(stage, id)
  const film = await (await contentOf(stage, id)).bytes()
  await stage.advance(40 * 24 * hour)
  const later = await retrieve(stage, id)
  expect(later.assets?.video).toEqual(assets?.video)
  expect(await (await contentOf(stage, id)).bytes()).toEqual(film)
  expect((await contentOf(stage, id, 'spritesheet')).status).toBe(200)
})

it('without an archive a film is passed on until the time that it tells, and is gone then', async () => {
  const stage = openStage()
  const { id } = await create(stage)
  await stage.advance(60)
  const { expires_at: expiresAt } = await retrieve(stage, id)
  expect(expiresAt).toBeGreaterThan(stage.sandbox.now())
  expect((await contentOf(stage, id)).status).toBe(200)
  await stage.advance((expiresAt ?? 0) - stage.sandbox.now() + 1)
  expect((await contentOf(stage, id)).status).toBe(410)
  expect((await retrieve(stage, id)).assets?.video).toMatchObject({ state: 'expired', url: null })
})

it('a film is served from upstream while its copy is under way', async () => {
  let goOn = () => {}
  const gate = new Promise<void>((resolve) => {
    goOn = resolve
  })
  const inner = memoryArchive()
  const archive: Archive = { ...inner, write: async (...call) => gate.then(() => inner.write(...call)) }
  const stage = openStage({ server: { archive } })
  const { id } = await create(stage)
  const advanced = stage.advance(60)
  await expect.poll(async () => (await retrieve(stage, id)).assets?.video.state).toBe('archiving')
  const during = await contentOf(stage, id)
  const film = await during.bytes()
  const tag = during.headers.get('etag')
  goOn()
  await advanced
  const after = await contentOf(stage, id)
  expect([await after.bytes(), after.headers.get('etag')]).toEqual([film, tag])
})

it('a copy that fails is tried again, ever more rarely, until it works', async () => {
  let failures = 0
  const stage = stageWith((real) => async (...call) => {
    if (call[1] === 'video' && (failures += 1) <= 5) throw new VideoError('Not now', { code: 'upstream_failed' })
    return real(...call)
  })
  const { id } = await create(stage)
  await stage.advance(60)
  expect((await retrieve(stage, id)).assets).toMatchObject({
    video: { state: 'archiving' },
    thumbnail: { state: 'ready' },
  })
  for (let minute = 0; minute < 8; minute += 1) await stage.advance(60)
  expect((await retrieve(stage, id)).assets?.video.state).toBe('ready')
  expect(failures).toBe(6)
})

it('a film that was gone before it could be archived stays completed, and its file is expired', async () => {
  const stage = stageWith(() => async () => {
    throw new VideoError('Not now', { code: 'upstream_failed' })
  })
  const { id } = await create(stage)
  for (let minute = 0; minute < 70; minute += 1) await stage.advance(60)
  const video = await retrieve(stage, id)
  expect(video.status).toBe('completed')
  expect(video.assets?.video).toMatchObject({ state: 'expired', url: null })
  expect((await contentOf(stage, id)).status).toBe(410)
})

it('a picture that this upstream never has is told as that, and the film is archived all the same', async () => {
  const stage = stageWith(
    (real) => async (ref, variant, options) =>
      variant === 'video'
        ? real(ref, variant, options)
        : Promise.reject(new VideoError('There is none', { code: 'unsupported' })),
  )
  const { id } = await create(stage)
  await stage.advance(60)
  expect((await retrieve(stage, id)).assets).toMatchObject({
    video: { state: 'ready' },
    thumbnail: { state: 'unavailable', url: null },
    spritesheet: { state: 'unavailable', url: null },
  })
})

it('a film in the place of a picture is not archived as one', async () => {
  const stage = stageWith((real) => async (ref, _variant, options) => real(ref, 'video', options))
  const { id } = await create(stage)
  await stage.advance(60)
  expect((await retrieve(stage, id)).assets).toMatchObject({
    video: { state: 'ready' },
    thumbnail: { state: 'unavailable' },
  })
})

it('a film shorter than announced is not archived, and is asked for again', async () => {
  let asked = 0
  const stage = stageWith((real) => async (...call) => {
    const content = await real(...call)
    return call[1] === 'video' && (asked += 1) === 1
      ? { ...content, contentLength: (content.contentLength ?? 0) + 1 }
      : content
  })
  const { id } = await create(stage)
  await stage.advance(60)
  expect((await retrieve(stage, id)).assets?.video.state).toBe('archiving')
  await stage.advance(60)
  expect((await retrieve(stage, id)).assets?.video.state).toBe('ready')
})

it('a slow copy holds up no look at another film', async () => {
  const inner = memoryArchive()
  const archive: Archive = {
    ...inner,
    write: (_key, _body, { signal }) =>
      new Promise((_, reject) => {
        signal?.addEventListener('abort', () => reject(signal.reason))
      }),
  }
  const stage = openStage({ server: { archive } })
  const [first, second] = [await create(stage), await create(stage)]
  await stage.sandbox.advance(60)
  void stage.videos.tick()
  await expect.poll(async () => (await retrieve(stage, first.id)).status).toBe('completed')
  await expect.poll(async () => (await retrieve(stage, second.id)).status).toBe('completed')
  await stage.videos.close()
})

it('a copy that a closing server left is finished by the next one', async () => {
  const store = { ...memoryStore(), close: async () => undefined }
  const inner = memoryArchive()
  const stuck: Archive = {
    ...inner,
    write: (_key, _body, { signal }) =>
      new Promise((_, reject) => {
        signal?.addEventListener('abort', () => reject(signal.reason))
      }),
  }
  const one = openStage({ server: { archive: stuck, store } })
  const { id } = await create(one)
  await one.sandbox.advance(60)
  void one.videos.tick()
  await expect.poll(async () => (await retrieve(one, id)).assets?.video.state).toBe('archiving')
  await one.videos.close()
  const next = openStage({
    server: { archive: inner, store, now: () => one.sandbox.now() * 1_000 },
    upstream: { fetch: (request) => one.sandbox.fetch(request) },
  })
  await next.videos.tick()
  expect((await retrieve(next, id)).assets?.video.state).toBe('ready')
})

it('deleting a video deletes its files', async () => {
  const archive = memoryArchive()
  const stage = openStage({ server: { archive } })
  const { id } = await create(stage)
  await stage.advance(60)
  expect((await stage.ask(`/videos/${id}`, { method: 'DELETE' })).status).toBe(200)
  for (const variant of ['video', 'thumbnail', 'spritesheet']) expect(await archive.open(`${id}/${variant}`)).toBeNull()
})

it('a video that is deleted while it is copied leaves nothing in the archive, and the deletion does not wait', async () => {
  const inner = memoryArchive()
  let isStarted = false
  const archive: Archive = {
    ...inner,
    write: async (key, body, entry) => {
      const written = await inner.write(key, body, entry)
      if (!key.endsWith('/video')) return written
      isStarted = true
      // The last byte arrives after the deletion.
      return new Promise((resolve) => entry.signal?.addEventListener('abort', () => resolve(written)))
    },
  }
  const stage = openStage({ server: { archive } })
  const { id } = await create(stage)
  const advanced = stage.advance(60)
  await expect.poll(() => isStarted).toBe(true)
  expect((await stage.ask(`/videos/${id}`, { method: 'DELETE' })).status).toBe(200)
  await advanced
  for (const variant of ['video', 'thumbnail', 'spritesheet']) expect(await inner.open(`${id}/${variant}`)).toBeNull()
})

it('files are let go after retainForMs, and the video tells when that will be', async () => {
  const archive = memoryArchive()
  const stage = openStage({ server: { archive, retainForMs: 2 * 24 * hour * 1_000 } })
  const { id } = await create(stage)
  await stage.advance(60)
  const video = await retrieve(stage, id)
  expect(video.expires_at).toBe((video.completed_at ?? 0) + 2 * 24 * hour)
  await stage.advance(47 * hour)
  expect((await contentOf(stage, id)).status).toBe(200)
  await stage.advance(hour)
  expect((await contentOf(stage, id)).status).toBe(410)
  expect(await archive.open(`${id}/video`)).toBeNull()
  expect((await retrieve(stage, id)).status).toBe('completed')
})

it('a server whose archive was taken away serves from upstream what it had not archived yet', async () => {
  const store = { ...memoryStore(), close: async () => undefined }
  const one = stageWith(() => async () => Promise.reject(new VideoError('Not now', { code: 'upstream_failed' })), {
    server: { store },
  })
  const { id } = await create(one)
  await one.advance(60)
  const next = openStage({
    server: { store, now: () => one.sandbox.now() * 1_000 },
    upstream: { fetch: (request) => one.sandbox.fetch(request) },
  })
  await one.sandbox.advance(60)
  await next.videos.tick()
  expect((await retrieve(next, id)).assets?.video.state).toBe('ready')
  expect((await contentOf(next, id)).status).toBe(200)
})
