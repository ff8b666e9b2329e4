import { createVideosClient } from '@dailies/core'
import type { NewShare, SharedVideo, Video } from '@dailies/core'
import { describe, expect, it } from 'vitest'
import { memoryArchive } from '../archive/memory-archive'
import { memoryStore } from '../memory'
import { sqliteStore } from '../sqlite'
import { createTestApp, jsonPost } from '../testing/test-app'
import type { TestAppOptions } from '../testing/test-app'

const fields = { model: 'mini', prompt: 'A secret paper boat', size: '320x192', seconds: '1' }

async function open(server: TestAppOptions['server'] = {}) {
  const app = createTestApp({ server: { archive: memoryArchive(), sharing: true, basePath: '/api', ...server } })
  const clientOf = (owner: string) =>
    createVideosClient({
      baseURL: 'http://app.test/api',
      headers: { Authorization: `Bearer ${owner}` },
      fetch: (input, init) => app.videos.fetch(new Request(input, init)),
    })
  const client = clientOf('ada')
  const video = await client.create({ ...fields, metadata: { project: 'secret', 'dailies.title': 'Boat' } })
  await app.advance(60)
  /** Without any authentication, with a link alone. */
  const visit = (path: string, init?: RequestInit) => app.videos.fetch(new Request(`http://app.test${path}`, init))
  const file = async (share: NewShare, init?: RequestInit) => visit(share.content_url ?? '', init)
  return { ...app, client, clientOf, video, visit, file }
}
const textOf = async (response: Response) => ({ status: response.status, body: await response.text() })

describe('a share', () => {
  it('shows title and files to anyone who has its link, and nothing else of the video', async () => {
    const { client, video, visit } = await open()
    const share = await client.share(video.id)
    expect(share).toMatchObject({
      object: 'video.share',
      video_id: video.id,
      variants: ['video', 'thumbnail'],
      expires_at: null,
      url: `/api/videos/shared/${share.token}`,
    })
    const response = await visit(share.url)
    const text = await response.text()
    const shared = JSON.parse(text) as SharedVideo
    expect(shared).toMatchObject({ object: 'video.shared', title: 'Boat', size: '320x192', seconds: '1' })
    expect(Object.keys(shared.files)).toEqual(['video', 'thumbnail'])
    expect(text).not.toMatch(/secret|ada|video_|mini|prompt|metadata/)
    for (const file of Object.values(shared.files)) expect((await visit(file.url ?? '')).status).toBe(200)
    expect(response.headers.get('referrer-policy')).toBe('no-referrer')
  })

  it('serves its files with Range, HEAD and an ETag, and every cache must ask again', async () => {
    const { client, video, file } = await open()
    const share = await client.share(video.id)
    const whole = await file(share)
    const bytes = new Uint8Array(await whole.arrayBuffer())
    const headers = Object.fromEntries(whole.headers)
    expect(headers).toMatchObject({
      'cache-control': 'private, no-cache',
      'content-type': 'video/mp4',
      'content-length': String(bytes.length),
      'cross-origin-resource-policy': 'cross-origin',
      'referrer-policy': 'no-referrer',
      'x-robots-tag': 'noindex',
    })
    expect(headers['etag']).not.toContain(video.id)
    const part = await file(share, { headers: { Range: 'bytes=2-5' } })
    expect([part.status, part.headers.get('content-range')]).toEqual([206, `bytes 2-5/${bytes.length}`])
    expect(new Uint8Array(await part.arrayBuffer())).toEqual(bytes.subarray(2, 6))
    expect((await file(share, { headers: { Range: `bytes=${bytes.length}-` } })).status).toBe(416)
    const head = await file(share, { method: 'HEAD' })
    expect([head.status, head.headers.get('content-length'), head.body]).toEqual([200, String(bytes.length), null])
    expect((await file(share, { headers: { 'If-None-Match': headers['etag'] ?? '' } })).status).toBe(304)
    expect((await file(share, { method: 'POST' })).status).toBe(405)
  })

  it('is listed without its token, which no later response and no event has', async () => {
    const { client, video, events, file, visit } = await open()
    const share = await client.share(video.id, { variants: ['video'], expires_in: 3_600 })
    const list = await client.listShares(video.id)
    const { token, url: _url, content_url: _contentURL, ...rest } = share
    expect(list).toEqual({ object: 'list', data: [rest] })
    await client.deleteShare(video.id, share.id)
    await file(share)
    await visit(`/api/videos/shared/${token}?x=1`, { method: 'DELETE' })
    expect(events.filter(({ type }) => type === 'rejected')).toHaveLength(2)
    expect(JSON.stringify(events)).not.toContain(token)
  })

  it('passes through the server, although the archive offers presigned URLs', async () => {
    const archive = { ...memoryArchive(), redirect: async () => 'https://bucket.test/presigned' }
    const { client, request, video, file } = await open({ archive })
    expect((await request(`/videos/${video.id}/content`)).status).toBe(302)
    const response = await file(await client.share(video.id))
    expect([response.status, response.headers.get('location')]).toEqual([200, null])
  })

  it('takes no place of its owner, however many people open it', async () => {
    const { client, request, video, file } = await open()
    const share = await client.share(video.id)
    const readers = await Promise.all(Array.from({ length: 33 }, () => file(share)))
    expect(readers.map(({ status }) => status).sort()).toEqual([...Array.from({ length: 32 }, () => 200), 429])
    expect((await request(`/videos/${video.id}/content`)).status).toBe(200)
    await Promise.all(readers.map((response) => response.body?.cancel()))
  })
})

