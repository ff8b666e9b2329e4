import type { Video } from '@dailies/core'
import { VideoError } from '@dailies/core'
import { expect, it } from 'vitest'
import type { Archive } from '../archive/archive'
import { memoryArchive } from '../archive/memory-archive'
import { openaiUpstream } from '../openai'
import { memoryStore } from '../store/memory'
import { testModels, createTestApp, jsonPost, upstreamKey } from '../testing/test-app'
import type { TestApp, TestAppOptions } from '../testing/test-app'
import type { Upstream } from '../upstream/upstream'

const hour = 3_600
const createFields = { model: 'mini', prompt: 'A paper boat', size: '320x192', seconds: '1' }

const create = async (stage: TestApp): Promise<Video> => (await stage.request('/videos', jsonPost(createFields))).json()
const retrieve = async (stage: TestApp, id: string): Promise<Video> => (await stage.request(`/videos/${id}`)).json()
const contentOf = (stage: TestApp, id: string, variant = 'video') =>
  stage.request(`/videos/${id}/content?variant=${variant}`)

/** A stage whose upstream has a wrapped `content` method. */
function stageWith(content: (real: Upstream['content']) => Upstream['content'], options: TestAppOptions = {}): TestApp {
  const server: { fetch?: (request: Request) => Promise<Response> } = {}
  const real = openaiUpstream({
    baseURL: 'http://sandbox.test/v1',
    apiKey: upstreamKey,
    models: testModels,
    fetch: (request) => server.fetch?.(request) ?? Promise.reject(new Error('The stage is not open yet.')),
  })
  const upstream: Upstream = Object.assign(Object.create(real), { ...real, content: content(real.content.bind(real)) })
  const stage = createTestApp({ ...options, server: { archive: memoryArchive(), upstream, ...options.server } })
  server.fetch = (request) => stage.sandbox.fetch(request)
  return stage
}

