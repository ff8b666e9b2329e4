import { createServer } from 'node:http'
import type { RequestListener } from 'node:http'
import express from 'express'
import { keepRawBody, toExpress } from '../express'
import { toNextRoute } from '../next'
import { toNode } from '../node'
import type { VideoServer } from '../video-server'

/** A server that can be asked at `baseURL`. */
export interface OpenMount {
  baseURL: string
  fetch: (input: string | URL | Request, init?: RequestInit) => Promise<Response>
  close(): Promise<void>
}

/** One way to put the server under `/api`. */
export interface Mount {
  name: string
  open(videos: VideoServer): Promise<OpenMount>
}

const onSocket =
  (listener: (videos: VideoServer) => RequestListener): Mount['open'] =>
  async (videos) => {
    const server = createServer(listener(videos))
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

const throughExpress = (prepare: (app: express.Express) => void): Mount['open'] =>
  onSocket((videos) => {
    const app = express()
    prepare(app)
    app.use('/api', toExpress(videos))
    app.use((request, response) => {
      response.status(299).type('text').send(`the app's own ${request.method} ${request.originalUrl}`)
    })
    return app
  })

/** Every way to mount the server; each must keep every promise. */
export const mounts: Mount[] = [
  { name: 'fetch', open: inProcess((videos) => videos.fetch) },
  { name: 'Node http', open: onSocket((videos) => toNode(videos)) },
  { name: 'Express', open: throughExpress(() => undefined) },
  {
    name: 'Express after express.json()',
    open: throughExpress((app) => app.use(express.json({ limit: '20mb', verify: keepRawBody }))),
  },
  {
    name: 'Express after express.json() that kept no bytes',
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