describe('the end of a share', () => {
  type App = Awaited<ReturnType<typeof open>>
  const ends: [string, (app: App, share: NewShare) => Promise<unknown>][] = [
    ['deleted by its owner', ({ client, video }, { id }) => client.deleteShare(video.id, id)],
    ['revoked by the operator', ({ videos }, { id }) => videos.revokeShare(id)],
    ['expired', ({ advance }) => advance(3_600)],
    ['of a deleted video', ({ client, video }) => client.delete(video.id)],
  ]

  it.each(ends)('%s: the same 404 as for a link that never was, also for a cached file', async (_, end) => {
    const app = await open()
    const { client, video, visit, file } = app
    const share = await client.share(video.id, { expires_in: 3_600 })
    const etag = (await file(share)).headers.get('etag') ?? ''
    await end(app, share)
    const unknown = `/api/videos/shared/${'A'.repeat(43)}`
    for (const path of ['', '/content', '/content?variant=thumbnail']) {
      const expected = await textOf(await visit(`${unknown}${path}`))
      expect(expected.status).toBe(404)
      expect(await textOf(await visit(`${share.url}${path}`))).toEqual(expected)
    }
    const cached = await file(share, { headers: { 'If-None-Match': etag, Range: 'bytes=0-1' } })
    expect(cached.status).toBe(404)
  })

  it('lets a response that has begun run to its end, because its bytes are sent already', async () => {
    const { client, video, file } = await open()
    const share = await client.share(video.id)
    const whole = (await (await file(share)).arrayBuffer()).byteLength
    const response = await file(share)
    await client.deleteShare(video.id, share.id)
    expect((await response.arrayBuffer()).byteLength).toBe(whole)
    expect((await file(share)).status).toBe(404)
  })

  it('is not listed when it has expired, and a share without an end stays', async () => {
    const { client, video, advance, file } = await open()
    await client.share(video.id, { expires_in: 60 })
    const kept = await client.share(video.id)
    await advance(60)
    expect((await client.listShares(video.id)).data.map(({ id }) => id)).toEqual([kept.id])
    await advance(86_400 * 365)
    expect((await file(kept)).status).toBe(200)
  })
})

