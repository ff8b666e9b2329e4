import { createServer } from 'node:http'
import type { Server } from 'node:http'
import type { AddressInfo, Socket } from 'node:net'
import { fileURLToPath } from 'node:url'
import { createSandbox } from '@dailies/sandbox'
import { createVideoServer } from '@dailies/server'
import { memoryStore } from '@dailies/server/memory'
import type { VideoServer } from '@dailies/server'
import { toNode } from '@dailies/server/node'
import { openaiUpstream } from '@dailies/server/openai'
import { build } from 'esbuild'

/**
 * A website on localhost: a page with the real client, and the real adapter in front of the sandbox, with the system
 * clock.
 */
export interface RealSite {
  origin: string
  /** Every request to the video server, as `GET /api/videos`. Set its length to 0 to clear it. */
  requests: string[]
  /** When the server learned that a job was completed, by id, in Unix milliseconds. */
  completedAt: Map<string, number>
  /** Number of open event streams. */
  openStreams(): number
  /** Stops the video server and closes every connection. */
  stop(): Promise<void>
  /** Starts a new adapter with the same store, at the same address. */
  start(): Promise<void>
  close(): Promise<void>
}

/** @param jobDurationMs duration of every job */
export async function openRealSite(jobDurationMs: number): Promise<RealSite> {
  const script = await bundlePage()
  const sandbox = createSandbox({ jobDurationMs, concurrency: 10, pollAfterMs: 200 })
  const store = memoryStore()
  const requests: string[] = []
  const completedAt = new Map<string, number>()
  const sockets = new Set<Socket>()
  const streams = new Set<unknown>()
  let http: Server | undefined
  let videos: VideoServer | undefined
  let port = 0

  const start = async (): Promise<void> => {
    const adapter = createVideoServer({
      upstream: openaiUpstream({
        baseURL: 'http://sandbox/v1',
        apiKey: 'sk-test',
        models: [{ id: 'mini', sizes: ['320x192'], seconds: ['1'] }],
        fetch: (request) => sandbox.fetch(request),
      }),
      authorize: (request) => {
        const name = /^Bearer (\w+)$/.exec(request.headers.get('authorization') ?? '')?.[1]
        return name === undefined || name === 'expired' ? null : { owner: name }
      },
      store,
      basePath: '/api',
      onEvent: (event) => {
        if (event.type === 'completed') completedAt.set(event.videoId, Date.now())
      },
    })
    const handle = toNode(adapter)
    const server = createServer((request, response) => {
      const { method = '', url = '' } = request
      if (!url.startsWith('/api')) {
        response.setHeader('Content-Type', url === '/page.js' ? 'text/javascript' : 'text/html')
        response.end(
          url === '/page.js' ? script : '<!doctype html><title>Studio</title><script src="/page.js"></script>',
        )
        return
      }
      requests.push(`${method} ${url}`)
      if (url === '/api/videos/events') {
        streams.add(response)
        response.once('close', () => streams.delete(response))
      }
      handle(request, response)
    })
    server.on('connection', (socket) => {
      sockets.add(socket)
      socket.once('close', () => sockets.delete(socket))
    })
    await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve))
    port = (server.address() as AddressInfo).port
    adapter.start()
    http = server
    videos = adapter
  }

  const stop = async (): Promise<void> => {
    const closing = new Promise<unknown>((resolve) => http?.close(resolve))
    for (const socket of sockets) socket.destroy()
    await closing
    await videos?.close()
  }

  await start()
  return {
    origin: `http://127.0.0.1:${port}`,
    requests,
    completedAt,
    openStreams: () => streams.size,
    start,
    stop,
    async close() {
      await stop()
      await sandbox.close()
    },
  }
}

async function bundlePage(): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [fileURLToPath(new URL('browser-page.ts', import.meta.url))],
    bundle: true,
    write: false,
    format: 'iife',
    target: 'es2022',
  })
  return outputFiles.map(({ text }) => text).join('')
}
