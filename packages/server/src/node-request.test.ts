import { once } from 'node:events'
import { createServer, get } from 'node:http'
import type { ServerResponse } from 'node:http'
import { afterEach, expect, it } from 'vitest'
import { toWebRequest } from './node-request'
import type { NodeRequest } from './node-request'

const server = createServer()
afterEach(() => {
  server.removeAllListeners('request').close()
  server.closeAllConnections()
})

/** A request that is not answered yet, in both shapes, and the client that made it. */
async function asked() {
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  const arrival = once(server, 'request')
  const client = get({ port: typeof address === 'object' ? address?.port : 0 })
  // A client that leaves is told so.
  client.on('error', () => undefined)
  const [request, response] = (await arrival) as [NodeRequest, ServerResponse]
  return { client, response, request: toWebRequest(request, response).request }
}

it('a request is a true one, whose signal says that the client left', async () => {
  const { client, request, response } = await asked()
  expect(request).toBeInstanceOf(Request)
  expect(new Request(request).url).toBe(request.url)
  const { signal } = request
  client.destroy()
  await once(response, 'close')
  expect([signal.aborted, request.signal]).toEqual([true, signal])
})

it('also where it is asked for only afterwards', async () => {
  const { client, request, response } = await asked()
  client.destroy()
  await once(response, 'close')
  expect(request.signal.aborted).toBe(true)
})

it('and not that an answer is over', async () => {
  const { client, request, response } = await asked()
  const { signal } = request
  client.on('response', (message) => message.resume())
  response.end('All of it.')
  await once(response, 'close')
  expect([signal.aborted, request.clone().signal.aborted]).toEqual([false, false])
})
