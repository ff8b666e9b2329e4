import { createVideosClient } from '@dailies/core'
import { createSandbox } from '@dailies/sandbox'
import { createVideoServer } from '@dailies/server'
import { memoryStore } from '@dailies/server/memory'
import { toNode } from '@dailies/server/node'
import { openaiUpstream } from '@dailies/server/openai'
import type { StoryboardShot } from '..'
import { createServer } from 'node:http'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'
import { bundleStyleSheet } from '../../style-sheets.mjs'

/** A page with a storyboard, with the real server adapter behind it. */
export interface StoryboardSite {
  /** The origin of the page. */
  origin: string
  /** Creates completed videos. @param requests size and seconds, such as `320x192 4` @returns their ids */
  create(...requests: string[]): Promise<string[]>
  /** Creates a job that runs until `finish`. */
  start(request: string): Promise<string>
  /** Finishes all jobs. */
  finish(): Promise<void>
  /** Deletes a video. */
  delete(id: string): Promise<unknown>
  /** The address of a storyboard. */
  url(
    shots: readonly (Pick<StoryboardShot, 'start' | 'end'> & { videoId: string | undefined })[],
    query?: Record<string, string>,
  ): string
  close(): Promise<void>
}

const sizes = ['320x192', '192x320', '1280x720']

/** Serves the page until the site is closed. */
export async function serveStoryboardPage(): Promise<StoryboardSite> {
  const sandbox = createSandbox({ clock: 'manual', apiKey: 'sk-test', concurrency: 10 })
  const models = [{ id: 'mini', label: 'Mini', description: 'Tiny videos.', sizes, seconds: ['1', '2', '4'] }]
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
  const [script, styles] = await Promise.all([bundlePage(), bundleStyleSheet('styles.css')])
  const files: Record<string, readonly [type: string, body: string]> = {
    '/': ['text/html; charset=utf-8', page],
    '/script.js': ['text/javascript', script],
    '/styles.css': ['text/css', styles],
  }
  const server = createServer((request, response) => {
    const [type, body] = files[new URL(request.url ?? '/', 'http://page.test').pathname] ?? []
    if (type === undefined) return api(request, response)
    return response.writeHead(200, { 'Content-Type': type, 'Content-Security-Policy': strictPolicy }).end(body)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('The server has no port.')

  const create = (request: string) => {
    const [size, seconds] = request.split(' ')
    return videos.create({ prompt: 'A boat', model: 'mini', ...(size && { size }), ...(seconds && { seconds }) })
  }
  const finish = async () => {
    await sandbox.advance(120)
    await adapter.tick()
  }
  const origin = `http://127.0.0.1:${address.port}`
  return {
    origin,
    async create(...requests) {
      const created = await Promise.all(requests.map(create))
      await finish()
      return created.map(({ id }) => id)
    },
    start: async (request) => (await create(request)).id,
    finish,
    delete: (id) => videos.delete(id),
    url(shots, query = {}) {
      const value = shots.map((shot, index) => ({ id: `shot-${index}`, ...shot }))
      return `${origin}/?${new URLSearchParams({ shots: JSON.stringify(value), ...query })}`
    },
    close: async () => {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
      await adapter.close()
      await sandbox.close()
    },
  }
}

const strictPolicy = `default-src 'self'; style-src 'self'; object-src 'none'; base-uri 'none'; form-action 'self'`

const page = `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Storyboard</title>
<meta name="viewport" content="width=device-width"><link rel="stylesheet" href="/styles.css"></head>
<body><div id="root"></div><script type="module" src="/script.js"></script></body></html>`

const bundlePage = async (): Promise<string> => {
  const { outputFiles } = await build({
    entryPoints: [fileURLToPath(new URL('storyboard-page.tsx', import.meta.url))],
    bundle: true,
    write: false,
    format: 'esm',
    jsx: 'automatic',
    define: { 'process.env.NODE_ENV': '"development"' },
    logLevel: 'error',
  })
  return outputFiles[0]?.text ?? ''
}
