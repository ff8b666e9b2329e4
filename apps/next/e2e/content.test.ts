import { createServer } from 'node:http'
import type { ServerResponse } from 'node:http'
import { once } from 'node:events'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { startDemo } from '../../studio/e2e/demo-process'
import type { DemoProcess } from '../../studio/e2e/demo-process'
import { mount } from '../../studio/e2e/mount'

let demo: DemoProcess
let file: string

const ask = (path: string, init: RequestInit = {}) =>
  fetch(`${demo.url}/api${path}`, {
    ...init,
    headers: { ...mount.as('ada'), ...Object.fromEntries(new Headers(init.headers)) },
  })

beforeAll(async () => {
  demo = await startDemo()
  const body = JSON.stringify({ prompt: 'A slow pan over wet roofs', model: 'mini', seconds: '1', size: '320x192' })
  const created = await ask('/videos', { method: 'POST', headers: { 'Content-Type': 'application/json' }, body })
  const { id } = (await created.json()) as { id: string }
  file = `/videos/${id}/content`
  const state = async () =>
    ((await (await ask(`/videos/${id}`)).json()) as { assets: { video: { state: string } } }).assets.video.state
  await vi.waitUntil(async () => (await state()) === 'ready', { timeout: 30_000, interval: 250 })
})
afterAll(() => demo.stop())

describe('the bytes of a video, behind next start', () => {
  it('are served whole with their content-length', async () => {
    const response = await ask(file)
    const bytes = await response.arrayBuffer()
    expect([response.status, response.headers.get('content-type')]).toEqual([200, 'video/mp4'])
    expect(Number(response.headers.get('content-length'))).toBe(bytes.byteLength)
    expect(bytes.byteLength).toBeGreaterThan(1_000)
  })

  it('are served as ranges from three positions', async () => {
    const whole = Buffer.from(await (await ask(file)).arrayBuffer())
    const last = whole.length - 1
    for (const [start, end] of [
      [0, 99],
      [whole.length >> 1, last],
      [last - 9, last],
    ] as const) {
      const part = await ask(file, { headers: { Range: `bytes=${start}-${end}` } })
      expect(part.status).toBe(206)
      expect(part.headers.get('content-range')).toBe(`bytes ${start}-${end}/${whole.length}`)
      expect(part.headers.get('content-length')).toBe(String(end - start + 1))
      expect(Buffer.from(await part.arrayBuffer()).equals(whole.subarray(start, end + 1))).toBe(true)
    }
  })

  it('answer HEAD with the length, 416 beyond the end, and 304 for a matching ETag', async () => {
    const head = await ask(file, { method: 'HEAD' })
    const length = head.headers.get('content-length')
    expect([head.status, await head.text()]).toEqual([200, ''])
    expect(Number(length)).toBeGreaterThan(1_000)
    const beyond = await ask(file, { headers: { Range: 'bytes=999999999-' } })
    expect([beyond.status, beyond.headers.get('content-range')]).toEqual([416, `bytes */${length}`])
    const known = await ask(file, { headers: { 'If-None-Match': head.headers.get('etag') ?? '' } })
    expect(known.status).toBe(304)
  })

  it('are downloaded under the prompt as file name', async () => {
    const response = await ask(`${file}?download`)
    expect(response.headers.get('content-disposition')).toMatch(/^attachment; filename="?[^"]*roofs/)
    expect(Number(response.headers.get('content-length'))).toBe((await response.arrayBuffer()).byteLength)
  })

  it('are not accessible to other visitors', async () => {
    expect((await fetch(`${demo.url}/api${file}`, { headers: mount.as('grace') })).status).toBe(404)
    expect((await fetch(`${demo.url}/api${file}`)).status).toBe(401)
  })
})

it('a client that disconnects during a video cancels the upstream request', async () => {
  const open = new Set<ServerResponse>()
  const upstream = createServer((request, response) => {
    if (request.url?.endsWith('/content')) {
      open.add(response)
      const head = Buffer.alloc(65_536)
      head.write('\0\0\0\x18ftypisom', 'latin1')
      response.writeHead(200, { 'Content-Type': 'video/mp4' })
      const timer = setInterval(() => response.write(head), 10)
      response.once('close', () => {
        clearInterval(timer)
        open.delete(response)
      })
      return
    }
    const now = Math.floor(Date.now() / 1_000)
    const file = {
      id: 'far_1',
      object: 'video',
      status: 'completed',
      progress: 100,
      created_at: now,
      completed_at: now,
    }
    response.writeHead(request.url?.includes('variant=') ? 404 : 200, { 'Content-Type': 'application/json' })
    response.end(JSON.stringify({ ...file, model: 'mini', seconds: '1', size: '320x192', prompt: 'Endless' }))
  }).listen(0, '127.0.0.1')
  await once(upstream, 'listening')
  const address = upstream.address()
  const port = typeof address === 'object' ? address?.port : 0
  const other = await startDemo({ VIDEOS_BASE_URL: `http://127.0.0.1:${port}/v1`, VIDEOS_API_KEY: 'a-key' })
  const headers = { ...mount.as('ada'), 'Content-Type': 'application/json' }
  const body = JSON.stringify({ prompt: 'Endless', model: 'mini' })
  const created = await fetch(`${other.url}/api/videos`, { method: 'POST', headers, body })
  const { id } = (await created.json()) as { id: string }
  // The archive's own copy, which continues.
  await expect.poll(() => open.size, { timeout: 20_000 }).toBe(1)
  const leaving = new AbortController()
  const response = await fetch(`${other.url}/api/videos/${id}/content`, { headers, signal: leaving.signal })
  await response.body?.getReader().read()
  expect(open.size).toBe(2)
  leaving.abort()
  await expect.poll(() => open.size).toBe(1)
  await other.stop()
  upstream.closeAllConnections()
  upstream.close()
})