describe.each([
  ['memory', memoryStore],
  ['SQLite', () => sqliteStore({ file: ':memory:' })],
])('an attack on the store %s', (_, openStore) => {
  it.each([
    'A',
    'A'.repeat(44),
    'A'.repeat(100_000),
    '%00',
    '..%2F..%2Fvideos',
    "'%20or%20'1'='1",
    '%',
    '%E0%A4%A',
    'constructor',
    '__proto__',
  ])('a token like %.40s is the same 404', async (token) => {
    const { visit } = await open({ store: openStore() })
    const unknown = await textOf(await visit(`/api/videos/shared/${'A'.repeat(43)}/content`))
    expect(await textOf(await visit(`/api/videos/shared/${token}/content`))).toEqual(unknown)
  })

  it('a stored row does not open the video: neither the id nor the hash is the token', async () => {
    const store = openStore()
    const { client, video, visit } = await open({ store })
    const share = await client.share(video.id)
    const [row] = await store.listShares('ada', video.id)
    expect(JSON.stringify(row)).not.toContain(share.token)
    for (const guess of [share.id, row?.tokenHash ?? '', share.token.toLowerCase(), share.token.slice(0, -1)])
      expect((await visit(`/api/videos/shared/${guess}/content`)).status).toBe(404)
    expect((await visit(`/api/videos/shared/${share.token}/content`)).status).toBe(200)
  })

  it('another owner neither shares, lists nor ends the shares of a video', async () => {
    const { client, clientOf, video, file } = await open({ store: openStore() })
    const share = await client.share(video.id)
    const bob = clientOf('bob')
    const own = await bob.create(fields)
    for (const attempt of [
      bob.share(video.id),
      bob.listShares(video.id),
      bob.deleteShare(video.id, share.id),
      bob.deleteShare(own.id, share.id),
    ])
      await expect(attempt).rejects.toMatchObject({ code: 'not_found', status: 404 })
    expect((await file(share)).status).toBe(200)
  })

  it('only the shared files are served, and no share of another video', async () => {
    const { client, video, visit } = await open({ store: openStore() })
    const share = await client.share(video.id, { variants: ['thumbnail'] })
    expect(share.content_url).toBeNull()
    for (const variant of ['video', 'spritesheet', 'thumbnail_track', 'x', ''])
      expect((await visit(`${share.url}/content?variant=${variant}`)).status).toBe(404)
    expect((await visit(`${share.url}/content`)).status).toBe(404)
    expect((await visit(`${share.url}/content?variant=thumbnail`)).status).toBe(200)
  })

  it('a video has at most 50 shares', async () => {
    const { client, video } = await open({ store: openStore() })
    await Promise.all(Array.from({ length: 50 }, () => client.share(video.id)))
    await expect(client.share(video.id)).rejects.toMatchObject({ code: 'limit_reached' })
  })
})

describe('a request for a share', () => {
  it.each([
    [{ variants: [] }, 'variants'],
    [{ variants: ['video', 'thumbnail_track'] }, 'variants'],
    [{ variants: 'video' }, 'variants'],
    [{ expires_in: 0 }, 'expires_in'],
    [{ expires_in: 1.5 }, 'expires_in'],
    [{ expires_in: '60' }, 'expires_in'],
    [{ expires_in: 1e12 }, 'expires_in'],
    [{ expires_at: 1 }, 'expires_at'],
  ])('%j is 400 and names the field', async (body, param) => {
    const { request, video } = await open()
    const response = await request(`/videos/${video.id}/shares`, jsonPost(body))
    expect([response.status, await response.json()]).toMatchObject([400, { error: { param } }])
  })

  it('is 409 before the video is completed', async () => {
    const { client } = await open()
    const { id } = await client.create(fields)
    await expect(client.share(id)).rejects.toMatchObject({ code: 'not_ready', status: 409 })
  })

  it('needs authentication, and is refused from another origin', async () => {
    const { request, video } = await open()
    const path = `/videos/${video.id}/shares`
    for (const method of ['GET', 'POST']) expect((await request(path, { method, as: null })).status).toBe(401)
    const foreign = jsonPost({}, { Origin: 'https://evil.test', 'Sec-Fetch-Site': 'cross-site' })
    expect((await request(path, foreign)).status).toBe(403)
  })
})

it('is off by default: no route, no capability, no function', async () => {
  const { client, videos, video, visit } = await open({ sharing: false })
  expect((await client.capabilities()).sharing).toBe(false)
  await expect(client.share(video.id)).rejects.toMatchObject({ status: 404 })
  await expect(client.listShares(video.id)).rejects.toMatchObject({ status: 404 })
  expect((await visit(`/api/videos/shared/${'A'.repeat(43)}`)).status).toBe(404)
  await expect(videos.share('ada', video.id)).rejects.toMatchObject({ code: 'misconfigured' })
})

it('the server shares, lists and revokes, too', async () => {
  const { videos, video, file } = await open()
  const share = await videos.share('ada', video.id, { expires_in: 60 })
  expect((await file(share)).status).toBe(200)
  expect((await videos.listShares('ada', video.id)).data).toHaveLength(1)
  await expect(videos.share('bob', video.id)).rejects.toMatchObject({ code: 'not_found' })
  await videos.revokeShare(share.id)
  await expect(videos.revokeShare(share.id)).rejects.toMatchObject({ code: 'not_found' })
  expect((await file(share)).status).toBe(404)
})

it('a share works behind signed URLs and without an archive', async () => {
  const { client, file } = await open({ signedURLs: true, archive: undefined as never })
  const { data } = await client.list()
  const response = await file(await client.share((data[0] as Video).id))
  expect([response.status, response.headers.get('cache-control')]).toEqual([200, 'private, no-cache'])
})
