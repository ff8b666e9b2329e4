import type { Video } from '@dailies/core'
import { VideoError } from '@dailies/core'
import { expect, it } from 'vitest'
import type { Archive } from '../../archive/archive'
import { memoryArchive } from '../../archive/memory-archive'
import { openaiUpstream } from '../../openai'
import { memoryStore } from '../../store/memory'
import { testModels, createTestApp, jsonPost, upstreamKey } from '../../testing/test-app'
import type { TestApp, TestAppOptions } from '../../testing/test-app'
import type { Upstream } from '../../upstream/upstream'

const hour = 3_600
const createFields = { model: 'mini', prompt: 'A paper boat', size: '320x192', seconds: '1' }

const create = async (app: TestApp): Promise<Video> => (await app.request('/videos', jsonPost(createFields))).json()
const retrieve = async (app: TestApp, id: string): Promise<Video> => (await app.request(`/videos/${id}`)).json()
const contentOf = (app: TestApp, id: string, variant = 'video') =>
  app.request(`/videos/${id}/content?variant=${variant}`)

/** A app whose upstream has a wrapped `content` method. */
function appWith(content: (real: Upstream['content']) => Upstream['content'], options: TestAppOptions = {}): TestApp {
  const server: { fetch?: (request: Request) => Promise<Response> } = {}
  const real = openaiUpstream({
    baseURL: 'http://sandbox.test/v1',
    apiKey: upstreamKey,
    models: testModels,
    fetch: (request) => server.fetch?.(request) ?? Promise.reject(new Error('The app is not open yet.')),
  })
  const upstream: Upstream = Object.assign(Object.create(real), { ...real, content: content(real.content.bind(real)) })
  const app = createTestApp({ ...options, server: { archive: memoryArchive(), upstream, ...options.server } })
  server.fetch = (request) => app.sandbox.fetch(request)
  return app
}

it('archives a completed video with its thumbnail and spritesheet, and it never expires', async () => {
  const app = createTestApp({ server: { archive: memoryArchive() } })
  const { id } = await create(app)
  await app.advance(60)
  const before = await retrieve(app, id)
  expect(before).toMatchObject({ status: 'completed', expires_at: null })
  expect(before.assets).toMatchObject({
    video: { state: 'ready', content_type: 'video/mp4' },
    thumbnail: { state: 'ready', content_type: 'image/webp' },
    spritesheet: { state: 'ready', content_type: 'image/jpeg' },
  })
  expect(app.events.filter(({ type }) => type === 'archived')).toHaveLength(3)
})

it('serves an archived video at the same URL long after the upstream deleted it', async () => {
  const app = createTestApp({ server: { archive: memoryArchive() } })
  const { id } = await create(app)
  await app.advance(60)
  const { assets } = await retrieve(app, id)
  const original = await (await contentOf(app, id)).bytes()
  await app.advance(40 * 24 * hour)
  const later = await retrieve(app, id)
  expect(later.assets?.video).toEqual(assets?.video)
  expect(await (await contentOf(app, id)).bytes()).toEqual(original)
  expect((await contentOf(app, id, 'spritesheet')).status).toBe(200)
})

it('without an archive, serves a video from the upstream until its expires_at, then responds with 410', async () => {
  const app = createTestApp()
  const { id } = await create(app)
  await app.advance(60)
  const { expires_at: expiresAt } = await retrieve(app, id)
  expect(expiresAt).toBeGreaterThan(app.sandbox.now())
  expect((await contentOf(app, id)).status).toBe(200)
  await app.advance((expiresAt ?? 0) - app.sandbox.now() + 1)
  expect((await contentOf(app, id)).status).toBe(410)
  expect((await retrieve(app, id)).assets?.video).toMatchObject({ state: 'expired', url: null })
})

it('serves a video from the upstream while it is being archived', async () => {
  let continueWrite = () => {}
  const writeAllowed = new Promise<void>((resolve) => {
    continueWrite = resolve
  })
  const inner = memoryArchive()
  const archive: Archive = { ...inner, write: async (...call) => writeAllowed.then(() => inner.write(...call)) }
  const app = createTestApp({ server: { archive } })
  const { id } = await create(app)
  const advanced = app.advance(60)
  await expect.poll(async () => (await retrieve(app, id)).assets?.video.state).toBe('archiving')
  const during = await contentOf(app, id)
  const original = await during.bytes()
  const tag = during.headers.get('etag')
  continueWrite()
  await advanced
  const after = await contentOf(app, id)
  expect([await after.bytes(), after.headers.get('etag')]).toEqual([original, tag])
})

