import { createServer, request } from 'node:http'
import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { once } from 'node:events'
import { afterEach, describe, expect, it } from 'vitest'
import { EventStream } from '../http/event-stream'
import { LazyEventStreamResponse } from '../http/event-stream-response'
import { toNode } from '../node'
import type { NodeRequest } from '../node'

const closers: (() => void)[] = []
afterEach(() => {
  for (const close of closers.splice(0)) close()
})

/** Sends a request to an app; returns the two ends of its response, and the errors that would end the process. */
async function connect(app: RequestListener) {
  const errors: Error[] = []
  const http = createServer((incoming, response) => {
    response.on('error', (error) => errors.push(error))
    app(incoming, response)
  })
  const arrival = once(http, 'request') as Promise<[NodeRequest, ServerResponse]>
  await once(http.listen(0, '127.0.0.1'), 'listening')
  const client = request({ host: '127.0.0.1', port: (http.address() as AddressInfo).port }).end()
  client.on('error', () => undefined)
  closers.push(() => {
    http.closeAllConnections()
    http.close()
  })
  const [received] = (await once(client, 'response')) as [IncomingMessage]
  received.on('error', () => undefined).resume()
  const [, response] = await arrival
  return { received, response, errors }
}

/** A mount that answers with this response, without a video server. */
const mount = (respond: () => Response) =>
  toNode({ matches: () => true, fetch: async () => respond(), readerIdleTimeoutMs: 100 })

function openEvents() {
  const calls = { connects: 0, ends: 0 }
  const stream = new EventStream(
    { afterSeq: 0, hasMissed: false },
    {
      read: async () => [],
      toEvent: () => '',
      onConnect: () => void (calls.connects += 1),
      onEnd: () => void (calls.ends += 1),
    },
  )
  return { stream, calls, response: new LazyEventStreamResponse(stream, 100) }
}

const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))

describe('a response that the app ends itself', () => {
  it('ends its event stream at the next text, without an error', async () => {
    const events = openEvents()
    const { response, errors } = await connect(mount(() => events.response))
    response.end()
    events.stream.heartbeat()
    expect(events.calls).toEqual({ connects: 1, ends: 1 })
    await once(response, 'close')
    expect(errors).toEqual([])
  })

  it('cancels the file, without an error', async () => {
    let controller!: ReadableStreamDefaultController<Uint8Array>
    let isCancelled = false
    const body = new ReadableStream<Uint8Array>({
      start: (started) => void (controller = started),
      cancel: () => void (isCancelled = true),
    })
    const { response, errors } = await connect(mount(() => new Response(body)))
    await turn()
    response.end()
    controller.enqueue(new Uint8Array(10))
    await expect.poll(() => isCancelled).toBe(true)
    expect(errors).toEqual([])
  })

  it.each<[string, (response: ServerResponse) => unknown]>([
    ['has ended', (response) => response.end()],
    ['has begun', (response) => response.flushHeaders()],
  ])('ends the event stream that comes after it %s', async (_, answer) => {
    const events = openEvents()
    await connect((incoming, response) => {
      response.writeHead(503)
      answer(response)
      mount(() => events.response)(incoming, response)
    })
    await expect.poll(() => events.calls.ends).toBe(1)
  })
})

it('an event stream goes on if the app looks at the body of its response later', async () => {
  const events = openEvents()
  const { received } = await connect(mount(() => events.response))
  expect(await events.response.text()).toBe('')
  await new Promise((resolve) => setTimeout(resolve, 250))
  expect([events.calls, received.readableEnded]).toEqual([{ connects: 1, ends: 0 }, false])
})
