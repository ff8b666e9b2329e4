import type { Agent, IncomingMessage } from 'node:http'
import type { LookupFunction } from 'node:net'
import { streamOf } from '../byte-source'
import type { ByteSource } from '../byte-source'

/** A plain GET: what {@link nodeGet} can do. */
export interface PlainGet {
  headers: Record<string, string>
  signal: AbortSignal
}

/** How it connects. */
interface Connecting {
  /** @default that of `node:dns` */
  lookup?: LookupFunction
  /** False for a connection of its own. @default Node's global agent */
  agent?: Agent | false
}

/** Makes a GET; the answer's body is read from its socket, at the reader's pace. Follows no redirect. */
export type NodeGet = (url: URL, get: PlainGet, connecting?: Connecting) => Promise<Response>

/**
 * Node's own client, for what is large: `fetch` copies each piece of a film twice and hands it over by one stream more. Undefined where the runtime has no sockets (a service worker). The modules come from `process.getBuiltinModule`
 * (Node 20.16), so that a bundler for a page meets no `node:` import.
 */
export function nodeGet(): NodeGet | undefined {
  const builtin = globalThis.process?.getBuiltinModule
  if (builtin === undefined) return undefined
  const [http, https] = [builtin('node:http'), builtin('node:https')]

  return (url, { headers, signal }, connecting) =>
    new Promise((resolve, reject) => {
      const { request } = url.protocol === 'https:' ? https : http
      const call = request(url, { ...connecting, headers, signal, method: 'GET' }, (message) => {
        try {
          resolve(toResponse(message))
        } catch (error) {
          // Nothing that a stranger's host answers may be thrown here, where nobody catches it.
          message.destroy()
          reject(error)
        }
      })
      // A server that switches to another protocol gives no answer.
      call.on('upgrade', (_message, socket) => {
        socket.destroy()
        reject(new Error('The host answered with another protocol.'))
      })
      call.on('error', reject)
      call.end()
    })
}

function toResponse(message: IncomingMessage): Response {
  const { statusCode = 502 } = message
  // Node takes any three digits, a Response none beyond 599.
  const status = statusCode >= 200 && statusCode <= 599 ? statusCode : 502
  const isBodyless = [204, 205, 304].includes(status)
  if (isBodyless) message.resume()
  return new Response(isBodyless ? null : streamOf(sourceOfMessage(message)), { status, headers: toHeaders(message) })
}

const toHeaders = (message: IncomingMessage): Headers => {
  const headers = new Headers()
  for (const [name, value] of Object.entries(message.headers)) {
    for (const item of [value ?? []].flat()) headers.append(name, item)
  }
  return headers
}

type Read = Awaited<ReturnType<ByteSource['read']>>

/** The body with its back-pressure: one piece is held for a reader who is not there yet. Cancelling it closes the connection. */
function sourceOfMessage(message: IncomingMessage): ByteSource {
  const held: Uint8Array[] = []
  let waiting: { resolve(read: Read): void; reject(error: unknown): void } | undefined
  let end: Promise<Read> | undefined

  const settle = (failure?: Error): void => {
    if (end !== undefined) return
    end = failure === undefined ? Promise.resolve({ done: true }) : Promise.reject(failure)
    // Whoever reads next hears of it, and perhaps nobody does.
    end.catch(() => undefined)
    if (waiting !== undefined) end.then(waiting.resolve, waiting.reject)
  }
  message.on('data', (value: Uint8Array) => {
    if (waiting === undefined) held.push(value)
    else waiting.resolve({ done: false, value })
    waiting = undefined
    if (held.length > 0) message.pause()
  })
  message.once('end', () => settle())
  message.once('error', settle)
  message.once('close', () => settle(new Error('The connection was closed before the end of the body.')))
  message.pause()

  return {
    read() {
      const value = held.shift()
      if (value !== undefined) return Promise.resolve({ done: false, value })
      if (end !== undefined) return end
      return new Promise((resolve, reject) => {
        waiting = { resolve, reject }
        message.resume()
      })
    },
    cancel: () => void message.destroy(),
  }
}
