import { once } from 'node:events'
import { createServer, get } from 'node:http'
import type { ServerResponse } from 'node:http'
import { afterEach, expect, it } from 'vitest'
import { sendResponse, toWebRequest } from './node-request'
import type { NodeRequest } from './node-request'

const server = createServer()
afterEach(() => {
  server.removeAllListeners('request').close()
  server.closeAllConnections()
})

/** A request that is not answered yet, in both shapes, and the client that made it. */
async function asked(headers: Record<string, string> = {}) {
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  const arrival = once(server, 'request')
  const client = get({ port: typeof address === 'object' ? address?.port : 0, path: '/api/videos/1', headers })
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

it('the host header names no path', async () => {
  const { client, request } = await asked({ host: 'app.test/api/videos?' })
  expect(request.url).toBe('http://localhost/api/videos/1')
  client.destroy()
})

it('a small file that breaks off is told as an error, without the tag that a browser would keep it by', async () => {
  const { client, response } = await asked()
  const update = once(client, 'response')
  const body = new ReadableStream({ pull: (controller) => controller.error(new Error('at /opt/app/secret.ts')) })
  const headers = {
    'content-length': '2000',
    'content-type': 'image/jpeg',
    etag: '"one"',
    'cache-control': 'max-age=9',
  }
  await sendResponse(new Response(body, { headers }), response)
  const [answer] = (await update) as [NodeRequest]
  const text = Buffer.concat(await answer.toArray()).toString()
  expect([answer.statusCode, answer.headers.etag, answer.headers['cache-control']]).toEqual([
    500,
    undefined,
    'private, no-store',
  ])
  expect(text).not.toContain('secret')
})
