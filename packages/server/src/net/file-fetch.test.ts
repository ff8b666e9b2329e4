import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib'
import { afterAll, afterEach, beforeAll, expect, it, vi } from 'vitest'
import { fetchWithSignal } from './fetch'
import { fileFetch } from './file-fetch'

const file = new Uint8Array(3_000_000).map((_, index) => index % 251)
const server = createServer((request, response) => {
  const [path, coding = ''] = (request.url ?? '').split('?')
  const compress = { gzip: gzipSync, deflate: deflateSync, br: brotliCompressSync }[coding]
  if (path === '/compressed' && compress) {
    response.writeHead(200, { 'content-encoding': coding }).end(compress('{"url":"/file"}'))
  } else if (request.url === '/broken') {
    response.writeHead(200, { 'content-length': '99' }).write('a part', () => response.destroy())
  } else if (request.url === '/file') {
    response.writeHead(200, { 'x-range': request.headers.range ?? '', 'x-key': request.headers.authorization ?? '' })
    response.end(file)
  }
})
let origin = ''
beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
})
afterAll(() => {
  server.closeAllConnections()
  server.close()
})

const fallbackFetch = vi.fn<(request: Request) => Promise<Response>>()
afterEach(() => fallbackFetch.mockReset())
const get = (path: string, init: RequestInit = {}) =>
  fetchWithSignal(fileFetch(fallbackFetch), new URL(path, origin), init)

it('reads a file with node:http, and sends every header of the request', async () => {
  const response = await get('/file', { headers: { range: 'bytes=0-', authorization: 'Bearer key' } })
  expect([response.headers.get('x-range'), response.headers.get('x-key')]).toEqual(['bytes=0-', 'Bearer key'])
  expect(Buffer.from(await response.arrayBuffer()).equals(file)).toBe(true)
  expect(fallbackFetch).not.toHaveBeenCalled()
})

it('fails if the connection closes in the middle of a file', async () => {
  const response = await get('/broken')
  await expect(response.text()).rejects.toThrow('aborted')
})

it('decodes a response that the server compresses against the request', async () => {
  expect(await (await get('/compressed?gzip')).json()).toEqual({ url: '/file' })
  expect(await (await get('/compressed?deflate')).json()).toEqual({ url: '/file' })
  expect(fallbackFetch).not.toHaveBeenCalled()
})

it('falls back to fetch for a coding that it cannot decode', async () => {
  fallbackFetch.mockImplementation(fetch)
  expect(await (await get('/compressed?br')).json()).toEqual({ url: '/file' })
  expect(fallbackFetch).toHaveBeenCalledOnce()
})

it('falls back to fetch for a server that node:http cannot reach', async () => {
  fallbackFetch.mockResolvedValue(new Response('by fetch'))
  expect(await (await get('http://nowhere.invalid/file')).text()).toBe('by fetch')
})

it('falls back to fetch if a global proxy dispatcher is set', async () => {
  class ProxyAgent {
    dispatch = fallbackFetch
  }
  const dispatcher = Symbol.for('undici.globalDispatcher.1')
  // The first fetch of a process sets the default dispatcher of Node.js.
  await fetch('data:,')
  const original = Reflect.get(globalThis, dispatcher)
  Reflect.set(globalThis, dispatcher, new ProxyAgent())
  try {
    fallbackFetch.mockResolvedValue(new Response('by the proxy'))
    expect(await (await get('/file')).text()).toBe('by the proxy')
  } finally {
    Reflect.set(globalThis, dispatcher, original)
  }
  expect((await get('/file')).headers.has('x-range')).toBe(true)
  expect(fallbackFetch).toHaveBeenCalledOnce()
})

it('does not fall back to fetch after an abort', async () => {
  const abort = new AbortController()
  const response = get('/no-response', { signal: abort.signal })
  setTimeout(() => abort.abort(new Error('the user left')), 30)
  await expect(response).rejects.toThrow('the user left')
  expect(fallbackFetch).not.toHaveBeenCalled()
})
