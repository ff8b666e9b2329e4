import type { IncomingMessage, ServerResponse } from 'node:http'
import { Readable } from 'node:stream'
import { VideoError } from '@dailies/core'
import { sourceOf } from '../net/byte-source'
import type { ByteSource } from '../net/byte-source'
import { TextResponse, errorResponse, toPublicError } from '../http/error-response'

/** A Node request with the optional fields that frameworks add. */
export interface NodeRequest extends IncomingMessage {
  /** Express: the mount path. */
  baseUrl?: string
  /** Express: the path including the mount path. */
  originalUrl?: string
  /** Express: the protocol, which respects `trust proxy`. */
  protocol?: string
  /** The result of a body parser. */
  body?: unknown
}

const rawBodies = new WeakMap<object, Uint8Array>()

/**
 * Keeps the raw body of a request for webhook verification if a body parser runs first: the signature covers the raw
 * bytes, and JSON that is serialised again has different ones.
 *
 * @example app.use(express.json({ verify: keepRawBody }))
 */
export const keepRawBody = (request: IncomingMessage, _response: unknown, bytes: Uint8Array): void => {
  rawBodies.set(request, bytes)
}

/**
 * A Request that creates its signal lazily, because most handlers never use it and it costs more than the rest of the
 * request. The signal is aborted when the client disconnects. A clone of this request has its own signal.
 */
class LazySignalRequest extends Request {
  readonly #response: ServerResponse
  #signal: AbortSignal | undefined

  constructor(url: string, init: RequestInit, response: ServerResponse) {
    super(url, init)
    this.#response = response
  }
  override get signal(): AbortSignal {
    return (this.#signal ??= disconnectSignal(this.#response))
  }
}

function disconnectSignal(response: ServerResponse): AbortSignal {
  const controller = new AbortController()
  const onClose = (): void => {
    if (!response.writableFinished) controller.abort()
  }
  if (response.closed || response.destroyed) onClose()
  else response.once('close', onClose)
  return controller.signal
}

/**
 * Converts a Node request to a web Request.
 *
 * @throws VideoError `invalid_request` if its method, host or path is invalid
 */
export function toWebRequest(
  request: NodeRequest,
  response: ServerResponse,
): { request: Request; isReserialised: boolean } {
  const { method = 'GET', headers } = request
  const scheme = request.protocol ?? ('encrypted' in request.socket ? 'https' : 'http')
  const webHeaders: Record<string, string> = {}
  for (const [name, value] of Object.entries(headers)) {
    // HTTP/2 pseudo-headers are not valid in a Request.
    if (value !== undefined && !name.startsWith(':')) webHeaders[name] = Array.isArray(value) ? value.join(', ') : value
  }
  const { body, isReserialised } = method === 'GET' || method === 'HEAD' ? noBody : bodyOf(request)
  // A body that was serialised again has another length, and is no longer encoded.
  if (isReserialised) for (const name of ['content-length', 'content-encoding']) delete webHeaders[name]
  try {
    return {
      // Concatenated, not resolved against a base: a path that begins with two slashes would change the host.
      request: new LazySignalRequest(
        `${scheme}://${hostOf(headers.host)}${pathOf(request)}`,
        { method, headers: webHeaders, ...(body !== null && { body, duplex: 'half' }) },
        response,
      ),
      isReserialised,
    }
  } catch (cause) {
    throw new VideoError('This request cannot be read: its method, host or path is invalid.', {
      code: 'invalid_request',
      cause,
    })
  }
}

/**
 * Accepts only a host and port: any other `Host` header could change the path, and bypass checks that an app makes by
 * path.
 */
const hostOf = (host: string | undefined): string =>
  host !== undefined && /^[\w.:[\]-]+$/.test(host) ? host : 'localhost'

/** The path and query as sent; in absolute form (RFC 9112 section 3.2.2) they follow the origin. */
export function pathOf({ originalUrl, url = '/' }: NodeRequest): string {
  const target = originalUrl ?? url
  return target.startsWith('/') ? target : target.replace(/^[a-z]+:\/\/[^/?#]*/i, '') || '/'
}

const noBody = { body: null, isReserialised: false }

function bodyOf(request: NodeRequest): { body: BodyInit | null; isReserialised: boolean } {
  const raw = rawBodies.get(request)
  if (raw) return { body: new Uint8Array(raw), isReserialised: false }
  const { body } = request
  if (!request.readableDidRead && !request.readableEnded) return { body: toWeb(request), isReserialised: false }
  if (body instanceof Uint8Array) return { body: new Uint8Array(body), isReserialised: false }
  if (typeof body === 'string') return { body, isReserialised: true }
  if (typeof body === 'object' && body !== null && !/^multipart\//i.test(request.headers['content-type'] ?? '')) {
    return { body: JSON.stringify(body), isReserialised: true }
  }
  if (body === undefined && request.headers['content-length'] === undefined && !request.headers['transfer-encoding'])
    return noBody
  throw new VideoError(
    'The body of this request was already read by another middleware. Mount the video server before the parser of multipart bodies.',
    { code: 'misconfigured' },
  )
}

/** The types of Node and of the DOM describe the same stream differently. */
const toWeb = (request: IncomingMessage): ReadableStream<Uint8Array> =>
  Readable.toWeb(request) as unknown as ReadableStream<Uint8Array>

/** Smaller bodies are sent in one write, because a stream costs more than it saves. */
const maxBufferedBytes = 65_536

/**
 * Sends a web Response as a Node response, with back-pressure. Resolves when it is sent or the client has disconnected.
 */
export async function sendResponse(webResponse: Response, response: ServerResponse): Promise<void> {
  const isSmall =
    webResponse.body !== null && Number(webResponse.headers.get('content-length') ?? Infinity) <= maxBufferedBytes
  let small: Uint8Array | undefined
  try {
    if (isSmall && !(webResponse instanceof TextResponse)) small = new Uint8Array(await webResponse.arrayBuffer())
  } catch (error) {
    // No header was sent yet, so an error response is still possible. The framework's error page would carry the file's
    // ETag and be cached.
    return sendResponse(errorResponse(toPublicError(error)), response)
  }
  response.statusCode = webResponse.status
  for (const [name, value] of webResponse.headers) if (name !== 'set-cookie') response.setHeader(name, value)
  const cookies = webResponse.headers.getSetCookie()
  if (cookies.length > 0) response.setHeader('set-cookie', cookies)
  if (!webResponse.body) {
    response.end()
    return
  }
  if (webResponse instanceof TextResponse) {
    response.end(webResponse.written)
    return
  }
  if (small !== undefined) {
    response.end(small)
    return
  }
  response.flushHeaders()
  await sendChunks(sourceOf(webResponse.body), response)
}

async function sendChunks(source: ByteSource, response: ServerResponse): Promise<void> {
  let isClosed = response.closed
  let resume = (): void => undefined
  const isDisconnected = (): boolean => isClosed || response.destroyed
  // One listener for all chunks: `compression` never removes listeners that are added with `once`.
  response.on('drain', () => resume())
  response.once('close', () => {
    isClosed = true
    source.cancel()
    resume()
  })
  try {
    for (let next = source.read(); ;) {
      const { done, value } = await next
      if (isDisconnected()) return source.cancel()
      if (done) return void response.end()
      // The next chunk is read while this one is sent.
      next = source.read()
      next.catch(() => undefined)
      if (!response.write(value)) await new Promise<void>((resolve) => (resume = resolve))
    }
  } catch {
    // If the body fails, the connection is closed, so that the client does not mistake a part for the whole file.
    response.destroy()
  }
}
