import { createVideosClient, type VideosClient } from '@dailies/core'
import { createSandbox, type SandboxOptions } from '@dailies/sandbox'
import { createVideoServer, type VideoServer, type VideoServerOptions } from '@dailies/server'
import { memoryStore } from '@dailies/server/memory'
import { toNode } from '@dailies/server/node'
import { openaiUpstream, type OpenAIUpstreamOptions } from '@dailies/server/openai'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { bundleStyleSheet } from '../../style-sheets.mjs'
import { bundleScript } from './bundle-script'
import { listen } from './listen'

/** What differs between the pages of the browser tests. */
export interface PageOptions {
  title: string
  /** The script of the page, beside this file. */
  script: string
  /** The style sheet, such as `styles.css`; none by default. */
  styles?: string
  models: NonNullable<OpenAIUpstreamOptions['models']>
  /** Replaces options of the server adapter. */
  server?: Partial<Pick<VideoServerOptions, 'archive' | 'authorize'>>
  sandbox?: Partial<Pick<SandboxOptions, 'concurrency' | 'renderer'>>
  /** Headers of the client with which the tests create videos. */
  headers?: Record<string, string>
  /** @default the strictest policy with which the components work */
  policy?: string
  /** Sees each request for the API before the server does, and handles it instead if it returns true. */
  onRequest?(request: IncomingMessage, response: ServerResponse): true | undefined
}

/** A page under a Content-Security-Policy, with the real server adapter at `/api` and the sandbox as its upstream. */
export interface PageSite {
  origin: string
  videos: VideosClient
  /** Advances the clock of the upstream, in seconds, and polls it. */
  advance(seconds: number): Promise<void>
  close(): Promise<void>
}

const strictPolicy = `default-src 'self'; style-src 'self'; object-src 'none'; base-uri 'none'; form-action 'self'`

/** Serves the page until the site is closed. */
export async function servePage(options: PageOptions): Promise<PageSite> {
  const sandbox = createSandbox({ clock: 'manual', apiKey: 'sk-test', ...options.sandbox })
  const upstream = { baseURL: 'http://sandbox.test/v1', apiKey: 'sk-test', fetch: sandbox.fetch }
  const adapter = createVideoServer({
    upstream: openaiUpstream({ ...upstream, models: options.models }),
    store: memoryStore(),
    authorize: () => ({ owner: 'ada' }),
    basePath: '/api',
    now: () => sandbox.now() * 1_000,
    ...options.server,
  })
  const files = await bundleFiles(options)
  const server = await listen(withFiles(files, options, adapter))
  return {
    origin: server.origin,
    videos: createVideosClient({
      baseURL: 'http://page.test/api',
      ...(options.headers && { headers: options.headers }),
      fetch: (input, init) => adapter.fetch(new Request(input, init)),
    }),
    advance: async (seconds) => {
      await sandbox.advance(seconds)
      await adapter.tick()
    },
    close: async () => {
      await server.close()
      await adapter.close()
      await sandbox.close()
    },
  }
}

type Files = Record<string, readonly [type: string, body: string]>

const bundleFiles = async ({ title, script, styles }: PageOptions): Promise<Files> => {
  const [code, sheet] = await Promise.all([bundleScript(script), styles === undefined ? '' : bundleStyleSheet(styles)])
  const page = `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>${title}</title>
<meta name="viewport" content="width=device-width"><meta name="color-scheme" content="light dark">
<link rel="stylesheet" href="/styles.css"></head>
<body><div id="root"></div><script type="module" src="/script.js"></script></body></html>`
  return {
    '/': ['text/html; charset=utf-8', page],
    '/script.js': ['text/javascript', code],
    '/styles.css': ['text/css', sheet],
    // A favicon that is missing would be an error in the console.
    '/favicon.ico': ['image/svg+xml', '<svg xmlns="http://www.w3.org/2000/svg"/>'],
  }
}

const withFiles = (files: Files, { policy = strictPolicy, onRequest }: PageOptions, adapter: VideoServer) => {
  const api = toNode(adapter)
  return (request: IncomingMessage, response: ServerResponse) => {
    const [type, body] = files[new URL(request.url ?? '/', 'http://page.test').pathname] ?? []
    if (type !== undefined)
      return response.writeHead(200, { 'Content-Type': type, 'Content-Security-Policy': policy }).end(body)
    return onRequest?.(request, response) === true ? undefined : api(request, response)
  }
}
