import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { once } from 'node:events'
import { afterEach, describe, expect, it } from 'vitest'
import { toNode } from '../node'
import type { Mounted } from '../node'
import { memoryStore } from '../store/memory'
import { readEvents } from '../testing/read-events'
import { createTestServer } from '../testing/test-server'
import type { VideoServerOptions } from '../video-server-options'

const closers: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const close of closers.splice(0)) await close()
})

/** Serves a video server over `node:http`; `wrap` is what an app puts around it. */
async function open(options: Partial<VideoServerOptions>, wrap: (videos: Mounted) => Mounted = (videos) => videos) {
  const server = createTestServer(options)
  const http = createServer(toNode(wrap(server.videos)))
  await once(http.listen(0, '127.0.0.1'), 'listening')
  closers.push(async () => {
    http.closeAllConnections()
    http.close()
    await server.videos.close()
  })
  const url = `http://127.0.0.1:${(http.address() as AddressInfo).port}/api/videos/events`
  const connect = (init: RequestInit = {}, headers: Record<string, string> = {}): Promise<Response> =>
    fetch(url, { ...init, headers: { authorization: 'Bearer ada', ...headers } })
  return { ...server, connect }
}

type Wrap = (respond: () => Promise<Response>) => Promise<Response>
const wrappedBy =
  (wrap: Wrap) =>
  (videos: Mounted): Mounted => ({
    ...videos,
    fetch: (request, context) => wrap(() => videos.fetch(request, context)),
  })

const wrappers: [string, Wrap, Record<string, string>][] = [
  ['nothing', (respond) => respond(), {}],
  [
    'a wrapper that sets a header',
    async (respond) => {
      const response = await respond()
      response.headers.set('X-Wrapped', 'yes')
      return response
    },
    { 'x-wrapped': 'yes' },
  ],
  [
    'a wrapper that looks at the body',
    async (respond) => {
      const response = await respond()
      expect(response.body).toBeInstanceOf(ReadableStream)
      return response
    },
    {},
  ],
  [
    'a wrapper that makes another response of it',
    async (respond) => {
      const response = await respond()
      return new Response(response.body, response)
    },
    {},
  ],
  ['a wrapper that clones it', async (respond) => (await respond()).clone(), {}],
]

describe.each(wrappers)('an event stream over node:http, behind %s', (_, wrap, headers) => {
  it('has its headers, and sends the first id and every event', async () => {
    const { connect, create } = await open({}, wrappedBy(wrap))
    const response = await connect()
    expect(Object.fromEntries(response.headers)).toMatchObject({
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'private, no-store, no-transform',
      ...headers,
    })
    const stream = readEvents(response)
    const { id } = await create()
    expect((await stream.next())[0]?.data['id']).toBe(id)
    expect(stream.text).toMatch(/^retry: \d+\nid: 0\n\n/)
    await stream.cancel()
  })
})

it('a page of a trusted origin receives the events, with the headers of CORS', async () => {
  const { connect, create } = await open({ trustedOrigins: ['https://other.example'] })
  const response = await connect({}, { origin: 'https://other.example' })
  expect(response.headers.get('access-control-allow-origin')).toBe('https://other.example')
  const stream = readEvents(response)
  await create()
  expect((await stream.next())[0]?.event).toBe('video')
})

it('a stream ends after its lifetime', async () => {
  const { connect } = await open({ eventStreamLifetimeMs: 50 })
  const stream = readEvents(await connect())
  await stream.ended()
  expect(stream.text).toMatch(/^retry: /)
})

it('streams end when the server closes', async () => {
  const { connect, videos } = await open({})
  const stream = readEvents(await connect())
  await videos.close()
  await stream.ended()
  expect(stream.text).toMatch(/^retry: /)
})

it('a stream that was being opened when the server closed ends', async () => {
  const store = memoryStore()
  let continueRead: (() => void) | undefined
  store.ownerSeq = () => new Promise((resolve) => (continueRead = () => resolve(0)))
  const { connect, videos } = await open({ store })
  const response = connect()
  await expect.poll(() => continueRead).toBeDefined()
  await videos.close()
  continueRead?.()
  await readEvents(await response).ended()
})

it('clients that have disconnected free their slots', async () => {
  const { connect } = await open({})
  const clients = new AbortController()
  const statuses = async (): Promise<number[]> =>
    (await Promise.all(Array.from({ length: 32 }, () => connect({ signal: clients.signal })))).map(
      ({ status }) => status,
    )
  expect(new Set(await statuses())).toEqual(new Set([200]))
  const statusOfOneMore = async (): Promise<number> => {
    const { status, body } = await connect()
    await body?.cancel()
    return status
  }
  expect(await statusOfOneMore()).toBe(429)
  clients.abort()
  await expect.poll(statusOfOneMore).toBe(200)
})

it('a stream that a wrapper has dropped frees its slot', async () => {
  const drop = wrappedBy(async (respond) => {
    const { ok } = await respond()
    return new Response(String(ok), { status: ok ? 200 : 429 })
  })
  const { connect } = await open({ readerIdleTimeoutMs: 200 }, drop)
  for (let count = 0; count < 32; count += 1) expect((await connect()).status).toBe(200)
  expect((await connect()).status).toBe(429)
  await expect.poll(async () => (await connect()).status).toBe(200)
})
