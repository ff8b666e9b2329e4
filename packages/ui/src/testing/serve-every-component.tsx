import { createVideosClient } from '@dailies/core'
import { createSandbox } from '@dailies/sandbox'
import { createVideoServer } from '@dailies/server'
import { memoryStore } from '@dailies/server/memory'
import { toNode } from '@dailies/server/node'
import { openaiUpstream } from '@dailies/server/openai'
import { build } from 'esbuild'
import { createServer, type ServerResponse } from 'node:http'
import { fileURLToPath } from 'node:url'
import { StrictMode } from 'react'
import { renderToString } from 'react-dom/server'
import { EveryComponent } from './every-component'

const nonce = 'r4nd0m'

/** A strict Content-Security-Policy. */
const strictPolicy = `default-src 'self'; style-src 'self' 'nonce-${nonce}'; object-src 'none'; base-uri 'none'; form-action 'self'`

/**
 * A page of every component, server-rendered, hydrated in the browser and backed by the real adapter. At `/unsigned`
 * the page does not declare its nonce.
 */
export interface Site {
  origin: string
  /** The server-rendered HTML of the components. */
  html: string
  /** Every first frame that was uploaded, as encoded by the browser. */
  firstFrames: Blob[]
  close(): Promise<void>
}

const models = [
  { id: 'mini', label: 'Mini', description: 'Tiny videos.', sizes: ['320x192', '192x320'], seconds: ['1', '2'] },
  { id: 'lamp-1', label: 'Lamp', description: 'Quick takes.', sizes: ['1280x720'], seconds: ['4'] },
]

/** Creates two videos and serves the page until the site is closed. */
export async function serveEveryComponent(): Promise<Site> {
  const sandbox = createSandbox({ clock: 'manual', apiKey: 'sk-test' })
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
  const completeJobs = async () => {
    await sandbox.advance(60)
    await adapter.tick()
  }
  const first = await videos.create({ prompt: 'A lighthouse at dusk', model: 'mini', size: '320x192', seconds: '1' })
  await completeJobs()
  const { id } = await videos.remix(first.id, { prompt: 'Make it night' })
  await completeJobs()
  const video = await videos.retrieve(id)

  const firstFrames: Blob[] = []
  const recording = {
    matches: adapter.matches,
    fetch: async (request: Request, context?: Parameters<typeof adapter.fetch>[1]) => {
      if (request.method === 'POST' && request.headers.get('content-type')?.startsWith('multipart/')) {
        const form = await request.clone().formData()
        const firstFrame = form.get('input_reference')
        if (firstFrame instanceof Blob) firstFrames.push(firstFrame)
      }
      return adapter.fetch(request, context)
    },
  }
  const api = toNode(recording)
  const [script, styles] = await Promise.all([bundle('hydrate-every-component.tsx'), bundle('../styles.css')])
  const html = renderToString(
    <StrictMode>
      <EveryComponent video={video} />
    </StrictMode>,
  )
  const pageWith = (
    head: string,
  ) => `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Dailies</title>${head}
<meta name="viewport" content="width=device-width"><link rel="stylesheet" href="/styles.css"></head>
<body><div id="root">${html}</div>
<script type="application/json" id="props">${JSON.stringify({ video }).replaceAll('<', '\\u003c')}</script>
<script type="module" src="/script.js"></script></body></html>`

  const signedPage = pageWith(`<meta property="csp-nonce" nonce="${nonce}">`)

  const server = createServer((request, response) => {
    const respond = (type: string, body: string) => send(response, type, body)
    if (request.url === '/') return respond('text/html; charset=utf-8', signedPage)
    if (request.url === '/unsigned') return respond('text/html; charset=utf-8', pageWith(''))
    if (request.url === '/script.js') return respond('text/javascript', script)
    if (request.url === '/styles.css') return respond('text/css', styles)
    if (request.url === '/favicon.ico') return response.writeHead(204).end()
    return api(request, response)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('The server has no port.')
  return {
    origin: `http://127.0.0.1:${address.port}`,
    html,
    firstFrames,
    close: async () => {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
      await adapter.close()
      await sandbox.close()
    },
  }
}

const send = (response: ServerResponse, type: string, body: string) =>
  response.writeHead(200, { 'Content-Type': type, 'Content-Security-Policy': strictPolicy }).end(body)

const bundle = async (entry: string): Promise<string> => {
  const { outputFiles } = await build({
    entryPoints: [fileURLToPath(new URL(entry, import.meta.url))],
    bundle: true,
    write: false,
    format: 'esm',
    jsx: 'automatic',
    define: { 'process.env.NODE_ENV': '"development"' },
    logLevel: 'error',
  })
  return outputFiles[0]?.text ?? ''
}
