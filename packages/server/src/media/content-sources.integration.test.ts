import { createServer } from 'node:http'
import type { Server } from 'node:http'
import { connect } from 'node:net'
import type { AddressInfo } from 'node:net'
import type { Video } from '@dailies/core'
import { sampleVideo } from '@dailies/sandbox'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Archive } from '../archive/archive'
import { memoryArchive } from '../archive/memory-archive'
import { toNode } from '../node'
import { fileSources } from '../testing/file-sources'
import type { BodyProbe } from '../testing/file-sources'
import { createTestApp, jsonPost } from '../testing/test-app'
import type { TestApp } from '../testing/test-app'

/** Starts like an MP4, and is larger than any socket buffer. */
const file = new Uint8Array(9_000_000).map((_, index) => (index * 13 + (index >> 9)) & 255)
file.set(sampleVideo().video)
const length = file.byteLength
const prompt = 'Ein Boot\r\nSet-Cookie: stolen=1; "quoted" ../../etc/passwd'

describe.each(fileSources)('a file served from $name', (source) => {
  const probe: BodyProbe = { bytesRead: 0, openBodies: 0, truncateAfter: Infinity }
  let app: TestApp
  let server: Server
  let url: string
  let etag: string
  let closeSource: () => Promise<void>

  beforeAll(async () => {
    const renderer = { render: async () => ({ ...sampleVideo(), video: file }) }
    const opened = await source.open(probe, { sandbox: { renderer }, server: {} })
    app = opened.app
    closeSource = opened.close
    const { id }: Video = await (
      await app.request('/videos', jsonPost({ model: 'mini', prompt, size: '320x192', seconds: '1' }))
    ).json()
    await app.advance(60)
    server = createServer(toNode(app.videos))
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const { port } = server.address() as AddressInfo
    url = `http://127.0.0.1:${port}/videos/${id}/content`
    etag = (await get({}, 'HEAD')).headers.get('etag') ?? ''
  })
  afterAll(async () => {
    server.closeAllConnections()
    server.close()
    await app.videos.close()
    await closeSource()
  })
  beforeEach(() => {
    probe.bytesRead = 0
    probe.truncateAfter = Infinity
  })

  const get = (headers: Record<string, string> = {}, method = 'GET', query = '') =>
    fetch(url + query, { method, headers: { authorization: 'Bearer ada', ...headers } })
  const bytesOf = async (response: Response) => Buffer.from(await response.arrayBuffer())

  it('is returned whole, with its length and type', async () => {
    const response = await get()
    expect(response.status).toBe(200)
    expect(Object.fromEntries(response.headers)).toMatchObject({
      'content-type': 'video/mp4',
      'content-length': String(length),
      'accept-ranges': 'bytes',
      'x-content-type-options': 'nosniff',
      'cross-origin-resource-policy': 'same-origin',
    })
    expect(response.headers.get('cache-control')).toMatch(/^private/)
    expect((await bytesOf(response)).equals(file)).toBe(true)
  })

  it.each([
    ['the two bytes that Safari requests first', 'bytes=0-1', 0, 1],
    ['one byte', 'bytes=0-0', 0, 0],
    ['the middle', 'bytes=4500000-4600000', 4_500_000, 4_600_000],
    ['an open range from the middle', `bytes=${length - 70_000}-`, length - 70_000, length - 1],
    ['a range past the end', `bytes=${length - 2}-${length + 50}`, length - 2, length - 1],
    ['the last bytes', 'bytes=-300', length - 300, length - 1],
    ['a suffix longer than the file', `bytes=-${length + 1}`, 0, length - 1],
  ])('returns 206 for %s', async (_, range, start, end) => {
    const response = await get({ range })
    expect(response.status).toBe(206)
    expect(response.headers.get('content-range')).toBe(`bytes ${start}-${end}/${length}`)
    expect(response.headers.get('content-length')).toBe(String(end - start + 1))
    expect((await bytesOf(response)).equals(file.subarray(start, end + 1))).toBe(true)
  })

  it.each([`bytes=${length}-`, 'bytes=-0'])('returns 416 with the length for %s', async (range) => {
    const response = await get({ range })
    expect([response.status, response.headers.get('content-range')]).toEqual([416, `bytes */${length}`])
    expect((await response.json()).error.code).toBe('range_not_satisfiable')
  })

  it.each(['bytes=0-1,5-6', 'bytes=0-1, -5', 'bytes=9-2', 'lines=0-1', 'bytes=zero-1'])(
    'ignores %s and returns the whole file',
    async (range) => {
      const response = await get({ range })
      expect([response.status, response.headers.get('content-length')]).toEqual([200, String(length)])
      await response.body?.cancel()
    },
  )

  it('ignores a range unless If-Range matches the ETag', async () => {
    const range = 'bytes=0-1'
    expect((await bytesOf(await get({ range, 'if-range': etag }))).length).toBe(2)
    for (const ifRange of ['"another"', `W/${etag}`, 'Sun, 22 Nov 2026 18:00:00 GMT']) {
      const response = await get({ range, 'if-range': ifRange })
      expect(response.status).toBe(200)
      await response.body?.cancel()
    }
  })

  it('returns 304 if If-None-Match matches the ETag', async () => {
    for (const ifNoneMatch of [etag, `W/${etag}`, `"another", ${etag}`, '*']) {
      const response = await get({ 'if-none-match': ifNoneMatch })
      expect([response.status, response.headers.get('etag')]).toEqual([304, etag])
    }
    const other = await get({ 'if-none-match': '"another"' })
    expect(other.status).toBe(200)
    await other.body?.cancel()
  })

  it('HEAD returns the headers of GET without a body', async () => {
    const response = await get({}, 'HEAD')
    expect(response.status).toBe(200)
    expect(response.headers.get('content-length')).toBe(String(length))
    expect(response.headers.get('content-type')).toBe('video/mp4')
    expect(await response.text()).toBe('')
  })

  it('has a readable download name that cannot inject headers', async () => {
    const response = await get({}, 'HEAD', '?download')
    expect(response.headers.get('content-disposition')).toMatch(
      /^attachment; filename="Ein-Boot-[\w-]+\.mp4"; filename\*=UTF-8''Ein%20Boot[\w%.-]*\.mp4$/,
    )
    expect(response.headers.get('set-cookie')).toBeNull()
    expect(decodeURIComponent(response.headers.get('content-disposition') ?? '')).not.toMatch(/[\r\n/\\]/)
  })

  it('cancels its source when the client disconnects midway', async () => {
    const client = new AbortController()
    const response = await fetch(url, { headers: { authorization: 'Bearer ada' }, signal: client.signal })
    await response.body?.getReader().read()
    client.abort()
    await expect.poll(() => probe.openBodies).toBe(0)
    expect(probe.bytesRead).toBeLessThan(length)
  })

  it('applies back-pressure for a slow client', async () => {
    const { hostname, port, pathname } = new URL(url)
    const socket = connect(Number(port), hostname)
    socket.write(`GET ${pathname} HTTP/1.1\r\nHost: app.test\r\nAuthorization: Bearer ada\r\n\r\n`)
    await new Promise((resolve) => socket.once('readable', resolve))
    socket.pause()
    let before = -1
    while (before !== probe.bytesRead) {
      before = probe.bytesRead
      await new Promise((resolve) => setTimeout(resolve, 60))
    }
    expect(probe.bytesRead).toBeLessThan(length)
    socket.destroy()
    await expect.poll(() => probe.openBodies).toBe(0)
  })

  it.each([
    ['without a range', {}],
    ['with a range', { range: 'bytes=0-8000000' }],
  ])('fails if its source ends early, %s, and is never truncated silently', async (_, headers) => {
    probe.truncateAfter = 1_000_000
    const response = await get(headers)
    await expect(response.arrayBuffer()).rejects.toThrow('terminated')
    await expect.poll(() => probe.openBodies).toBe(0)
  })

  it('is served to its owner only', async () => {
    expect((await get({ authorization: 'Bearer bob' })).status).toBe(404)
    expect((await fetch(url)).status).toBe(401)
  })
})

