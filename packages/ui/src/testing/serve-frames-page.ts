import { createVideosClient, type Video } from '@dailies/core'
import { createSandbox } from '@dailies/sandbox'
import { createVideoServer } from '@dailies/server'
import { memoryArchive, memoryStore } from '@dailies/server/memory'
import { toNode } from '@dailies/server/node'
import { openaiUpstream } from '@dailies/server/openai'
import { build } from 'esbuild'
import { readFile } from 'node:fs/promises'
import { createServer, type RequestListener } from 'node:http'
import { fileURLToPath } from 'node:url'

/** How the page reaches the files of its videos. */
export interface FrameDelivery {
  /** The server redirects to a bucket of another origin, which allows the page to read its files (CORS) or does not. */
  bucket?: 'with CORS' | 'without CORS' | 'without Range'
  /** The server accepts requests with an Authorization header only. */
  needsHeader?: boolean
}

/** A page that captures frames, with the real server adapter behind it. */
export interface FramesSite {
  url: string
  /** Creates a video whose file is a fixture of `testing/videos`. */
  create(fixture: string): Promise<Video>
  /** The responses of the content route, and of the bucket. */
  served: string[]
  close(): Promise<void>
}

const authorization = 'Bearer ada'

/** Serves the page until the site is closed. */
export async function serveFramesPage({ bucket: kind, needsHeader }: FrameDelivery = {}): Promise<FramesSite> {
  const served: string[] = []
  const files = memoryArchive()
  const bucket = await listen((request, response) => {
    const key = (request.url ?? '').slice(1)
    served.push('bucket')
    void files.open(key).then(async (file) => {
      if (!file) return response.writeHead(404).end()
      const bytes = Buffer.from(await new Response(file.body).arrayBuffer())
      // As object storages do: the header comes only with an Origin, and the response is cached without regard to it.
      const cors = kind !== 'without CORS' && request.headers.origin ? { 'access-control-allow-origin': '*' } : {}
      const headers = { 'content-type': 'video/mp4', ...cors }
      const [, from] = /^bytes=(\d+)-/.exec(request.headers.range ?? '') ?? []
      if (from === undefined || kind === 'without Range') return response.writeHead(200, headers).end(bytes)
      const range = `bytes ${from}-${bytes.length - 1}/${bytes.length}`
      return response.writeHead(206, { ...headers, 'content-range': range }).end(bytes.subarray(Number(from)))
    })
  })
  const sandbox = createSandbox({
    clock: 'manual',
    apiKey: 'sk-test',
    renderer: {
      render: async ({ prompts: [fixture] }) => ({
        video: await readFile(new URL(`videos/${fixture}`, import.meta.url)),
        thumbnail: new Uint8Array([0xff, 0xd8, 0xff]),
        spritesheet: new Uint8Array([0xff, 0xd8, 0xff]),
        width: 160,
        height: 96,
        seconds: 2,
      }),
    },
  })
  const models = [{ id: 'mini', label: 'Mini', description: '', sizes: ['320x192'], seconds: ['2'] }]
  const adapter = createVideoServer({
    upstream: openaiUpstream({ baseURL: 'http://sandbox.test/v1', apiKey: 'sk-test', fetch: sandbox.fetch, models }),
    store: memoryStore(),
    archive: kind ? { ...files, redirect: async (key) => `${bucket.url}/${key}` } : files,
    authorize: ({ headers }) =>
      needsHeader && headers.get('authorization') !== authorization ? null : { owner: 'ada' },
    basePath: '/api',
    now: () => sandbox.now() * 1_000,
  })
  const api = toNode(adapter)
  const script = await bundlePage()
  const site = await listen((request, response) => {
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://page.test')
    if (pathname === '/')
      return response.writeHead(200, { 'content-type': 'text/html', ...policy(bucket.url) }).end(page)
    if (pathname === '/script.js') return response.writeHead(200, { 'content-type': 'text/javascript' }).end(script)
    if (pathname.endsWith('/content'))
      response.on('close', () =>
        served.push(searchParams.get('redirect') === 'false' ? 'handler' : `content ${response.statusCode}`),
      )
    return api(request, response)
  })
  const videos = createVideosClient({
    baseURL: 'http://page.test/api',
    headers: { authorization },
    fetch: (input, init) => adapter.fetch(new Request(input, init)),
  })
  return {
    url: site.url,
    served,
    async create(fixture) {
      const { id } = await videos.create({ prompt: fixture, model: 'mini' })
      await sandbox.advance(120)
      await adapter.tick()
      return videos.retrieve(id)
    },
    async close() {
      await Promise.all([site.close(), bucket.close()])
      await adapter.close()
      await sandbox.close()
    },
  }
}

/** The strictest policy with which the page can play its videos. */
const policy = (bucket: string) => ({
  'content-security-policy': `default-src 'self'; media-src 'self' blob: ${bucket}; object-src 'none'; base-uri 'none'`,
})

const page = '<!doctype html><title>Frames</title><script type="module" src="/script.js"></script>'

const listen = async (listener: RequestListener) => {
  const server = createServer(listener)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('The server has no port.')
  return {
    url: `http://127.0.0.1:${address.port}`,
    close: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

const bundlePage = async (): Promise<string> => {
  const { outputFiles } = await build({
    entryPoints: [fileURLToPath(new URL('frames-page.ts', import.meta.url))],
    bundle: true,
    write: false,
    format: 'esm',
    jsx: 'automatic',
    define: { 'process.env.NODE_ENV': '"development"' },
    logLevel: 'error',
  })
  return outputFiles[0]?.text ?? ''
}
