import { createVideosClient, isVideoError } from '@dailies/core'
import { expect, it } from 'vitest'
import { createSandboxClient } from './testing/sandbox-client'

const request = { prompt: 'A lighthouse at dusk', model: 'mini', size: '320x192', seconds: '1' }

it('every verb works against a server of the Videos API', async () => {
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

it('edit and extend take a film as a file', async () => {
  const { videos, advance } = createSandboxClient()
  const { id } = await videos.create(request)
  await advance(10)
  const film = await (await videos.content(id)).blob()
  expect(await videos.edit(film, { prompt: 'In fog' })).toMatchObject({ status: 'queued', seconds: '1' })
  expect((await videos.extend(film, { prompt: 'Go on', seconds: '2' })).seconds).toBe('3')
  const foreign = videos.edit(new Blob(['a film of another place']), { prompt: 'In fog' })
  await expect(foreign).rejects.toMatchObject({ status: 400, param: 'video' })
})

it('a reference image travels as multipart, all else as JSON', async () => {
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

it('every submission carries a key: the one given, else a new one', async () => {
  const { videos, sandbox } = createSandboxClient()
  await videos.create(request, { idempotencyKey: 'mine' })
  await videos.create(request)
  await videos.create(request)
  expect(sandbox.counters.idempotencyKeys[0]).toBe('mine')
  expect(new Set(sandbox.counters.idempotencyKeys).size).toBe(3)
})

it('an id of any characters stays one path segment', async () => {
  const asked: string[] = []
  const videos = createVideosClient({
    baseURL: 'http://app/api/',
    fetch: async (input) => {
      asked.push(input)
      return Response.json({ id: 'a/b+c==', status: 'queued' })
    },
  })
  await videos.retrieve('a/b+c==')
  expect(asked).toEqual(['http://app/api/videos/a%2Fb%2Bc%3D%3D'])
  await expect(async () => videos.retrieve('..')).rejects.toMatchObject({ code: 'invalid_request', param: 'id' })
})

it('what a sparse answer leaves out is filled, and an unknown status still runs', async () => {
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

it('a failure keeps its word as the code', async () => {
  const videos = createVideosClient({
    baseURL: '/api',
    fetch: async () => Response.json({ id: 'v', status: 'NSFW', error: 'Not that.' }),
  })
  expect(await videos.retrieve('v')).toMatchObject({ status: 'failed', error: { code: 'nsfw', message: 'Not that.' } })
})

it('headers may be an async function, which is asked once more after a 401', async () => {
  const told: boolean[] = []
  const { sandbox } = createSandboxClient({ apiKey: 'fresh' })
  const videos = createVideosClient({
    baseURL: 'http://sandbox/v1',
    fetch: (input, init) => sandbox.fetch(input, init),
    headers: async ({ isRetry }) => {
      told.push(isRetry)
      return { Authorization: `Bearer ${isRetry ? 'fresh' : 'stale'}` }
    },
  })
  await expect(videos.create(request)).resolves.toMatchObject({ status: 'queued' })
  expect(told).toEqual([false, true])
})

it('a second 401 is an error, not a loop', async () => {
  let asked = 0
  const videos = createVideosClient({
    baseURL: '/api',
    headers: () => ({}),
    fetch: async () => {
      asked += 1
      return new Response(null, { status: 401 })
    },
  })
  await expect(videos.list()).rejects.toMatchObject({ code: 'unauthorized', retryable: false })
  expect(asked).toBe(2)
})

it('an aborted call rejects with the reason of the abort', async () => {
  const { videos } = createSandboxClient()
  const reason = new Error('gone')
  const failure: unknown = await videos.list({}, { signal: AbortSignal.abort(reason) }).catch((error: unknown) => error)
  expect(failure).toBe(reason)
  expect(isVideoError(failure)).toBe(false)
})

it('content has an address: the signed one where told, on the origin of the mount', () => {
  const asset = { state: 'ready', url: '/api/videos/v/content?sig=1', content_type: null, bytes: null } as const
  const video = { id: 'v', assets: { version: 1, video: asset, thumbnail: asset, spritesheet: asset } }
  const here = createVideosClient({ baseURL: '/api' })
  const there = createVideosClient({ baseURL: 'https://films.example/api' })
  expect(here.contentURL({ id: 'a/b' }, 'spritesheet')).toBe('/api/videos/a%2Fb/content?variant=spritesheet')
  expect(here.contentURL({ id: 'v' }, 'video', { download: true })).toBe('/api/videos/v/content?download=1')
  expect(here.contentURL(video)).toBe('/api/videos/v/content?sig=1')
  expect(there.contentURL(video)).toBe('https://films.example/api/videos/v/content?sig=1')
})
