import { createServer } from 'node:http'
import type { Server } from 'node:http'
import { connect } from 'node:net'
import type { AddressInfo } from 'node:net'
import type { Video } from '@dailies/core'
import { tinyVideo } from '@dailies/sandbox/browser'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Archive } from './archive/archive'
import { memoryArchive } from './archive/memory-archive'
import { toNode } from './node'
import { filmSources } from './testing/file-sources'
import type { Tap } from './testing/file-sources'
import { openStage, posting } from './testing/stage'
import type { Stage } from './testing/stage'

/** Begins as a film does, and is long enough that no socket swallows it whole. */
const film = new Uint8Array(9_000_000).map((_, index) => (index * 13 + (index >> 9)) & 255)
film.set(tinyVideo().video)
const length = film.byteLength
const prompt = 'Ein Boot\r\nSet-Cookie: stolen=1; "quoted" ../../etc/passwd'

describe.each(filmSources)('a film served from $name', (source) => {
  const tap: Tap = { taken: 0, open: 0, endsAfter: Infinity }
  let stage: Stage
  let server: Server
  let url: string
  let etag: string
  let closeSource: () => Promise<void>

  beforeAll(async () => {
    const renderer = { render: async () => ({ ...tinyVideo(), video: film }) }
    const opened = await source.open(tap, { sandbox: { renderer }, server: {} })
    stage = opened.stage
    closeSource = opened.close
    const { id }: Video = await (
      await stage.ask('/videos', posting({ model: 'mini', prompt, size: '320x192', seconds: '1' }))
    ).json()
    await stage.advance(60)
    server = createServer(toNode(stage.videos))
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const { port } = server.address() as AddressInfo
    url = `http://127.0.0.1:${port}/videos/${id}/content`
    etag = (await get({}, 'HEAD')).headers.get('etag') ?? ''
  })
  afterAll(async () => {
    server.closeAllConnections()
    server.close()
    await stage.videos.close()
    await closeSource()
  })
  beforeEach(() => {
    tap.taken = 0
    tap.endsAfter = Infinity
  })

  const get = (headers: Record<string, string> = {}, method = 'GET', query = '') =>
    fetch(url + query, { method, headers: { authorization: 'Bearer ada', ...headers } })
  const bytesOf = async (response: Response) => Buffer.from(await response.arrayBuffer())

  it('is the whole film, with its length and its type', async () => {
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
    expect((await bytesOf(response)).equals(film)).toBe(true)
  })

  it.each([
    ['the two bytes that Safari asks for first', 'bytes=0-1', 0, 1],
    ['one byte', 'bytes=0-0', 0, 0],
    ['the middle', 'bytes=4500000-4600000', 4_500_000, 4_600_000],
    ['from the middle on', `bytes=${length - 70_000}-`, length - 70_000, length - 1],
    ['beyond the end', `bytes=${length - 2}-${length + 50}`, length - 2, length - 1],
    ['the last bytes', 'bytes=-300', length - 300, length - 1],
    ['a suffix longer than the film', `bytes=-${length + 1}`, 0, length - 1],
  ])('%s is a part of it', async (_, range, start, end) => {
    const response = await get({ range })
    expect(response.status).toBe(206)
    expect(response.headers.get('content-range')).toBe(`bytes ${start}-${end}/${length}`)
    expect(response.headers.get('content-length')).toBe(String(end - start + 1))
    expect((await bytesOf(response)).equals(film.subarray(start, end + 1))).toBe(true)
  })

  it.each([`bytes=${length}-`, 'bytes=-0'])('%s is beyond it: 416 with its length', async (range) => {
    const response = await get({ range })
    expect([response.status, response.headers.get('content-range')]).toEqual([416, `bytes */${length}`])
    expect((await response.json()).error.code).toBe('range_not_satisfiable')
  })

  it.each(['bytes=0-1,5-6', 'bytes=0-1, -5', 'bytes=9-2', 'lines=0-1', 'bytes=zero-1'])(
    '%s is ignored, and the whole is sent',
    async (range) => {
      const response = await get({ range })
      expect([response.status, response.headers.get('content-length')]).toEqual([200, String(length)])
      await response.body?.cancel()
    },
  )

  it('a range counts only while the film is the one that was begun', async () => {
    const range = 'bytes=0-1'
    expect((await bytesOf(await get({ range, 'if-range': etag }))).length).toBe(2)
    for (const ifRange of ['"another"', `W/${etag}`, 'Sun, 22 Nov 2026 18:00:00 GMT']) {
      const response = await get({ range, 'if-range': ifRange })
      expect(response.status).toBe(200)
      await response.body?.cancel()
    }
  })

  it('is not sent again to who has it', async () => {
    for (const ifNoneMatch of [etag, `W/${etag}`, `"another", ${etag}`, '*']) {
      const response = await get({ 'if-none-match': ifNoneMatch })
      expect([response.status, response.headers.get('etag')]).toEqual([304, etag])
    }
    const other = await get({ 'if-none-match': '"another"' })
    expect(other.status).toBe(200)
    await other.body?.cancel()
  })

  it('HEAD tells what GET would, without a byte of it', async () => {
    const response = await get({}, 'HEAD')
    expect(response.status).toBe(200)
    expect(response.headers.get('content-length')).toBe(String(length))
    expect(response.headers.get('content-type')).toBe('video/mp4')
    expect(await response.text()).toBe('')
  })

  it('is saved under a readable name, from which nothing gets into a header', async () => {
    const response = await get({}, 'HEAD', '?download')
    expect(response.headers.get('content-disposition')).toMatch(
      /^attachment; filename="Ein-Boot-[\w-]+\.mp4"; filename\*=UTF-8''Ein%20Boot[\w%.-]*\.mp4$/,
    )
    expect(response.headers.get('set-cookie')).toBeNull()
    expect(decodeURIComponent(response.headers.get('content-disposition') ?? '')).not.toMatch(/[\r\n/\\]/)
  })

  it('lets go of its source when the visitor leaves in the middle', async () => {
    const leave = new AbortController()
    const response = await fetch(url, { headers: { authorization: 'Bearer ada' }, signal: leave.signal })
    await response.body?.getReader().read()
    leave.abort()
    await expect.poll(() => tap.open).toBe(0)
    expect(tap.taken).toBeLessThan(length)
  })

  it('waits for a visitor who reads slowly', async () => {
    const { hostname, port, pathname } = new URL(url)
    const socket = connect(Number(port), hostname)
    socket.write(`GET ${pathname} HTTP/1.1\r\nHost: app.test\r\nAuthorization: Bearer ada\r\n\r\n`)
    await new Promise((resolve) => socket.once('readable', resolve))
    socket.pause()
    let before = -1
    while (before !== tap.taken) {
      before = tap.taken
      await new Promise((resolve) => setTimeout(resolve, 60))
    }
    expect(tap.taken).toBeLessThan(length)
    socket.destroy()
    await expect.poll(() => tap.open).toBe(0)
  })

  it.each([
    ['whole', {}],
    ['in part', { range: 'bytes=0-8000000' }],
  ])('that ends early, %s, is an error and never a short film', async (_, headers) => {
    tap.endsAfter = 1_000_000
    const response = await get(headers)
    await expect(response.arrayBuffer()).rejects.toThrow('terminated')
    await expect.poll(() => tap.open).toBe(0)
  })

  it('belongs to its owner alone', async () => {
    expect((await get({ authorization: 'Bearer bob' })).status).toBe(404)
    expect((await fetch(url)).status).toBe(401)
  })
})