it('retries a failed copy with exponential backoff until it succeeds', async () => {
  let failures = 0
  const app = appWith((real) => async (...call) => {
    if (call[1] === 'video' && (failures += 1) <= 5) throw new VideoError('Not now', { code: 'upstream_failed' })
    return real(...call)
  })
  const { id } = await create(app)
  await app.advance(60)
  expect((await retrieve(app, id)).assets).toMatchObject({
    video: { state: 'archiving' },
    thumbnail: { state: 'ready' },
  })
  for (let minute = 0; minute < 8; minute += 1) await app.advance(60)
  expect((await retrieve(app, id)).assets?.video.state).toBe('ready')
  expect(failures).toBe(6)
})

it('keeps a video completed and marks its file expired if it could not be archived in time', async () => {
  const app = appWith(() => async () => {
    throw new VideoError('Not now', { code: 'upstream_failed' })
  })
  const { id } = await create(app)
  for (let minute = 0; minute < 70; minute += 1) await app.advance(60)
  const video = await retrieve(app, id)
  expect(video.status).toBe('completed')
  expect(video.assets?.video).toMatchObject({ state: 'expired', url: null })
  expect((await contentOf(app, id)).status).toBe(410)
})

it('marks a thumbnail that the upstream does not have as unavailable, and archives the video', async () => {
  const app = appWith(
    (real) => async (ref, variant, options) =>
      variant === 'video'
        ? real(ref, variant, options)
        : Promise.reject(new VideoError('There is none', { code: 'unsupported' })),
  )
  const { id } = await create(app)
  await app.advance(60)
  expect((await retrieve(app, id)).assets).toMatchObject({
    video: { state: 'ready' },
    thumbnail: { state: 'unavailable', url: null },
    spritesheet: { state: 'unavailable', url: null },
  })
})

it('does not archive a video as a thumbnail', async () => {
  const app = appWith((real) => async (ref, _variant, options) => real(ref, 'video', options))
  const { id } = await create(app)
  await app.advance(60)
  expect((await retrieve(app, id)).assets).toMatchObject({
    video: { state: 'ready' },
    thumbnail: { state: 'unavailable' },
  })
})

it('does not archive a video shorter than its declared length, and retries', async () => {
  let requests = 0
  const app = appWith((real) => async (...call) => {
    const content = await real(...call)
    return call[1] === 'video' && (requests += 1) === 1
      ? { ...content, contentLength: (content.contentLength ?? 0) + 1 }
      : content
  })
  const { id } = await create(app)
  await app.advance(60)
  expect((await retrieve(app, id)).assets?.video.state).toBe('archiving')
  await app.advance(60)
  expect((await retrieve(app, id)).assets?.video.state).toBe('ready')
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
  const app = createTestApp({ server: { archive } })
  const [first, second] = [await create(app), await create(app)]
  await app.sandbox.advance(60)
  void app.videos.tick()
  await expect.poll(async () => (await retrieve(app, first.id)).status).toBe('completed')
  await expect.poll(async () => (await retrieve(app, second.id)).status).toBe('completed')
  await app.videos.close()
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
  const app = createTestApp({ server: { archive } })
  const { id } = await create(app)
  await app.advance(60)
  expect((await app.request(`/videos/${id}`, { method: 'DELETE' })).status).toBe(200)
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
  const app = createTestApp({ server: { archive } })
  const { id } = await create(app)
  const advanced = app.advance(60)
  await expect.poll(() => isStarted).toBe(true)
  expect((await app.request(`/videos/${id}`, { method: 'DELETE' })).status).toBe(200)
  await advanced
  for (const variant of ['video', 'thumbnail', 'spritesheet']) expect(await inner.open(`${id}/${variant}`)).toBeNull()
})

it('deletes files after retainForMs, and reports that time as expires_at', async () => {
  const archive = memoryArchive()
  const app = createTestApp({ server: { archive, retainForMs: 2 * 24 * hour * 1_000 } })
  const { id } = await create(app)
  await app.advance(60)
  const video = await retrieve(app, id)
  expect(video.expires_at).toBe((video.completed_at ?? 0) + 2 * 24 * hour)
  await app.advance(47 * hour)
  expect((await contentOf(app, id)).status).toBe(200)
  await app.advance(hour)
  expect((await contentOf(app, id)).status).toBe(410)
  expect(await archive.open(`${id}/video`)).toBeNull()
  expect((await retrieve(app, id)).status).toBe('completed')
})

it('serves unarchived files from the upstream after the archive is removed from the options', async () => {
  const store = { ...memoryStore(), close: async () => undefined }
  const one = appWith(() => async () => Promise.reject(new VideoError('Not now', { code: 'upstream_failed' })), {
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
