import { once } from 'node:events'
import { createServer, get } from 'node:http'
import type { ServerResponse } from 'node:http'
import { afterEach, expect, it } from 'vitest'
import { toWebRequest } from './node-request'
import type { NodeRequest } from './node-request'
import { sendResponse } from './node-response'

const server = createServer()
afterEach(() => {
  server.removeAllListeners('request').close()
  server.closeAllConnections()
})

/** A request without a response yet, as a Node response and a web request, and the client that sent it. */
async function receiveRequest(headers: Record<string, string> = {}) {
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  const arrival = once(server, 'request')
  const client = get({ port: typeof address === 'object' ? address?.port : 0, path: '/api/videos/1', headers })
  // A client that disconnects gets an error event.
  client.on('error', () => undefined)
  const [request, response] = (await arrival) as [NodeRequest, ServerResponse]
  return { client, response, request: toWebRequest(request, response, '/api/videos/1').request }
}

it('toWebRequest returns a real Request, whose signal aborts when the client disconnects', async () => {
  const { client, request, response } = await receiveRequest()
  expect(request).toBeInstanceOf(Request)
  expect(new Request(request).url).toBe(request.url)
  const { signal } = request
  client.destroy()
  await once(response, 'close')
  expect([signal.aborted, request.signal]).toEqual([true, signal])
})

it('the signal is aborted even if it is first read after the disconnect', async () => {
  const { client, request, response } = await receiveRequest()
  client.destroy()
  await once(response, 'close')
  expect(request.signal.aborted).toBe(true)
})

it('the signal does not abort when the response ends', async () => {
  const { client, request, response } = await receiveRequest()
  const { signal } = request
  client.on('response', (message) => message.resume())
  response.end('All of it.')
  await once(response, 'close')
  expect([signal.aborted, request.clone().signal.aborted]).toEqual([false, false])
})

it('the Host header does not change the path', async () => {
  const { client, request } = await receiveRequest({ host: 'app.test/api/videos?' })
  expect(request.url).toBe('http://localhost/api/videos/1')
  client.destroy()
})

it('a small file that breaks off becomes a 500 without ETag, so that browsers do not cache it', async () => {
  const { client, response } = await receiveRequest()
  const received = once(client, 'response')
  const body = new ReadableStream({ pull: (controller) => controller.error(new Error('at /opt/app/secret.ts')) })
  const headers = {
    'content-length': '2000',
    'content-type': 'image/jpeg',
    etag: '"one"',
    'cache-control': 'max-age=9',
  }
  await sendResponse(new Response(body, { headers }), response, 1_000)
  const [message] = (await received) as [NodeRequest]
  const text = Buffer.concat(await message.toArray()).toString()
  expect([message.statusCode, message.headers.etag, message.headers['cache-control']]).toEqual([
    500,
    undefined,
    'private, no-store',
  ])
  expect(text).not.toContain('secret')
})