describe('an archive that serves by itself', () => {
  const redirecting = async () => {
    const asked: unknown[] = []
    const archive: Archive = {
      ...memoryArchive(),
      redirect: async (key, options) => {
        asked.push(options)
        return `https://bucket.test/${key}`
      },
    }
    const stage = openStage({ server: { archive } })
    const wish = { model: 'mini', prompt: 'A boat', size: '320x192', seconds: '1' }
    const { id }: Video = await (await stage.ask('/videos', posting(wish))).json()
    await stage.advance(60)
    return { stage, asked, path: `/videos/${id}/content`, id }
  }

  it('is where a visitor is sent, with the type and the name of a download', async () => {
    const { stage, asked, path, id } = await redirecting()
    const response = await stage.ask(`${path}?download`)
    expect([response.status, response.headers.get('location')]).toEqual([302, `https://bucket.test/${id}/video`])
    expect(response.headers.get('cache-control')).toContain('no-store')
    expect(asked).toEqual([{ contentType: 'video/mp4', contentDisposition: expect.stringContaining('A-boat.mp4') }])
  })

  it('is shown to nobody but the owner, and HEAD is answered here', async () => {
    const { stage, path } = await redirecting()
    expect((await stage.ask(path, { as: 'bob' })).status).toBe(404)
    expect((await stage.ask(path, { method: 'HEAD' })).status).toBe(200)
  })
})
