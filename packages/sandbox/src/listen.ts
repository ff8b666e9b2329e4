import { once } from 'node:events'
import { createServer } from 'node:http'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { Readable } from 'node:stream'
import type { Sandbox } from './sandbox'

/** Where to listen. */
export interface ListenOptions {
  /** 0 takes a free one. @default 0 */
  port?: number
  /** @default '127.0.0.1' */
  host?: string
}

/** A sandbox that listens. */
export interface ListeningSandbox {
  /** The one it got. */
  port: number
  /** What to give a client as its base URL, such as `http://127.0.0.1:4010/v1`. */
  baseURL: string
  /** Stops listening and cuts what is open; the sandbox itself lives on. */
  close(): Promise<void>
}

/**
 * Serves a sandbox over HTTP.
 * @throws Error with `code: 'EADDRINUSE'` where the port is taken.
 */
export async function listen(
  sandbox: Pick<Sandbox, 'fetch'>,
  { port = 0, host = '127.0.0.1' }: ListenOptions = {},
): Promise<ListeningSandbox> {
  const server = createServer((incoming, outgoing) => void serve(sandbox, incoming, outgoing))
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, host, () => {
      server.off('error', reject)
      resolve()
    })
  })
  const address = server.address()
  const taken = typeof address === 'object' && address ? address.port : port
  return {
    port: taken,
    baseURL: `http://${host.includes(':') ? `[${host}]` : host}:${taken}/v1`,
    close: () =>
      new Promise((resolve, reject) => {
        server.close((error) => (error ? reject(error) : resolve()))
        server.closeAllConnections()
      }),
  }
}

async function serve({ fetch }: Pick<Sandbox, 'fetch'>, incoming: IncomingMessage, outgoing: ServerResponse) {
  const left = new AbortController()
  outgoing.on('close', () => {
    if (!outgoing.writableFinished) left.abort(new DOMException('The client left.', 'AbortError'))
  })
  try {
    const response = await fetch(requestOf(incoming, left.signal))
    outgoing.statusCode = response.status
    outgoing.setHeaders(response.headers)
    await send(response, outgoing, left.signal)
  } catch {
    // The client left, or the answer broke off: the line is cut, as by a broken server. What was written until then is sent first.
    if (outgoing.headersSent) outgoing.socket?.end()
    else incoming.destroy()
  }
}

// Small answers are most of the traffic: they go out whole, with their length, as from most servers.
async function send(response: Response, outgoing: ServerResponse, left: AbortSignal) {
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
      if (!outgoing.write(chunk)) await once(outgoing, 'drain', { signal: left })
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
