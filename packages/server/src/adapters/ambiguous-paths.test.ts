import { once } from 'node:events'
import { createServer } from 'node:http'
import type { Server } from 'node:http'
import { createConnection } from 'node:net'
import type { AddressInfo } from 'node:net'
import { createAdaptorServer } from '@hono/node-server'
import express from 'express'
import express4 from 'express-4'
import { fastify } from 'fastify'
import { Hono } from 'hono'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { toExpress } from '../express'
import { toNode } from '../node'
import { createTestApp, jsonPost } from '../testing/test-app'
import type { VideoServer } from '../video-server'

/** An app that forbids the content route by a guard of its own in front of the mount. */
interface GuardedApp {
  name: string
  open(videos: VideoServer): Server | Promise<Server>
}

const guardedExpress = (framework: typeof express) => (videos: VideoServer) => {
  const app = framework()
  app.use('/api/videos/:id/content', (_request, response) => void response.sendStatus(403))
  app.use('/api', toExpress(videos))
  return createServer(app)
}

const apps: GuardedApp[] = [
  {
    name: 'Node http',
    open: (videos) => {
      const handle = toNode(videos)
      return createServer((request, response) => {
        const path = request.url?.replace(/^http:\/\/[^/]*/, '').split('?', 1)[0] ?? ''
        if (/^\/api\/videos\/[^/]+\/content\/?$/.test(path)) response.writeHead(403).end()
        else handle(request, response)
      })
    },
  },
  { name: 'Express 5', open: guardedExpress(express) },
  { name: 'Express 4', open: guardedExpress(express4) },
  {
    name: 'Fastify',
    open: async (videos) => {
      const app = fastify({ routerOptions: { ignoreTrailingSlash: true } })
      const handle = toNode(videos)
      app.get('/api/videos/:id/content', (_request, reply) => reply.code(403).send())
      app.all('*', (request, reply) => {
        reply.hijack()
        handle(request.raw, reply.raw)
      })
      await app.ready()
      return app.server
    },
  },
  {
    name: 'Hono',
    open: (videos) => {
      const app = new Hono()
      app.use('/api/videos/:id/content/*', async ({ body }) => body(null, 403))
      app.use('/api/*', ({ req }) => videos.fetch(req.raw, { basePath: '/api' }))
      return createAdaptorServer(app) as Server
    },
  },
  {
    name: 'fetch, on a socket',
    open: (videos) =>
      createAdaptorServer({
        fetch: (request) =>
          /^\/api\/videos\/[^/]+\/content\/?$/.test(new URL(request.url).pathname)
            ? new Response(null, { status: 403 })
            : videos.fetch(request),
      }) as Server,
  },
]

/** Targets that a URL parser turns into the path of the content, or of another route of the video. */
const ambiguous: [string, string][] = [
  ['a backslash', '/api/videos/ID\\content'],
  ['a backslash at the end of a segment', '/api/videos\\ID/content'],
  ['a dot segment and a backslash', '/api/videos/.\\ID/content'],
  ['a dot segment', '/api/videos/./ID/content'],
  ['an encoded dot segment', '/api/videos/%2e/ID/content'],
  ['an encoded dot and a backslash', '/api/videos/%2e\\ID\\content'],
  ['a double dot segment', '/api/videos/x/../ID/content'],
  ['an encoded double dot segment', '/api/videos/x/%2E%2e/ID/content'],
  ['a half encoded double dot segment', '/api/videos/x/.%2e/ID/content'],
  ['a double dot segment between backslashes', '/api/videos/x\\..\\ID\\content'],
  ['a double dot segment before the mount', '/else/../api/videos/ID/content'],
  ['a dot segment at the end', '/api/videos/ID/content/.'],
  ['a double dot segment at the end', '/api/videos/ID/content/x/..'],
  ['a slash at the end', '/api/videos/ID/content/'],
  ['a fragment', '/api/videos/ID/content#x'],
  ['a backslash after an absolute form', 'http://app.test/api/videos/ID\\content'],
  ['a backslash in place of the path of an absolute form', 'http://app.test\\api/videos/ID/content'],
]

/** Sends a target as it is, which no HTTP client does; returns the status. */
async function statusOf(server: Server, target: string): Promise<number> {
  const socket = createConnection((server.address() as AddressInfo).port, '127.0.0.1')
  let received = ''
  socket.on('data', (chunk) => (received += chunk.toString('latin1')))
  const headers = 'Host: app.test\r\nAuthorization: Bearer ada\r\nConnection: close\r\n\r\n'
  socket.write(`GET ${target} HTTP/1.1\r\n${headers}`, 'latin1')
  await once(socket, 'close')
  return Number(/^HTTP\/1\.1 (\d+)/.exec(received)?.[1])
}

describe.each(apps)('$name, with a guard on the content route', ({ open }) => {
  const app = createTestApp()
  let server: Server
  let id: string
  beforeAll(async () => {
    const created = await app.request('/videos', jsonPost({ prompt: 'A lamp.' }))
    id = ((await created.json()) as { id: string }).id
    await app.advance(30)
    server = await open(app.videos)
    server.listen(0, '127.0.0.1')
    await once(server, 'listening')
  })
  afterAll(async () => {
    server.closeAllConnections()
    server.close()
    await app.videos.close()
  })

  const send = (target: string) => statusOf(server, target.replace('ID', id))

  it('stops the plain path, and lets another pass', async () => {
    expect([await send('/api/videos/ID/content'), await send('/api/videos/ID')]).toEqual([403, 200])
  })

  it.each(ambiguous)('does not serve the file for a path with %s', async (_, target) => {
    // A mount that receives a parsed URL leaves it to the guard, which sees the same one.
    expect([400, 403, 404]).toContain(await send(target))
  })

  it.each(['/api/videos/ID?after=x/../y\\z', 'http://app.test/api/videos/ID'])('serves %s', async (target) => {
    expect(await send(target)).toBe(200)
  })
})

describe('toNode', () => {
  const app = createTestApp()
  const server = createServer(toNode(app.videos))
  beforeAll(() => once(server.listen(0, '127.0.0.1'), 'listening'))
  afterAll(async () => {
    server.closeAllConnections()
    server.close()
    await app.videos.close()
  })

  it.each(ambiguous.filter(([name]) => name !== 'a slash at the end'))(
    'answers a path with %s with 400',
    async (_, target) => {
      expect(await statusOf(server, target)).toBe(400)
    },
  )

  it.each(['/api/videos/a%20b', '/api/videos/a^b', '/api/videos/a|b"<>{}`', '/api/videos/%zz', '/api/videos/%2e%2ea'])(
    'does not mistake the escaping of %s for another path',
    async (target) => {
      expect(await statusOf(server, target)).toBe(404)
    },
  )
})
