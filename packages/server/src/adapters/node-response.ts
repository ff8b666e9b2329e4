import { ServerResponse } from 'node:http'
import { Socket } from 'node:net'
import { sourceOf } from '../net/byte-source'
import type { ByteSource } from '../net/byte-source'
import { errorResponse, toPublicError } from '../http/error-response'
import { LazyEventStreamResponse } from '../http/event-stream-response'
import type { EventStream, TextSink } from '../http/event-stream'
import type { LazyResponse } from '../http/lazy-response'
import { LazyTextResponse, TextResponse } from '../http/text-response'
import { unref } from '../unref'

/** Smaller bodies are sent in one write, because a stream costs more than it saves. */
const maxBufferedBytes = 65_536

/**
 * Sends a web Response as a Node response, with back-pressure. Resolves when it is sent or the client has disconnected.
 * A client that reads nothing for `idleTimeoutMs` while something waits to be sent is disconnected.
 */
export async function sendResponse(
  webResponse: Response,
  response: ServerResponse,
  idleTimeoutMs: number,
): Promise<void> {
  if (webResponse instanceof LazyTextResponse && !webResponse.bodyUsed)
    return sendText(webResponse, response, idleTimeoutMs)
  if (webResponse instanceof LazyEventStreamResponse && webResponse.isBodyUnread)
    return sendEvents(webResponse, response, idleTimeoutMs)
  const isSmall =
    webResponse.body !== null && Number(webResponse.headers.get('content-length') ?? Infinity) <= maxBufferedBytes
  let small: Uint8Array | undefined
  try {
    if (isSmall && !(webResponse instanceof TextResponse)) small = new Uint8Array(await webResponse.arrayBuffer())
  } catch (error) {
    // No header was sent yet, so an error response is still possible. The framework's error page would carry the file's
    // ETag and be cached.
    return sendResponse(errorResponse(toPublicError(error)), response, idleTimeoutMs)
  }
  response.statusCode = webResponse.status
  setHeaders(webResponse.headers, response)
  if (!webResponse.body) {
    response.end()
    return
  }
  if (webResponse instanceof TextResponse) {
    end(response, idleTimeoutMs, webResponse.written)
    return
  }
  if (small !== undefined) {
    end(response, idleTimeoutMs, small)
    return
  }
  // Wrappers of serverless platforms have no such method.
  response.flushHeaders?.()
  await sendChunks(sourceOf(webResponse.body), response, idleTimeoutMs)
}

function sendText(webResponse: LazyTextResponse, response: ServerResponse, idleTimeoutMs: number): void {
  writeHead(webResponse, response)
  end(response, idleTimeoutMs, webResponse.written)
}

/** Connects an event stream. What is kept of it while the client is idle is the sink and Node's own objects. */
function sendEvents(webResponse: LazyEventStreamResponse, response: ServerResponse, idleTimeoutMs: number): void {
  const { stream, status, unreadHeaders } = webResponse
  if (isOver(response)) return stream.end()
  // Before the headers: if they cannot be sent, because the app has sent its own, the stream ends with the response.
  response.on('close', () => stream.end())
  // Node does not keep these, as it keeps those of `setHeader`, which alone other responses may have.
  if (unreadHeaders && response instanceof ServerResponse) response.writeHead(status, unreadHeaders)
  else writeHead(webResponse, response)
  stream.connect(new ResponseSink(stream, response, idleTimeoutMs))
  stream.resume()
}

/** Sends the texts of an event stream. */
class ResponseSink implements TextSink {
  readonly #stream: EventStream
  readonly #response: ServerResponse
  readonly #idleTimeoutMs: number
  #timeout: ReadTimeout | undefined

  constructor(stream: EventStream, response: ServerResponse, idleTimeoutMs: number) {
    this.#stream = stream
    this.#response = response
    this.#idleTimeoutMs = idleTimeoutMs
  }

  write(text: string): boolean {
    if (isOver(this.#response)) {
      this.#stream.end()
      return false
    }
    // Node returns false; wrappers of serverless platforms return undefined, and emit no `drain`.
    if (this.#response.write(text) !== false) return true
    this.#timeout ??= this.#startWithDrain()
    this.#timeout.start()
    return false
  }

  end(): void {
    if (!isDisconnected(this.#response)) end(this.#response, this.#idleTimeoutMs)
  }

  #startWithDrain(): ReadTimeout {
    const timeout = createReadTimeout(this.#response, this.#idleTimeoutMs, () => {
      this.#response.destroy()
      // A response without a connection emits no `close`.
      this.#stream.end()
    })
    // One listener for all texts: `compression` never removes listeners that are added with `once`.
    this.#response.on('drain', () => {
      timeout.stop()
      this.#stream.resume()
    })
    return timeout
  }
}

function writeHead(webResponse: LazyResponse, response: ServerResponse): void {
  const { status, unreadHeaders } = webResponse
  response.statusCode = status
  if (!unreadHeaders) return setHeaders(webResponse.headers, response)
  for (const name in unreadHeaders) response.setHeader(name, unreadHeaders[name] ?? '')
}