describe('an archive with redirect', () => {
  const redirecting = async () => {
    const redirects: unknown[] = []
    const archive: Archive = {
      ...memoryArchive(),
      redirect: async (key, options) => {
        redirects.push(options)
        return `https://bucket.test/${key}`
      },
    }
    const app = createTestApp({ server: { archive } })
    const fields = { model: 'mini', prompt: 'A boat', size: '320x192', seconds: '1' }
    const { id }: Video = await (await app.request('/videos', jsonPost(fields))).json()
    await app.advance(60)
    return { app, redirects, path: `/videos/${id}/content`, id }
  }

  it('redirects the client to its URL, with the content type and the download name', async () => {
    const { app, redirects, path, id } = await redirecting()
    const response = await app.request(`${path}?download`)
    expect([response.status, response.headers.get('location')]).toEqual([302, `https://bucket.test/${id}/video`])
    expect(response.headers.get('cache-control')).toContain('no-store')
    expect(redirects).toEqual([{ contentType: 'video/mp4', contentDisposition: expect.stringContaining('A-boat.mp4') }])
  })

  it('redirects only the owner, and HEAD is not redirected', async () => {
    const { app, path } = await redirecting()
    expect((await app.request(path, { as: 'bob' })).status).toBe(404)
    expect((await app.request(path, { method: 'HEAD' })).status).toBe(200)
  })

  it('serves the file itself to a client that asks for no redirect', async () => {
    const { app, redirects, path } = await redirecting()
    const response = await app.request(`${path}?redirect=false`)
    expect([response.status, response.headers.get('content-type')]).toEqual([200, 'video/mp4'])
    expect(redirects).toEqual([])
  })
})
