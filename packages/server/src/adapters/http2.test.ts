import { once } from 'node:events'
import { connect, createServer } from 'node:http2'
import type { ServerHttp2Session } from 'node:http2'
import type { AddressInfo } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterEach, expect, it } from 'vitest'
import { toNode } from '../node'
import type { NodeHandler } from '../node'
import { EventStream } from '../http/event-stream'
import { LazyEventStreamResponse } from '../http/event-stream-response'
import { createTestApp, jsonPost } from '../testing/test-app'

const app = createTestApp()
// The compatibility API of node:http2 has the same shape as node:http.
const server = createServer(toNode(app.videos) as unknown as (...message: Parameters<NodeHandler>) => void as never)
const sessions: ServerHttp2Session[] = []
server.on('session', (session) => sessions.push(session))
afterEach(() => {
  for (const session of sessions) session.destroy()
  server.close()
})

async function send(headers: Record<string, string>, body: string): Promise<{ status: number; text: string }> {
  if (!server.listening) await once(server.listen(0, '127.0.0.1'), 'listening')
  const session = connect(`http://127.0.0.1:${(server.address() as AddressInfo).port}`)
  const stream = session.request({ authorization: 'Bearer ada', 'content-type': 'application/json', ...headers })
  const arrival = once(stream, 'response')
  stream.end(body)
  const [{ ':status': status }] = (await arrival) as [Record<string, unknown>]
  const text = Buffer.concat(await stream.toArray()).toString()
  session.close()
  return { status: Number(status), text }
}

it('over HTTP/2, events arrive one by one', async () => {
  if (!server.listening) await once(server.listen(0, '127.0.0.1'), 'listening')
  const session = connect(`http://127.0.0.1:${(server.address() as AddressInfo).port}`)
  const stream = session.request({ authorization: 'Bearer ada', ':path': '/api/videos/events' })
  stream.setEncoding('utf8')
  let text = ''
  stream.on('data', (chunk: string) => (text += chunk))
  const [{ 'content-type': type }] = (await once(stream, 'response')) as [Record<string, unknown>]
  expect(type).toBe('text/event-stream; charset=utf-8')
  for (let count = 1; count <= 2; count += 1) {
    await app.request('/videos', jsonPost({ prompt: 'A lamp.' }))
    await expect.poll(() => text.match(/^event: video$/gm)).toHaveLength(count)
  }
  session.close()
})

// Node never closes the response of a stream that is reset with NO_ERROR while its first text is being written.
it('over HTTP/2, the event streams of clients that left while it was opened end at the next heartbeat', async () => {
  const streams = new Set<EventStream>()
  const open = (): Response => {
    const stream = new EventStream(
      { afterSeq: 0, hasMissed: false },
      {
        read: async () => [],
        toEvent: () => '',
        onConnect: () => void streams.add(stream),
        onEnd: () => void streams.delete(stream),
      },
    )
    return new LazyEventStreamResponse(stream, 60_000)
  }
  const respond = async (): Promise<Response> => {
    await sleep(1)
    return open()
  }
  const mount = createServer(toNode({ matches: () => true, fetch: respond }) as never)
  mount.on('session', (session) => sessions.push(session))
  await once(mount.listen(0, '127.0.0.1'), 'listening')
  const session = connect(`http://127.0.0.1:${(mount.address() as AddressInfo).port}`)
  await once(session, 'remoteSettings')
  for (let count = 0; count < 60; count += 1) {
    const stream = session.request({ ':path': '/' }).on('error', () => undefined)
    setTimeout(() => stream.close(), count % 3)
  }
  await sleep(200)
  for (const stream of streams) stream.heartbeat()
  expect(streams.size).toBe(0)
  session.destroy()
  mount.close()
})

it.each([
  ['of the same origin, by :authority', { ':authority': 'app.example', origin: 'http://app.example' }, 200],
  ['with a Host beside :authority', { ':authority': 'app.example', host: 'x.test', origin: 'http://app.example' }, 200],
  ['of another origin', { ':authority': 'app.example', origin: 'http://evil.example' }, 403],
  ['whose Host alone is the origin', { ':authority': 'app.example', host: 'x.test', origin: 'http://x.test' }, 403],
])('over HTTP/2, a create %s is answered by its origin', async (_, headers, status) => {
  const path = { ':method': 'POST', ':path': '/api/videos', ...headers }
  expect(await send(path, '{"prompt":"A lamp."}')).toMatchObject({ status })
})
