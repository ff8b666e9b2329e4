import { once } from 'node:events'
import { createServer } from 'node:http'
import type { Server } from 'node:http'
import { createConnection } from 'node:net'
import type { AddressInfo, Socket } from 'node:net'
import { afterEach, describe, expect, it } from 'vitest'
import { EventStream } from '../http/event-stream'
import { LazyEventStreamResponse } from '../http/event-stream-response'
import { TextResponse } from '../http/text-response'
import { toNode } from '../node'
import { newJob } from '../testing/new-job'

const idleTimeoutMs = 400
const servers: Server[] = []
afterEach(() => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections()
    server.close()
  }
})

/** A mount that answers every request with this response; returns a connection that has sent one request. */
async function connect(respond: () => Response) {
  const server = createServer(
    toNode({
      matches: () => true,
      fetch: async () => respond(),
      readerIdleTimeoutMs: idleTimeoutMs,
    }),
  )
  servers.push(server)
  await once(server.listen(0, '127.0.0.1'), 'listening')
  const socket = createConnection((server.address() as AddressInfo).port, '127.0.0.1')
  socket.on('error', () => undefined)
  await once(socket, 'connect')
  socket.write('GET /videos HTTP/1.1\r\nHost: app.test\r\n\r\n')
  return { server, socket }
}

const connectionsOf = (server: Server): Promise<number> =>
  new Promise((resolve) => server.getConnections((_, count) => resolve(count)))

/** More than the buffers of a connection take. */
const size = 20_000_000
const chunks = (): ReadableStream<Uint8Array> => {
  let sent = 0
  return new ReadableStream({
    pull(controller) {
      if (sent >= size) return controller.close()
      controller.enqueue(new Uint8Array(250_000))
      sent += 250_000
    },
  })
}

const events = (): EventStream =>
  new EventStream(
    { afterSeq: 0, hasMissed: false },
    {
      read: async (after) => (after * 250_000 < size ? [newJob('ada', 0, { ownerSeq: after + 1 })] : []),
      toEvent: () => `data: ${'x'.repeat(250_000)}\n\n`,
      onConnect: () => undefined,
      onEnd: () => undefined,
    },
  )

/** Reads with a pause after every two megabytes; resolves with the number of bytes. */
const readSlowly = (socket: Socket, pauseMs: number): Promise<number> =>
  new Promise((resolve) => {
    let received = 0
    socket.on('close', () => resolve(received))
    socket.on('data', (chunk) => {
      received += chunk.length
      if (received >= size) return resolve(received)
      if (received % 2_000_000 >= chunk.length) return
      socket.pause()
      setTimeout(() => socket.resume(), pauseMs)
    })
  })

describe.each<[string, () => Response]>([
  ['a streamed file', () => new Response(chunks())],
  ['a file of a known length', () => new Response(chunks(), { headers: { 'content-length': String(size) } })],
  ['a long text', () => new TextResponse('x'.repeat(size), {})],
  ['an event stream', () => new LazyEventStreamResponse(events(), idleTimeoutMs)],
])('the Node adapter, for %s', (_, respond) => {
  it('disconnects a client that does not read', async () => {
    const { server } = await connect(respond)
    await expect.poll(() => connectionsOf(server), { timeout: 5_000 }).toBe(0)
  })

  it('serves a client that reads slowly, and keeps its connection', async () => {
    const { server, socket } = await connect(respond)
    expect(await readSlowly(socket, idleTimeoutMs / 2)).toBeGreaterThanOrEqual(size)
    await new Promise((resolve) => setTimeout(resolve, 2 * idleTimeoutMs))
    expect(await connectionsOf(server)).toBe(1)
  })
})
