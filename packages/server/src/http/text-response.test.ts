import { createServer } from 'node:http'
import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { expect, it } from 'vitest'
import { toNode } from '../node'
import type { Mounted } from '../node'
import { createTestApp, jsonPost } from '../testing/test-app'
import { LazyTextResponse } from './text-response'

const init = { status: 202, headers: { 'Content-Type': 'application/json', 'X-One': '1' } }

it.each<[string, (response: Response) => Promise<unknown>, unknown]>([
  ['text', (response) => response.text(), '{"a":1}'],
  ['json', (response) => response.json(), { a: 1 }],
  ['bytes', async (response) => (await response.arrayBuffer()).byteLength, 7],
  ['blob', async (response) => (await response.blob()).text(), '{"a":1}'],
  ['clone', (response) => response.clone().text(), '{"a":1}'],
  ['a wrapper', (response) => new Response(response.body, response).text(), '{"a":1}'],
  ['headers', async ({ headers }) => Object.fromEntries(headers), { 'content-type': 'application/json', 'x-one': '1' }],
])('an unread text has the same %s as any response', async (_, read, expected) => {
  const response = new LazyTextResponse('{"a":1}', init)
  expect([response.status, response.ok]).toEqual([202, true])
  expect(await read(response)).toEqual(expected)
})

const app = createTestApp()
const { videos } = app

it.each<[string, Mounted, Record<string, unknown>]>([
  ['of the mount', videos, {}],
  [
    'with a header that a wrapper of fetch has set',
    {
      ...videos,
      fetch: async (request, context) => {
        const response = await videos.fetch(request, context)
        response.headers.set('X-Wrapped', 'yes')
        return response
      },
    },
    { 'x-wrapped': 'yes' },
  ],
  [
    'that a wrapper of fetch has made again',
    {
      ...videos,
      fetch: async (request, context) => {
        const response = await videos.fetch(request, context)
        return new Response(await response.text(), response)
      },
    },
    {},
  ],
])('the Node adapter sends a video %s', async (_, mounted, headers) => {
  const created = await app.request('/videos', jsonPost({ prompt: 'A lamp.' }))
  const { id } = (await created.json()) as { id: string }
  const server = createServer(toNode(mounted))
  await once(server.listen(0, '127.0.0.1'), 'listening')
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/api/videos/${id}`
  const response = await fetch(url, { headers: { authorization: 'Bearer ada' } })
  expect(await response.json()).toMatchObject({ id, prompt: 'A lamp.' })
  expect(Object.fromEntries(response.headers)).toMatchObject({
    'content-type': 'application/json',
    'cache-control': 'private, no-store',
    ...headers,
  })
  const head = await fetch(url, { method: 'HEAD', headers: { authorization: 'Bearer ada' } })
  expect([head.status, await head.text()]).toEqual([200, ''])
  server.closeAllConnections()
  server.close()
})
