import { once } from 'node:events'
import { createServer } from 'node:http'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { Readable } from 'node:stream'
import type { Sandbox } from './sandbox'

/** Where the server listens. */
export interface ListenOptions {
  /** 0 selects a free port. @default 0 */
  port?: number
  /** @default '127.0.0.1' */
  host?: string
}

/** A sandbox behind an HTTP server. */
export interface SandboxServer {
  /** The port in use. */
  port: number
  /** Base URL for clients of the Videos API, such as `http://127.0.0.1:4010/v1`. */
  baseURL: string
  /** Base URL for clients of Gemini's API, such as `http://127.0.0.1:4010/v1beta`. */
  geminiURL: string
  /** Base URL for clients of fal's queue, such as `http://127.0.0.1:4010/fal`. */
  falURL: string
  /** Base URL for clients of OpenRouter, such as `http://127.0.0.1:4010/openrouter/api/v1`. */
  openRouterURL: string
  /** Base URL for clients of Replicate, such as `http://127.0.0.1:4010/replicate/v1`. */
  replicateURL: string
  /** Stops listening and destroys open connections; the sandbox itself keeps its state. */
  close(): Promise<void>
}

/**
 * Serves a sandbox over HTTP.
 * @throws Error with `code: 'EADDRINUSE'` if the port is in use
 */
export async function listen(
  sandbox: Pick<Sandbox, 'fetch'>,
  { port = 0, host = '127.0.0.1' }: ListenOptions = {},
): Promise<SandboxServer> {
  const server = createServer((incoming, outgoing) => void serve(sandbox, incoming, outgoing))
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, host, () => {
      server.off('error', reject)
      resolve()
    })
  })
  const address = server.address()
  const usedPort = typeof address === 'object' && address ? address.port : port
  const origin = `http://${host.includes(':') ? `[${host}]` : host}:${usedPort}`
  return {
    port: usedPort,
    baseURL: `${origin}/v1`,
    geminiURL: `${origin}/v1beta`,
    falURL: `${origin}/fal`,
    openRouterURL: `${origin}/openrouter/api/v1`,
    replicateURL: `${origin}/replicate/v1`,
    close: () =>
      new Promise((resolve, reject) => {
        server.close((error) => (error ? reject(error) : resolve()))
        server.closeAllConnections()
      }),
  }
}

async function serve({ fetch }: Pick<Sandbox, 'fetch'>, incoming: IncomingMessage, outgoing: ServerResponse) {
  const disconnected = new AbortController()
  outgoing.on('close', () => {
    if (!outgoing.writableFinished) disconnected.abort(new DOMException('The client disconnected.', 'AbortError'))
  })
  try {
    const response = await fetch(requestOf(incoming, disconnected.signal))
    outgoing.statusCode = response.status
    outgoing.setHeaders(response.headers)
    await send(response, outgoing, disconnected.signal)
  } catch {
    // The client disconnected, or the body failed: destroy the connection, after sending what was written.
    if (outgoing.headersSent) outgoing.socket?.end()
    else incoming.destroy()
  }
}

// Small JSON responses are sent in one piece with a content-length, as most servers do.
async function send(response: Response, outgoing: ServerResponse, signal: AbortSignal) {
  const { body, headers } = response
  const isSmall = headers.get('content-type')?.startsWith('application/json') && !headers.has('content-length')
  if (isSmall) {
    const bytes = Buffer.from(await response.arrayBuffer())
    outgoing.setHeader('content-length', bytes.length)
    outgoing.end(bytes)
    return
  }
  if (body) {
    for await (const chunk of body) {
      if (!outgoing.write(chunk)) await once(outgoing, 'drain', { signal })
    }
  }
  outgoing.end()
}

function requestOf(incoming: IncomingMessage, signal: AbortSignal): Request {
  const { method = 'GET', url = '/', headers } = incoming
  const given = new Headers()
  for (const [name, value] of Object.entries(headers)) {
    for (const one of Array.isArray(value) ? value : [value ?? '']) given.append(name, one)
  }
  const hasBody = method !== 'GET' && method !== 'HEAD'
  return new Request(new URL(url, `http://${headers.host ?? 'sandbox'}`), {
    method,
    headers: given,
    signal,
    ...(hasBody ? { body: Readable.toWeb(incoming) as ReadableStream, duplex: 'half' } : {}),
  })
}
