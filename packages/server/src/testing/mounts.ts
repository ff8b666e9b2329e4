import { createServer } from 'node:http'
import type { Server } from 'node:http'
import { createAdaptorServer } from '@hono/node-server'
import express from 'express'
import express4 from 'express-4'
import { fastify } from 'fastify'
import { Hono } from 'hono'
import { keepRawBody, toExpress } from '../express'
import { toNextRoute } from '../next'
import { toNode } from '../node'
import type { VideoServer } from '../video-server'

/** A mounted server that accepts requests at `baseURL`. */
export interface MountedServer {
  baseURL: string
  fetch: (input: string | URL | Request, init?: RequestInit) => Promise<Response>
  close(): Promise<void>
}

/** One way to mount the server under `/api`. */
export interface Mount {
  name: string
  /** Other paths fall through to the surrounding app, which answers all of them with 299. */
  fallsThrough?: boolean
  open(videos: VideoServer): Promise<MountedServer>
}

const onSocket =
  (serve: (videos: VideoServer) => Server | Promise<Server>): Mount['open'] =>
  async (videos) => {
    const server = await serve(videos)
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const address = server.address()
    const port = typeof address === 'object' ? address?.port : undefined
    return {
      baseURL: `http://127.0.0.1:${port}/api`,
      fetch: (input, init) => fetch(input, init),
      close: () =>
        new Promise((resolve) => {
          server.close(() => resolve())
          server.closeAllConnections()
        }),
    }
  }

const inProcess =
  (handle: (videos: VideoServer) => (request: Request) => Promise<Response>): Mount['open'] =>
  async (videos) => ({
    baseURL: 'http://app.test/api',
    fetch: (input, init) => handle(videos)(new Request(input, init)),
    close: async () => undefined,
  })

const appResponse = (method: string, path: string) => `the app's own ${method} ${path}`

const throughExpress = (prepare: (app: express.Express) => void, framework = express): Mount['open'] =>
  onSocket((videos) => {
    const app = framework()
    prepare(app)
    app.use('/api', toExpress(videos))
    app.use((request, response) => {
      response.status(299).type('text').send(appResponse(request.method, request.originalUrl))
    })
    return createServer(app)
  })

const throughHono = (videos: VideoServer) => {
  const app = new Hono()
  app.use('/api/*', (context, next) =>
    videos.matches(context.req.path, '/api') ? videos.fetch(context.req.raw, { basePath: '/api' }) : next(),
  )
  app.all('*', ({ req }) => new Response(appResponse(req.method, req.path), { status: 299 }))
  return createAdaptorServer(app) as Server
}

const throughFastify = async (videos: VideoServer) => {
  const app = fastify()
  const handle = toNode(videos)
  app.addHook('onRequest', (request, reply, next) => handle(request.raw, reply.raw, next))
  app.all('*', async (request, reply) => reply.code(299).send(appResponse(request.method, request.url)))
  await app.ready()
  return app.server
}

/** Every way to mount the server; the same tests run against each. */
export const mounts: Mount[] = [
  { name: 'fetch', open: inProcess((videos) => videos.fetch) },
  {
    name: 'fetch, on a socket',
    open: onSocket((videos) => createAdaptorServer({ fetch: (request) => videos.fetch(request) }) as Server),
  },
  { name: 'Node http', open: onSocket((videos) => createServer(toNode(videos))) },
  { name: 'Express 5', fallsThrough: true, open: throughExpress(() => undefined) },
  { name: 'Express 4', fallsThrough: true, open: throughExpress(() => undefined, express4) },
  {
    name: 'Express 5 after express.json()',
    fallsThrough: true,
    open: throughExpress((app) => app.use(express.json({ limit: '20mb', verify: keepRawBody }))),
  },
  {
    name: 'Express 4 after express.json()',
    fallsThrough: true,
    open: throughExpress((app) => app.use(express4.json({ limit: '20mb', verify: keepRawBody })), express4),
  },
  { name: 'Hono', fallsThrough: true, open: onSocket(throughHono) },
  { name: 'Fastify', fallsThrough: true, open: onSocket(throughFastify) },
  {
    name: 'Express 5 after express.json() without keepRawBody',
    fallsThrough: true,
    open: throughExpress((app) => app.use(express.json({ limit: '20mb' }))),
  },
  {
    name: 'Next route handlers',
    open: inProcess((videos) => {
      const handlers: Partial<Record<string, (request: Request) => Promise<Response>>> = toNextRoute(videos)
      return async (request) => (await handlers[request.method]?.(request)) ?? new Response(null, { status: 405 })
    }),
  },
]
