import type { Agent, IncomingMessage } from 'node:http'
import type { LookupFunction } from 'node:net'
import { streamOf } from './byte-source'
import type { ByteSource } from './byte-source'

/** Headers and abort signal of a GET request. */
export interface GetOptions {
  headers: Record<string, string>
  signal: AbortSignal
}

/** A request with a body, whole in memory. */
interface NodeRequestOptions extends GetOptions {
  /** @default 'GET' */
  method?: string
  body?: Uint8Array | undefined
}

/** Options of the connection. */
interface ConnectOptions {
  /** @default `lookup` of `node:dns` */
  lookup?: LookupFunction
  /** False opens a new connection. @default the global agent of Node.js */
  agent?: Agent | false
}

/**
 * Sends a request; the body of the response is streamed from the socket with back-pressure. Follows no redirect.
 */
export type NodeRequest = (url: URL, options: NodeRequestOptions, connectOptions?: ConnectOptions) => Promise<Response>

/**
 * Creates a client on `node:http`, for large files (`fetch` copies each chunk of a file twice and adds another stream)
 * and for long waits (see `longFetch`). Returns undefined if the runtime has no sockets (a service worker). The modules come from
 * `process.getBuiltinModule` (Node.js 20.16), so that bundlers for the browser find no `node:` import.
 */
export function nodeRequest(): NodeRequest | undefined {
  const builtin = globalThis.process?.getBuiltinModule
  if (builtin === undefined) return undefined
  const [http, https] = [builtin('node:http'), builtin('node:https')]

  return (url, { method = 'GET', headers, body, signal }, connectOptions) =>
    new Promise((resolve, reject) => {
      const { request } = url.protocol === 'https:' ? https : http
      const clientRequest = request(url, { ...connectOptions, headers, signal, method }, (message) => {
        try {
          resolve(toResponse(message))
        } catch (error) {
          // An exception in this callback would be uncaught, and a third-party host could cause one.
          message.destroy()
          reject(error)
        }
      })
      // A server that switches protocols sends no response.
      clientRequest.on('upgrade', (_message, socket) => {
        socket.destroy()
        reject(new Error('The host switched to another protocol.'))
      })
      clientRequest.on('error', reject)
      clientRequest.end(body)
    })
}

function toResponse(message: IncomingMessage): Response {
  const { statusCode = 502 } = message
  // Node.js accepts any three digits, `Response` none above 599.
  const status = statusCode >= 200 && statusCode <= 599 ? statusCode : 502
  const isBodyless = [204, 205, 304].includes(status)
  if (isBodyless) message.resume()
  return new Response(isBodyless ? null : bodyOf(message), { status, headers: toHeaders(message) })
}

/**
 * The body, decoded as `fetch` decodes it. Every request forbids a coding, and some proxies compress all the same; such
 * bytes must not be taken for the file.
 */
function bodyOf(message: IncomingMessage): ReadableStream<Uint8Array> {
  const body = streamOf(sourceOfMessage(message))
  const coding = (message.headers['content-encoding'] ?? 'identity').trim().toLowerCase()
  if (coding === 'identity' || coding === '') return body
  const format = ({ gzip: 'gzip', 'x-gzip': 'gzip', deflate: 'deflate' } as const)[coding]
  if (format)
    return body.pipeThrough<Uint8Array>(new DecompressionStream(format) as TransformStream<Uint8Array, Uint8Array>)
  throw new Error(`The server sent the content coding ${coding.slice(0, 20)}, which was not requested.`)
}

const toHeaders = (message: IncomingMessage): Headers => {
  const headers = new Headers()
  for (const [name, value] of Object.entries(message.headers)) {
    for (const item of [value ?? []].flat()) headers.append(name, item)
  }
  return headers
}

type Read = Awaited<ReturnType<ByteSource['read']>>

/**
 * The body as a source with back-pressure: buffers one chunk while no read is pending. Cancelling it closes the
 * connection.
 */
function sourceOfMessage(message: IncomingMessage): ByteSource {
  const buffered: Uint8Array[] = []
  let pendingRead: { resolve(read: Read): void; reject(error: unknown): void } | undefined
  let end: Promise<Read> | undefined

  const finish = (failure?: Error): void => {
    if (end !== undefined) return
    end = failure === undefined ? Promise.resolve({ done: true }) : Promise.reject(failure)
    // The next read reports the error. Without this handler it would be an unhandled rejection if there is no next
    // read.
    end.catch(() => undefined)
    if (pendingRead !== undefined) end.then(pendingRead.resolve, pendingRead.reject)
  }
  message.on('data', (value: Uint8Array) => {
    if (pendingRead === undefined) buffered.push(value)
    else pendingRead.resolve({ done: false, value })
    pendingRead = undefined
    if (buffered.length > 0) message.pause()
  })
  message.once('end', () => finish())
  message.once('error', finish)
  message.once('close', () => finish(new Error('The connection was closed before the end of the body.')))
  message.pause()

  return {
    read() {
      const value = buffered.shift()
      if (value !== undefined) return Promise.resolve({ done: false, value })
      if (end !== undefined) return end
      return new Promise((resolve, reject) => {
        pendingRead = { resolve, reject }
        message.resume()
      })
    },
    cancel: () => void message.destroy(),
  }
}
