import { once } from 'node:events'
import { Agent, createServer, request as send } from 'node:http'
import type { IncomingMessage, RequestOptions } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { toNode } from '../node'
import { createTestServer } from '../testing/test-server'

let isReading: boolean | undefined
const { videos } = createTestServer({ maxReferenceImageBytes: 1_000 })
const handle = toNode(videos)
const server = createServer((request, response) => {
  response.on('finish', () => (isReading = request.readableDidRead))
  handle(request, response)
})
const agent = new Agent({ keepAlive: true, maxSockets: 1 })
beforeAll(() => once(server.listen(0, '127.0.0.1'), 'listening'))
afterAll(async () => {
  agent.destroy()
  server.closeAllConnections()
  server.close()
  await videos.close()
})

/** Posts a body over the one connection of the agent; returns the status and what was read of the body. */
async function post(body: Buffer, options: RequestOptions = {}): Promise<{ status: number | undefined; text: string }> {
  const outgoing = send({
    port: (server.address() as AddressInfo).port,
    method: 'POST',
    path: '/videos',
    agent,
    ...options,
    headers: { 'content-type': 'application/json', authorization: 'Bearer ada', ...options.headers },
  })
  const arrival = once(outgoing, 'response')
  outgoing.write(body.subarray(0, 200_000))
  await new Promise((resolve) => setTimeout(resolve, 20))
  outgoing.end(body.subarray(200_000))
  const [incoming] = (await arrival) as [IncomingMessage]
  return { status: incoming.statusCode, text: (await incoming.toArray()).join('') }
}

const text = (bytes: number): Buffer => Buffer.from(JSON.stringify({ prompt: 'A lamp.', model: 'x'.repeat(bytes) }))

it('a body is read in parts, as it arrives', async () => {
  const { status, text: answer } = await post(text(900_000))
  expect([status, JSON.parse(answer).error.param]).toEqual([400, 'model'])
})

it('an anonymous body is dropped unread, and its connection can be used again', async () => {
  expect((await post(text(900_000), { headers: { authorization: '' } })).status).toBe(401)
  expect(isReading).toBe(false)
  expect((await post(text(10))).status).toBe(400)
})

it.each([
  ['with its length', { 'content-length': String(text(3_000_000).byteLength) }],
  ['in chunks', { 'transfer-encoding': 'chunked' }],
])('a client that sends too much %s receives the error, and can use its connection again', async (_, headers) => {
  expect((await post(text(3_000_000), { headers })).status).toBe(413)
  expect((await post(text(10))).status).toBe(400)
})
