import type { Video } from '@dailies/core'
import { beforeEach, expect, it } from 'vitest'
import { memoryArchive } from '../archive/memory-archive'
import { createTestApp, jsonPost } from '../testing/test-app'
import type { TestApp } from '../testing/test-app'

const fields = { model: 'mini', prompt: 'A paper boat', size: '320x192', seconds: '1' }
const origin = 'http://app.test'

let app: TestApp
let video: Video

const retrieve = async (): Promise<Video> => (await app.request(`/videos/${video.id}`)).json()
const urlOf = async (variant: 'video' | 'thumbnail' | 'spritesheet' = 'video'): Promise<URL> =>
  new URL((await retrieve()).assets?.[variant].url ?? '', origin)
/** Sends no Authorization header, like `<video src>`. */
const open = (url: URL | string, init?: RequestInit) => app.videos.fetch(new Request(url, init))

beforeEach(async () => {
  app = createTestApp({ server: { archive: memoryArchive(), signedURLs: true, basePath: '/api' } })
  video = await (await app.request('/videos', jsonPost(fields))).json()
  await app.advance(60)
})

it.each(['video', 'thumbnail', 'spritesheet'] as const)(
  'the signed URL of a %s needs no header, with and without a range',
  async (variant) => {
    const url = await urlOf(variant)
    expect((await open(url)).status).toBe(200)
    expect((await open(url, { headers: { range: 'bytes=0-1' } })).status).toBe(206)
    expect((await open(url, { method: 'HEAD' })).status).toBe(200)
    expect((await open(`${url}&download`)).headers.get('content-disposition')).toContain('attachment')
  },
)

it('a signed URL can be loaded from another origin', async () => {
  expect((await open(await urlOf())).headers.get('cross-origin-resource-policy')).toBe('cross-origin')
  const plain = await app.request(`/videos/${video.id}/content`)
  expect(plain.headers.get('cross-origin-resource-policy')).toBe('same-origin')
})

it('a signed URL is valid for at least an hour, and is the same within the hour', async () => {
  await app.advance(3_600 - (app.sandbox.now() % 3_600))
  const url = await urlOf()
  await app.advance(3_599)
  expect((await urlOf()).href).toBe(url.href)
  await app.advance(3_600)
  expect((await open(url)).status).toBe(200)
  await app.advance(1)
  const expired = await open(url)
  expect([expired.status, (await expired.json()).error.code]).toEqual([403, 'forbidden'])
  expect((await open(await urlOf())).status).toBe(200)
})

it('a URL without a signature requires the owner', async () => {
  expect((await open(`${origin}/api/videos/${video.id}/content`)).status).toBe(401)
  expect((await app.request(`/videos/${video.id}/content`)).status).toBe(200)
  expect((await app.request(`/videos/${video.id}/content`, { as: 'bob' })).status).toBe(404)
})

it.each<[string, (url: URL) => void]>([
  ['another expiry', (url) => url.searchParams.set('expires', String(Number(url.searchParams.get('expires')) + 3_600))],
  ['an expiry in another notation', (url) => url.searchParams.set('expires', `${url.searchParams.get('expires')}.0`)],
  ['another variant', (url) => url.searchParams.set('variant', 'thumbnail')],
  ['another signature', (url) => url.searchParams.set('signature', 'A'.repeat(43))],
  [
    'half a signature',
    (url) => url.searchParams.set('signature', (url.searchParams.get('signature') ?? '').slice(0, 20)),
  ],
  ['an empty signature', (url) => url.searchParams.set('signature', '')],
  ['a longer signature', (url) => url.searchParams.set('signature', `${url.searchParams.get('signature')}A`)],
  ['no expiry', (url) => url.searchParams.delete('expires')],
])('%s is rejected, even for the owner', async (_, change) => {
  const url = await urlOf()
  change(url)
  expect((await open(url)).status).toBe(403)
  expect((await open(url, { headers: { authorization: 'Bearer ada' } })).status).toBe(403)
})

it('the signature of one video is rejected for another, and an unknown video returns the same 403', async () => {
  const other: Video = await (await app.request('/videos', jsonPost(fields))).json()
  const url = await urlOf()
  expect((await open(url.href.replace(video.id, other.id))).status).toBe(403)
  expect((await open(url.href.replace(video.id, 'video_none'))).status).toBe(403)
})

it('a signature gives access to content only', async () => {
  const { search } = await urlOf()
  expect((await open(`${origin}/api/videos/${video.id}${search}`)).status).toBe(401)
  expect((await open(`${origin}/api/videos/${video.id}${search}`, { method: 'DELETE' })).status).toBe(401)
})

it('a signature of another server is rejected', async () => {
  const otherApp = createTestApp({ server: { signedURLs: true, archive: memoryArchive() } })
  const same: Video = await (await otherApp.request('/videos', jsonPost(fields))).json()
  await otherApp.advance(60)
  expect((await otherApp.videos.fetch(new Request((await urlOf()).href.replace(video.id, same.id)))).status).toBe(403)
})

it('the signed URL of a deleted video returns 404', async () => {
  const url = await urlOf()
  await app.request(`/videos/${video.id}`, { method: 'DELETE' })
  expect((await open(url)).status).toBe(404)
})

it('the server-side methods return signed URLs too', async () => {
  const { assets } = await app.videos.retrieve('ada', video.id)
  expect(assets?.video.url).toMatch(/[?&]signature=/)
})

it('the thumbnail track links to a signed URL of the spritesheet', async () => {
  app = createTestApp({ server: { archive: memoryArchive(), signedURLs: true, spritesheet: { columns: 2, rows: 2 } } })
  video = await (await app.request('/videos', jsonPost(fields))).json()
  await app.advance(60)
  const { assets } = await retrieve()
  const cues = await (await open(new URL(assets?.spritesheet.thumbnail_track ?? '', origin))).text()
  const [sheetURL = ''] = /^\/api\/\S+/m.exec(cues) ?? []
  expect((await open(new URL(sheetURL, origin))).headers.get('content-type')).toBe('image/jpeg')
})