it('archives a completed video with its thumbnail and spritesheet, and it never expires', async () => {
  const stage = createTestApp({ server: { archive: memoryArchive() } })
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

it('serves an archived video at the same URL long after the upstream deleted it', async () => {
  const stage = createTestApp({ server: { archive: memoryArchive() } })
  const { id } = await create(stage)
  await stage.advance(60)
  const { assets } = await retrieve(stage, id)
  const original = await (await contentOf(stage, id)).bytes()
  await stage.advance(40 * 24 * hour)
  const later = await retrieve(stage, id)
  expect(later.assets?.video).toEqual(assets?.video)
  expect(await (await contentOf(stage, id)).bytes()).toEqual(original)
  expect((await contentOf(stage, id, 'spritesheet')).status).toBe(200)
})

it('without an archive, serves a video from the upstream until its expires_at, then responds with 410', async () => {
  const stage = createTestApp()
  const { id } = await create(stage)
  await stage.advance(60)
  const { expires_at: expiresAt } = await retrieve(stage, id)
  expect(expiresAt).toBeGreaterThan(stage.sandbox.now())
  expect((await contentOf(stage, id)).status).toBe(200)
  await stage.advance((expiresAt ?? 0) - stage.sandbox.now() + 1)
  expect((await contentOf(stage, id)).status).toBe(410)
  expect((await retrieve(stage, id)).assets?.video).toMatchObject({ state: 'expired', url: null })
})

it('serves a video from the upstream while it is being archived', async () => {
  let continueWrite = () => {}
  const writeAllowed = new Promise<void>((resolve) => {
    continueWrite = resolve
  })
  const inner = memoryArchive()
  const archive: Archive = { ...inner, write: async (...call) => writeAllowed.then(() => inner.write(...call)) }
  const stage = createTestApp({ server: { archive } })
  const { id } = await create(stage)
  const advanced = stage.advance(60)
  await expect.poll(async () => (await retrieve(stage, id)).assets?.video.state).toBe('archiving')
  const during = await contentOf(stage, id)
  const original = await during.bytes()
  const tag = during.headers.get('etag')
  continueWrite()
  await advanced
  const after = await contentOf(stage, id)
  expect([await after.bytes(), after.headers.get('etag')]).toEqual([original, tag])
})

it('retries a failed copy with exponential backoff until it succeeds', async () => {
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

it('keeps a video completed and marks its file expired if it could not be archived in time', async () => {
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

it('marks a thumbnail that the upstream does not have as unavailable, and archives the video', async () => {
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

it('does not archive a video as a thumbnail', async () => {
  const stage = stageWith((real) => async (ref, _variant, options) => real(ref, 'video', options))
  const { id } = await create(stage)
  await stage.advance(60)
  expect((await retrieve(stage, id)).assets).toMatchObject({
    video: { state: 'ready' },
    thumbnail: { state: 'unavailable' },
  })
})

it('does not archive a video shorter than its declared length, and retries', async () => {
  let requests = 0
  const stage = stageWith((real) => async (...call) => {
    const content = await real(...call)
    return call[1] === 'video' && (requests += 1) === 1
      ? { ...content, contentLength: (content.contentLength ?? 0) + 1 }
      : content
  })
  const { id } = await create(stage)
  await stage.advance(60)
  expect((await retrieve(stage, id)).assets?.video.state).toBe('archiving')
  await stage.advance(60)
  expect((await retrieve(stage, id)).assets?.video.state).toBe('ready')
})

it('polls other videos during a slow copy', async () => {
  const inner = memoryArchive()
  const archive: Archive = {
    ...inner,
    write: (_key, _body, { signal }) =>
      new Promise((_, reject) => {
        signal?.addEventListener('abort', () => reject(signal.reason))
      }),
  }
  const stage = createTestApp({ server: { archive } })
  const [first, second] = [await create(stage), await create(stage)]
  await stage.sandbox.advance(60)
  void stage.videos.tick()
  await expect.poll(async () => (await retrieve(stage, first.id)).status).toBe('completed')
  await expect.poll(async () => (await retrieve(stage, second.id)).status).toBe('completed')
  await stage.videos.close()
})

it('resumes a copy that was aborted by a server close', async () => {
  const store = { ...memoryStore(), close: async () => undefined }
  const inner = memoryArchive()
  const hanging: Archive = {
    ...inner,
    write: (_key, _body, { signal }) =>
      new Promise((_, reject) => {
        signal?.addEventListener('abort', () => reject(signal.reason))
      }),
  }
  const one = createTestApp({ server: { archive: hanging, store } })
  const { id } = await create(one)
  await one.sandbox.advance(60)
  void one.videos.tick()
  await expect.poll(async () => (await retrieve(one, id)).assets?.video.state).toBe('archiving')
  await one.videos.close()
  const next = createTestApp({
    server: { archive: inner, store, now: () => one.sandbox.now() * 1_000 },
    upstream: { fetch: (request) => one.sandbox.fetch(request) },
  })
  await next.videos.tick()
  expect((await retrieve(next, id)).assets?.video.state).toBe('ready')
})

it('deletes the archived files of a deleted video', async () => {
  const archive = memoryArchive()
  const stage = createTestApp({ server: { archive } })
  const { id } = await create(stage)
  await stage.advance(60)
  expect((await stage.request(`/videos/${id}`, { method: 'DELETE' })).status).toBe(200)
  for (const variant of ['video', 'thumbnail', 'spritesheet']) expect(await archive.open(`${id}/${variant}`)).toBeNull()
})

it('deletes the files of a video that is deleted during its copy, without delaying the deletion', async () => {
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
  const stage = createTestApp({ server: { archive } })
  const { id } = await create(stage)
  const advanced = stage.advance(60)
  await expect.poll(() => isStarted).toBe(true)
  expect((await stage.request(`/videos/${id}`, { method: 'DELETE' })).status).toBe(200)
  await advanced
  for (const variant of ['video', 'thumbnail', 'spritesheet']) expect(await inner.open(`${id}/${variant}`)).toBeNull()
})

it('deletes files after retainForMs, and reports that time as expires_at', async () => {
  const archive = memoryArchive()
  const stage = createTestApp({ server: { archive, retainForMs: 2 * 24 * hour * 1_000 } })
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

it('serves unarchived files from the upstream after the archive is removed from the options', async () => {
  const store = { ...memoryStore(), close: async () => undefined }
  const one = stageWith(() => async () => Promise.reject(new VideoError('Not now', { code: 'upstream_failed' })), {
    server: { store },
  })
  const { id } = await create(one)
  await one.advance(60)
  const next = createTestApp({
    server: { store, now: () => one.sandbox.now() * 1_000 },
    upstream: { fetch: (request) => one.sandbox.fetch(request) },
  })
  await one.sandbox.advance(60)
  await next.videos.tick()
  expect((await retrieve(next, id)).assets?.video.state).toBe('ready')
  expect((await contentOf(next, id)).status).toBe(200)
})
