import type { IncomingMessage, ServerResponse } from 'node:http'
import { Readable } from 'node:stream'
import { VideoError } from '@dailies/core'
import { sourceOf } from './byte-source'
import type { ByteSource } from './byte-source'
import { TextResponse, errorResponse, toPublicError } from './error-response'

/** What frameworks on Node add to a request; all of it may be missing. */
export interface NodeRequest extends IncomingMessage {
  /** Express: the path of the mount. */
  baseUrl?: string
  /** Express: the path with the mount. */
  originalUrl?: string
  /** Express: by `trust proxy`. */
  protocol?: string
  /** A body parser's result. */
  body?: unknown
}

const rawBodies = new WeakMap<object, Uint8Array>()

/**
 * Keeps the bytes of a body for us, where a parser reads them before: a webhook's signature is over the bytes, and JSON written anew has
 * others.
 *
 * @example app.use(express.json({ verify: keepRawBody }))
 */
export const keepRawBody = (request: IncomingMessage, _response: unknown, bytes: Uint8Array): void => {
  rawBodies.set(request, bytes)
}

/**
 * A Request whose signal, aborted when the client leaves, is made when it is first asked for: most answers never do, and it costs more than
 * the rest of the request. A copy of this request has a signal of its own.
 */
class MountedRequest extends Request {
  readonly #response: ServerResponse
  #signal: AbortSignal | undefined

  constructor(url: string, init: RequestInit, response: ServerResponse) {
    super(url, init)
    this.#response = response
  }
  override get signal(): AbortSignal {
    return (this.#signal ??= leavingSignal(this.#response))
  }
}

function leavingSignal(response: ServerResponse): AbortSignal {
  const leaving = new AbortController()
  const onClose = (): void => {
    if (!response.writableFinished) leaving.abort()
  }
  if (response.closed || response.destroyed) onClose()
  else response.once('close', onClose)
  return leaving.signal
}

/** A request of Node's as one of the web's. @throws VideoError where it cannot be one */
export function toWebRequest(
  request: NodeRequest,
  response: ServerResponse,
): { request: Request; isReserialised: boolean } {
  const { method = 'GET', headers } = request
  const scheme = request.protocol ?? ('encrypted' in request.socket ? 'https' : 'http')
  const given: Record<string, string> = {}
  for (const [name, value] of Object.entries(headers)) {
    // HTTP/2 has what is no header among its headers.
    if (value !== undefined && !name.startsWith(':')) given[name] = Array.isArray(value) ? value.join(', ') : value
  }
  const { body, isReserialised } = method === 'GET' || method === 'HEAD' ? noBody : bodyOf(request)
  // A body written anew has another length, and is no longer encoded.
  if (isReserialised) for (const name of ['content-length', 'content-encoding']) delete given[name]
  try {
    return {
      // Put together as text: a path that begins with two slashes would otherwise name another host.
      request: new MountedRequest(
        `${scheme}://${hostOf(headers.host)}${pathOf(request)}`,
        { method, headers: given, ...(body !== null && { body, duplex: 'half' }) },
        response,
      ),
      isReserialised,
    }
  } catch (cause) {
    throw new VideoError('This request cannot be read: its method, host or path is none.', {
      code: 'invalid_request',
      cause,
    })
  }
}

/** Host and port alone: with more in it the header would name the path, past whatever an app guards by paths. */
const hostOf = (host: string | undefined): string =>
  host !== undefined && /^[\w.:[\]-]+$/.test(host) ? host : 'localhost'

/** The path and query as they were sent; a request in absolute form (RFC 9112 section 3.2.2) has them behind its origin. */
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
    'The body of this request was read before it came here. Mount the adapter before the parser of multipart bodies.',
    { code: 'misconfigured' },
  )
}

/** Node's own types and the DOM's describe the same stream differently. */
const toWeb = (request: IncomingMessage): ReadableStream<Uint8Array> =>
  Readable.toWeb(request) as unknown as ReadableStream<Uint8Array>

/** Largest body that is sent in one piece, in bytes: a stream costs more than it saves below. */
const smallBody = 65_536

/** Sends an answer at the reader's pace. Resolves when it is sent or the reader has left. */
export async function sendResponse(answer: Response, response: ServerResponse): Promise<void> {
  const isSmall = answer.body !== null && Number(answer.headers.get('content-length') ?? Infinity) <= smallBody
  let small: Uint8Array | undefined
  try {
    if (isSmall && !(answer instanceof TextResponse)) small = new Uint8Array(await answer.arrayBuffer())
  } catch (error) {
    // Nothing was sent, so it can still be told. A framework's page of it would carry the file's tag, and be kept for an hour.
    return sendResponse(errorResponse(toPublicError(error)), response)
  }
  response.statusCode = answer.status
  for (const [name, value] of answer.headers) if (name !== 'set-cookie') response.setHeader(name, value)
  const cookies = answer.headers.getSetCookie()
  if (cookies.length > 0) response.setHeader('set-cookie', cookies)
  if (!answer.body) {
    response.end()
    return
  }
  if (answer instanceof TextResponse) {
    response.end(answer.written)
    return
  }
  if (small !== undefined) {
    response.end(small)
    return
  }
  response.flushHeaders()
  await sendPieces(sourceOf(answer.body), response)
}

async function sendPieces(source: ByteSource, response: ServerResponse): Promise<void> {
  let isClosed = response.closed
  let goOn = (): void => undefined
  const isGone = (): boolean => isClosed || response.destroyed
  // One listener for all pieces: `compression` would keep each `once` for ever.
  response.on('drain', () => goOn())
  response.once('close', () => {
    isClosed = true
    source.cancel()
    goOn()
  })
  try {
    for (let next = source.read(); ;) {
      const { done, value } = await next
      if (isGone()) return source.cancel()
      if (done) return void response.end()
      // While this piece is sent the next one is read.
      next = source.read()
      next.catch(() => undefined)
      if (!response.write(value)) await new Promise<void>((resolve) => (goOn = resolve))
    }
  } catch {
    // A body that breaks off cuts the connection, so that nobody takes a part for the whole.
    response.destroy()
  }
}
