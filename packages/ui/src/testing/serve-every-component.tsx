import { toNode } from '@dailies/server/node'
import type { ServerResponse } from 'node:http'
import { StrictMode } from 'react'
import { renderToString } from 'react-dom/server'
import { bundleScript } from './bundle-script'
import { EveryComponent } from './every-component'
import { listen } from './listen'
import { createVideoApi } from './video-api'

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

/** Creates two videos and serves the page until the site is closed. */
export async function serveEveryComponent(): Promise<Site> {
  const { adapter, video, close } = await createVideoApi()

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
  const [script, styles] = await Promise.all([
    bundleScript('hydrate-every-component.tsx'),
    bundleScript('../styles.css'),
  ])
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

  const server = await listen((request, response) => {
    const respond = (type: string, body: string) => send(response, type, body)
    if (request.url === '/') return respond('text/html; charset=utf-8', signedPage)
    if (request.url === '/unsigned') return respond('text/html; charset=utf-8', pageWith(''))
    if (request.url === '/script.js') return respond('text/javascript', script)
    if (request.url === '/styles.css') return respond('text/css', styles)
    if (request.url === '/favicon.ico') return response.writeHead(204).end()
    return api(request, response)
  })
  return {
    origin: server.origin,
    html,
    firstFrames,
    close: async () => {
      await server.close()
      await close()
    },
  }
}

const send = (response: ServerResponse, type: string, body: string) =>
  response.writeHead(200, { 'Content-Type': type, 'Content-Security-Policy': strictPolicy }).end(body)
