import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { gzipSync } from 'node:zlib'
import { afterAll, afterEach, beforeAll, expect, it, vi } from 'vitest'
import { fileFetch } from './file-fetch'

const film = new Uint8Array(3_000_000).map((_, index) => index % 251)
const server = createServer((request, response) => {
  if (request.url === '/packed') {
    response.writeHead(200, { 'content-encoding': 'gzip' }).end(gzipSync('{"url":"/film"}'))
  } else if (request.url === '/broken') {
    response.writeHead(200, { 'content-length': '99' }).write('a part', () => response.destroy())
  } else if (request.url === '/film') {
    response.writeHead(200, { 'x-range': request.headers.range ?? '', 'x-key': request.headers.authorization ?? '' })
    response.end(film)
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

const byFetch = vi.fn<(request: Request) => Promise<Response>>()
afterEach(() => byFetch.mockReset())
const get = (path: string, init?: RequestInit) => fileFetch(byFetch)(new Request(new URL(path, origin), init))

it('reads a file from its socket, with every header that was asked with', async () => {
  const response = await get('/film', { headers: { range: 'bytes=0-', authorization: 'Bearer key' } })
  expect([response.headers.get('x-range'), response.headers.get('x-key')]).toEqual(['bytes=0-', 'Bearer key'])
  expect(Buffer.from(await response.arrayBuffer()).equals(film)).toBe(true)
  expect(byFetch).not.toHaveBeenCalled()
})

it('fails a file that breaks off', async () => {
  const response = await get('/broken')
  await expect(response.text()).rejects.toThrow('aborted')
})

it('leaves to fetch what a server compresses although it was asked not to', async () => {
  byFetch.mockImplementation(fetch)
  expect(await (await get('/packed')).json()).toEqual({ url: '/film' })
  expect(byFetch).toHaveBeenCalledOnce()
})

it('leaves to fetch a server that only fetch can reach', async () => {
  byFetch.mockResolvedValue(new Response('by another way'))
  expect(await (await get('http://nowhere.invalid/film')).text()).toBe('by another way')
})

it('leaves to fetch every file once a proxy is set for it', async () => {
  class ProxyAgent {
    dispatch = byFetch
  }
  const dispatcher = Symbol.for('undici.globalDispatcher.1')
  // The first fetch of a process puts Node's own there.
  await fetch('data:,')
  const own = Reflect.get(globalThis, dispatcher)
  Reflect.set(globalThis, dispatcher, new ProxyAgent())
  try {
    byFetch.mockResolvedValue(new Response('by the proxy'))
    expect(await (await get('/film')).text()).toBe('by the proxy')
  } finally {
    Reflect.set(globalThis, dispatcher, own)
  }
  expect((await get('/film')).headers.has('x-range')).toBe(true)
  expect(byFetch).toHaveBeenCalledOnce()
})

it('asks nobody again once it was called off', async () => {
  const leaving = new AbortController()
  const asked = get('/never-answered', { signal: leaving.signal })
  setTimeout(() => leaving.abort(new Error('the visitor left')), 30)
  await expect(asked).rejects.toThrow('the visitor left')
  expect(byFetch).not.toHaveBeenCalled()
})