/**
 * Headers whose values are added to those that a middleware in front of us has set, such as the `Vary` of `compression`
 * and the cookie of a session. Any other header describes this response alone, and replaces an earlier one.
 */
const listHeaders = new Set(['vary', 'access-control-expose-headers', 'link', 'server-timing'])

function setHeaders(headers: Headers, response: ServerResponse): void {
  for (const [name, value] of headers) {
    if (name === 'set-cookie') continue
    response.setHeader(name, listHeaders.has(name) ? withListed(response.getHeader(name), value) : value)
  }
  const cookies = headers.getSetCookie()
  if (cookies.length > 0) response.setHeader('set-cookie', [...valuesOf(response.getHeader('set-cookie')), ...cookies])
}

/** The values of a list header with more values, each once. */
function withListed(earlier: number | string | string[] | undefined, added: string): string {
  const values = new Map<string, string>()
  for (const value of [...valuesOf(earlier), added].join(',').split(',')) {
    const text = value.trim()
    if (text !== '' && !values.has(text.toLowerCase())) values.set(text.toLowerCase(), text)
  }
  return [...values.values()].join(', ')
}

const valuesOf = (header: number | string | string[] | undefined): string[] =>
  Array.isArray(header) ? header : header === undefined ? [] : [String(header)]

async function sendChunks(source: ByteSource, response: ServerResponse, idleTimeoutMs: number): Promise<void> {
  const timeout = createReadTimeout(response, idleTimeoutMs)
  let isClosed = isDisconnected(response)
  const reportsWrites = isPlain(response)
  let resume = (): void => undefined
  // One listener for all chunks: `compression` never removes listeners that are added with `once`.
  response.on('drain', () => resume())
  response.once('close', () => {
    isClosed = true
    source.cancel()
    resume()
  })
  try {
    for (let next = source.read(); ;) {
      const chunk = await next
      if (isClosed || isOver(response)) return source.cancel()
      if (chunk.done) return end(response, idleTimeoutMs)
      // The next chunk is read while this one is sent.
      next = source.read()
      next.catch(() => undefined)
      // Node returns false; wrappers of serverless platforms return undefined, and emit no `drain`.
      const { value, release } = chunk
      const isAccepted = reportsWrites && release ? response.write(value, release) : response.write(value)
      if (isAccepted === false) {
        timeout.start()
        await new Promise<void>((resolve) => (resume = resolve))
        timeout.stop()
      }
    }
  } catch {
    // If the body fails, the connection is closed, so that the client does not mistake a part for the whole file.
    response.destroy()
  }
}

/**
 * Whether the callback of a write means that the bytes have left. Middleware replaces `write`, and wrappers of serverless
 * platforms keep what is written to a socket of their own.
 */
const isPlain = (response: ServerResponse): boolean =>
  response.write === ServerResponse.prototype.write && response.socket instanceof Socket

/** Sends the last bytes. What the connection does not take at once stays in memory until the client reads it. */
function end(response: ServerResponse, idleTimeoutMs: number, last?: string | Uint8Array): void {
  response.end(last)
  if (response.writableLength === 0 || response.writableFinished) return
  const timeout = createReadTimeout(response, idleTimeoutMs)
  timeout.start()
  // Before Node's own listener, which sets the time-out of an idle connection.
  response.prependOnceListener('finish', timeout.stop)
}

/** Disconnects a client that reads nothing between `start` and `stop`. */
interface ReadTimeout {
  start(): void
  stop(): void
}

/**
 * The time-out of the connection, because only that tells a slow client from one that does not read: it is extended as
 * bytes leave, also in the middle of a large write. Wrappers of serverless platforms have no connection that could time
 * out, so there a timer of our own bounds each write.
 */
function createReadTimeout(
  response: ServerResponse,
  idleTimeoutMs: number,
  onTimeout: () => void = () => response.destroy(),
): ReadTimeout {
  if (!(response.socket instanceof Socket)) {
    let timer: ReturnType<typeof setTimeout> | undefined
    return {
      start: () => void (timer = unref(setTimeout(onTimeout, idleTimeoutMs))),
      stop: () => clearTimeout(timer),
    }
  }
  const earlier = response.socket.timeout ?? 0
  let isStarted = false
  return {
    start: () => {
      if (!isStarted) response.on('timeout', onTimeout)
      isStarted = true
      response.setTimeout(idleTimeoutMs)
    },
    stop: () => void response.setTimeout(earlier),
  }
}

/**
 * Whether the client has disconnected. An HTTP/2 response tells it by its stream only, which Node never destroys if it was
 * reset with NO_ERROR during a write.
 */
export const isDisconnected = (
  response: ServerResponse & { stream?: { closed?: boolean; destroyed?: boolean } | null },
): boolean =>
  response.closed || response.destroyed || response.stream?.closed === true || response.stream?.destroyed === true

/**
 * Whether nothing can be sent any more: the client has disconnected, or the app has ended the response, such as after a
 * time-out. A write would be an error event of the response, which ends the process.
 */
const isOver = (response: ServerResponse): boolean => response.writableEnded || isDisconnected(response)
