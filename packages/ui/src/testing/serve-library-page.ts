import { createVideosClient, type CreateVideo, type Video, type VideosClient } from '@dailies/core'
import { createSandbox } from '@dailies/sandbox'
import { createVideoServer } from '@dailies/server'
import { memoryStore } from '@dailies/server/memory'
import { toNode } from '@dailies/server/node'
import { openaiUpstream } from '@dailies/server/openai'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'
import { bundleStyleSheet } from '../../style-sheets.mjs'

/** A page with a VideoLibrary under a strict policy, with the real server adapter behind it. */
export interface LibrarySite {
  /** @param props of the VideoLibrary, as JSON has them */
  url(props?: Record<string, unknown>): string
  videos: VideosClient
  /** Creates a video for each request, and completes them. */
  create(...requests: Partial<CreateVideo>[]): Promise<Video[]>
  /** Advances the clock of the upstream, in seconds. */
  advance(seconds: number): Promise<void>
  /** Sees each request before the server does, and handles it instead if it returns true. */
  onRequest: { with?: ((request: IncomingMessage, response: ServerResponse) => true | undefined) | undefined }
  close(): Promise<void>
}

const models = [
  { id: 'mini', label: 'Mini', description: 'Tiny videos.', sizes: ['320x192', '192x320'], seconds: ['1', '2', '4'] },
  { id: 'lamp-1', label: 'Lamp', description: 'Takes.', sizes: ['1280x720', '720x1280'], seconds: ['4', '8'] },
]

/** Serves the page until the site is closed. */
export async function serveLibraryPage(): Promise<LibrarySite> {
  const sandbox = createSandbox({ clock: 'manual', apiKey: 'sk-test', concurrency: 100 })
  const adapter = createVideoServer({
    upstream: openaiUpstream({ baseURL: 'http://sandbox.test/v1', apiKey: 'sk-test', fetch: sandbox.fetch, models }),
    store: memoryStore(),
    authorize: () => ({ owner: 'ada' }),
    basePath: '/api',
    now: () => sandbox.now() * 1_000,
  })
  const videos = createVideosClient({
    baseURL: 'http://page.test/api',
    fetch: (input, init) => adapter.fetch(new Request(input, init)),
  })
  const api = toNode(adapter)
  const [script, styles] = await Promise.all([bundlePage(), bundleStyleSheet('styles/video-library.css')])
  const files: Record<string, readonly [type: string, body: string]> = {
    '/': ['text/html; charset=utf-8', page],
    '/script.js': ['text/javascript', script],
    '/styles.css': ['text/css', styles],
  }
  const onRequest: LibrarySite['onRequest'] = {}
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://page.test')
    if (pathname === '/favicon.ico') return response.writeHead(204).end()
    const [type, body] = files[pathname] ?? []
    if (type !== undefined)
      return response.writeHead(200, { 'Content-Type': type, 'Content-Security-Policy': strictPolicy }).end(body)
    return onRequest.with?.(request, response) === true ? undefined : api(request, response)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('The server has no port.')
  const advance = async (seconds: number) => {
    await sandbox.advance(seconds)
    await adapter.tick()
  }
  return {
    url: (props = {}) =>
      `http://127.0.0.1:${address.port}/?${new URLSearchParams({ props: JSON.stringify(props) }).toString()}`,
    videos,
    advance,
    create: async (...requests) => {
      const created: Video[] = []
      for (const request of requests) {
        created.push(await videos.create({ prompt: 'A boat', model: 'mini', size: '320x192', ...request }))
        // One second apart: the list is sorted by time of creation.
        await advance(1)
      }
      for (let round = 0; round < 3; round += 1) await advance(120)
      return Promise.all(created.map(({ id }) => videos.retrieve(id)))
    },
    onRequest,
    close: async () => {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
      await adapter.close()
      await sandbox.close()
    },
  }
}

const strictPolicy = `default-src 'self'; style-src 'self'; object-src 'none'; base-uri 'none'; form-action 'self'`

const page = `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Library</title>
<meta name="viewport" content="width=device-width"><meta name="color-scheme" content="light dark"><link rel="stylesheet" href="/styles.css"></head>
<body><div id="root"></div><script type="module" src="/script.js"></script></body></html>`

const bundlePage = async (): Promise<string> => {
  const { outputFiles } = await build({
    entryPoints: [fileURLToPath(new URL('library-page.tsx', import.meta.url))],
    bundle: true,
    write: false,
    format: 'esm',
    jsx: 'automatic',
    define: { 'process.env.NODE_ENV': '"development"' },
    logLevel: 'error',
  })
  return outputFiles[0]?.text ?? ''
}
