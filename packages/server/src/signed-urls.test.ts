import type { Video } from '@dailies/core'
import { beforeEach, expect, it } from 'vitest'
import { memoryArchive } from './archive/memory-archive'
import { openStage, posting } from './testing/stage'
import type { Stage } from './testing/stage'

const wish = { model: 'mini', prompt: 'A paper boat', size: '320x192', seconds: '1' }
const origin = 'http://app.test'

let stage: Stage
let video: Video

const retrieve = async (): Promise<Video> => (await stage.ask(`/videos/${video.id}`)).json()
const urlOf = async (variant: 'video' | 'thumbnail' | 'spritesheet' = 'video'): Promise<URL> =>
  new URL((await retrieve()).assets?.[variant].url ?? '', origin)
/** As `<video src>` asks: with no header of ours. */
const open = (url: URL | string, init?: RequestInit) => stage.videos.fetch(new Request(url, init))

beforeEach(async () => {
  stage = openStage({ server: { archive: memoryArchive(), signedURLs: true } })
  video = await (await stage.ask('/videos', posting(wish))).json()
  await stage.advance(60)
})

it.each(['video', 'thumbnail', 'spritesheet'] as const)(
  'the signed URL of a %s needs no header, whole or in part',
  async (variant) => {
    const url = await urlOf(variant)
    expect((await open(url)).status).toBe(200)
    expect((await open(url, { headers: { range: 'bytes=0-1' } })).status).toBe(206)
    expect((await open(url, { method: 'HEAD' })).status).toBe(200)
    expect((await open(`${url}&download`)).headers.get('content-disposition')).toContain('attachment')
  },
)

it('a page may play a signed URL from another origin', async () => {
  expect((await open(await urlOf())).headers.get('cross-origin-resource-policy')).toBe('cross-origin')
  const plain = await stage.ask(`/videos/${video.id}/content`)
  expect(plain.headers.get('cross-origin-resource-policy')).toBe('same-origin')
})

it('one URL serves for an hour at least, and is the same whenever it is asked for within that hour', async () => {
  await stage.advance(3_600 - (stage.sandbox.now() % 3_600))
  const url = await urlOf()
  await stage.advance(3_599)
  expect((await urlOf()).href).toBe(url.href)
  await stage.advance(3_600)
  expect((await open(url)).status).toBe(200)
  await stage.advance(1)
  const refused = await open(url)
  expect([refused.status, (await refused.json()).error.code]).toEqual([403, 'forbidden'])
  expect((await open(await urlOf())).status).toBe(200)
})

it('without a signature a file still needs its owner', async () => {
  expect((await open(`${origin}/api/videos/${video.id}/content`)).status).toBe(401)
  expect((await stage.ask(`/videos/${video.id}/content`)).status).toBe(200)
  expect((await stage.ask(`/videos/${video.id}/content`, { as: 'bob' })).status).toBe(404)
})

it.each<[string, (url: URL) => void]>([
  ['another time', (url) => url.searchParams.set('expires', String(Number(url.searchParams.get('expires')) + 3_600))],
  ['a time written otherwise', (url) => url.searchParams.set('expires', `${url.searchParams.get('expires')}.0`)],
  ['another variant', (url) => url.searchParams.set('variant', 'thumbnail')],
  ['another signature', (url) => url.searchParams.set('signature', 'A'.repeat(43))],
  [
    'half a signature',
    (url) => url.searchParams.set('signature', (url.searchParams.get('signature') ?? '').slice(0, 20)),
  ],
  ['an empty signature', (url) => url.searchParams.set('signature', '')],
  ['a longer signature', (url) => url.searchParams.set('signature', `${url.searchParams.get('signature')}A`)],
  ['no time', (url) => url.searchParams.delete('expires')],
])('%s is refused, even for the owner', async (_, change) => {
  const url = await urlOf()
  change(url)
  expect((await open(url)).status).toBe(403)
  expect((await open(url, { headers: { authorization: 'Bearer ada' } })).status).toBe(403)
})

it('the signature of one video opens no other, and an unknown video is answered as a forged one', async () => {
  const other: Video = await (await stage.ask('/videos', posting(wish))).json()
  const url = await urlOf()
  expect((await open(url.href.replace(video.id, other.id))).status).toBe(403)
  expect((await open(url.href.replace(video.id, 'video_none'))).status).toBe(403)
})

it('a signature opens nothing but content', async () => {
  const { search } = await urlOf()
  expect((await open(`${origin}/api/videos/${video.id}${search}`)).status).toBe(401)
  expect((await open(`${origin}/api/videos/${video.id}${search}`, { method: 'DELETE' })).status).toBe(401)
})

it('a signature of another server is refused', async () => {
  const elsewhere = openStage({ server: { signedURLs: true, archive: memoryArchive() } })
  const same: Video = await (await elsewhere.ask('/videos', posting(wish))).json()
  await elsewhere.advance(60)
  expect((await elsewhere.videos.fetch(new Request((await urlOf()).href.replace(video.id, same.id)))).status).toBe(403)
})

it('a deleted video cannot be opened by a URL that was good before', async () => {
  const url = await urlOf()
  await stage.ask(`/videos/${video.id}`, { method: 'DELETE' })
  expect((await open(url)).status).toBe(404)
})

it('the server-side verbs give signed URLs too', async () => {
  const { assets } = await stage.videos.retrieve('ada', video.id)
  expect(assets?.video.url).toMatch(/[?&]signature=/)
})

it('the storyboard of a header app names a picture that can be opened', async () => {
  stage = openStage({ server: { archive: memoryArchive(), signedURLs: true, spritesheet: { columns: 2, rows: 2 } } })
  video = await (await stage.ask('/videos', posting(wish))).json()
  await stage.advance(60)
  const { assets } = await retrieve()
  const cues = await (await open(new URL(assets?.spritesheet.thumbnail_track ?? '', origin))).text()
  const [picture = ''] = /^\/api\/\S+/m.exec(cues) ?? []
  expect((await open(new URL(picture, origin))).headers.get('content-type')).toBe('image/jpeg')
})
