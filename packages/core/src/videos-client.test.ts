import { createVideosClient, isVideoError } from '@dailies/core'
import { expect, it } from 'vitest'
import { createSandboxClient } from './testing/sandbox-client'

const request = { prompt: 'A lighthouse at dusk', model: 'mini', size: '320x192', seconds: '1' }

it('supports every operation of the Videos API', async () => {
  const { videos, advance } = createSandboxClient()
  const created = await videos.create(request)
  expect(created).toMatchObject({ status: 'queued', model: 'mini', prompt: request.prompt })
  await advance(10)
  expect(await videos.retrieve(created.id)).toMatchObject({ status: 'completed', progress: 100 })
  const remix = await videos.remix(created.id, { prompt: 'At dawn' })
  expect(remix.remixed_from_video_id).toBe(created.id)
  expect((await videos.edit(created.id, { prompt: 'In fog' })).prompt).toBe('In fog')
  expect((await videos.extend(created.id, { prompt: 'Go on', seconds: '2' })).seconds).toBe('3')
  expect((await videos.list({ limit: 2 })).data).toHaveLength(2)
  expect((await videos.content(created.id, 'thumbnail')).headers.get('content-type')).toBe('image/webp')
  expect(await videos.delete(created.id)).toEqual({ id: created.id, object: 'video.deleted', deleted: true })
  await expect(videos.retrieve(created.id)).rejects.toMatchObject({ status: 404 })
})

it('edit and extend accept an uploaded video', async () => {
  const { videos, advance } = createSandboxClient()
  const { id } = await videos.create(request)
  await advance(10)
  const file = await (await videos.content(id)).blob()
  expect(await videos.edit(file, { prompt: 'In fog' })).toMatchObject({ status: 'queued', seconds: '1' })
  expect((await videos.extend(file, { prompt: 'Go on', seconds: '2' })).seconds).toBe('3')
  const rejected = videos.edit(new Blob(['not a known video']), { prompt: 'In fog' })
  await expect(rejected).rejects.toMatchObject({ status: 400, param: 'video' })
})

it('sends a create with a reference image as multipart, all others as JSON', async () => {
  const types: (string | undefined)[] = []
  const videos = createVideosClient({
    baseURL: '/api',
    fetch: async (input, init) => {
      types.push(new Request(new URL(input, 'http://app'), init).headers.get('content-type')?.split(';')[0])
      return Response.json({ id: 'v', status: 'queued' })
    },
  })
  await videos.create(request)
  await videos.create({ ...request, input_reference: new Blob(['x'], { type: 'image/png' }) })
  expect(types).toEqual(['application/json', 'multipart/form-data'])
})

it('sends the given idempotency key, or a new random one', async () => {
  const { videos, sandbox } = createSandboxClient()
  await videos.create(request, { idempotencyKey: 'mine' })
  await videos.create(request)
  await videos.create(request)
  expect(sandbox.counters.idempotencyKeys[0]).toBe('mine')
  expect(new Set(sandbox.counters.idempotencyKeys).size).toBe(3)
})

it('encodes an id as one path segment', async () => {
  const urls: string[] = []
  const videos = createVideosClient({
    baseURL: 'http://app/api/',
    fetch: async (input) => {
      urls.push(input)
      return Response.json({ id: 'a/b+c==', status: 'queued' })
    },
  })
  await videos.retrieve('a/b+c==')
  expect(urls).toEqual(['http://app/api/videos/a%2Fb%2Bc%3D%3D'])
  await expect(async () => videos.retrieve('..')).rejects.toMatchObject({ code: 'invalid_request', param: 'id' })
})

it('fills in missing fields and reads an unknown status as in_progress', async () => {
  const videos = createVideosClient({
    baseURL: '/api',
    now: () => 5_000,
    fetch: async () => Response.json({ id: 'v', status: 'baking', progress: '42%', seconds: 8 }),
  })
  expect(await videos.retrieve('v')).toEqual({
    id: 'v',
    object: 'video',
    model: '',
    status: 'in_progress',
    progress: 42,
    created_at: 5,
    completed_at: null,
    expires_at: null,
    prompt: null,
    size: '',
    seconds: '8',
    remixed_from_video_id: null,
    error: null,
  })
})

it('uses the status name of a failure as its error code', async () => {
  const videos = createVideosClient({
    baseURL: '/api',
    fetch: async () => Response.json({ id: 'v', status: 'NSFW', error: 'Not that.' }),
  })
  expect(await videos.retrieve('v')).toMatchObject({ status: 'failed', error: { code: 'nsfw', message: 'Not that.' } })
})

it('calls an async headers function again after a 401 and retries', async () => {
  const retries: boolean[] = []
  const { sandbox } = createSandboxClient({ apiKey: 'fresh' })
  const videos = createVideosClient({
    baseURL: 'http://sandbox/v1',
    fetch: (input, init) => sandbox.fetch(input, init),
    headers: async ({ isRetry }) => {
      retries.push(isRetry)
      return { Authorization: `Bearer ${isRetry ? 'fresh' : 'stale'}` }
    },
  })
  await expect(videos.create(request)).resolves.toMatchObject({ status: 'queued' })
  expect(retries).toEqual([false, true])
})

it('rejects after a second 401', async () => {
  let requestCount = 0
  const videos = createVideosClient({
    baseURL: '/api',
    headers: () => ({}),
    fetch: async () => {
      requestCount += 1
      return new Response(null, { status: 401 })
    },
  })
  await expect(videos.list()).rejects.toMatchObject({ code: 'unauthorized', retryable: false })
  expect(requestCount).toBe(2)
})

it('rejects an aborted request with the abort reason', async () => {
  const { videos } = createSandboxClient()
  const reason = new Error('aborted by the test')
  const failure: unknown = await videos.list({}, { signal: AbortSignal.abort(reason) }).catch((error: unknown) => error)
  expect(failure).toBe(reason)
  expect(isVideoError(failure)).toBe(false)
})

it('contentURL returns the signed URL if there is one, on the origin of baseURL', () => {
  const asset = { state: 'ready', url: '/api/videos/v/content?sig=1', content_type: null, bytes: null } as const
  const video = { id: 'v', assets: { version: 1, video: asset, thumbnail: asset, spritesheet: asset } }
  const sameOrigin = createVideosClient({ baseURL: '/api' })
  const crossOrigin = createVideosClient({ baseURL: 'https://videos.example/api' })
  expect(sameOrigin.contentURL({ id: 'a/b' }, 'spritesheet')).toBe('/api/videos/a%2Fb/content?variant=spritesheet')
  expect(sameOrigin.contentURL({ id: 'v' }, 'video', { download: true })).toBe('/api/videos/v/content?download=1')
  expect(sameOrigin.contentURL({ id: 'v' }, 'thumbnail', { download: true, redirect: false })).toBe(
    '/api/videos/v/content?variant=thumbnail&download=1&redirect=false',
  )
  expect(sameOrigin.contentURL(video)).toBe('/api/videos/v/content?sig=1')
  expect(crossOrigin.contentURL(video)).toBe('https://videos.example/api/videos/v/content?sig=1')
})
