import type { IncomingMessage } from 'node:http'
import { VideoError } from '@dailies/core'
import { streamOf } from '../net/byte-source'
import type { ByteSource } from '../net/byte-source'

/** A Node request with the bodies that parsers and serverless platforms add. */
export interface BodyRequest extends IncomingMessage {
  /** The result of a body parser. */
  body?: unknown
  /** The raw body, where a serverless platform has read it already. */
  rawBody?: unknown
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

/** The body of a request for a web Request. */
export interface RequestBody {
  body: BodyInit | null
  /** The body was parsed and serialised again, so its bytes differ from those sent. */
  isReserialised: boolean
}

export const noBody: RequestBody = { body: null, isReserialised: false }

/** @throws VideoError `misconfigured` if another middleware has read the body and kept nothing of it */
export function bodyOf(request: BodyRequest): RequestBody {
  const raw = rawBodies.get(request) ?? request.rawBody
  if (raw instanceof Uint8Array) return { body: new Uint8Array(raw), isReserialised: false }
  if (typeof raw === 'string') return { body: raw, isReserialised: false }
  const { body } = request
  if (!request.readableDidRead && !request.readableEnded) {
    return { body: streamOf(sourceOfRequest(request)), isReserialised: false }
  }
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

/** Events after which a paused stream may have something new. */
const readEvents = ['readable', 'end', 'error', 'close'] as const

/**
 * Reads a request only when it is asked to, so that nothing is read before the client is authenticated. `Readable.toWeb`
 * reads ahead, and destroys the connection when it is cancelled, so that no client would see why.
 */
function sourceOfRequest(request: IncomingMessage): ByteSource {
  let stopWaiting = (): void => undefined
  const change = (): Promise<void> =>
    new Promise((resolve) => {
      stopWaiting = () => {
        for (const name of readEvents) request.off(name, stopWaiting)
        resolve()
      }
      for (const name of readEvents) request.once(name, stopWaiting)
    })
  return {
    async read() {
      for (;;) {
        const value: Uint8Array | null = request.read()
        if (value !== null) return { done: false, value }
        if (request.readableEnded) return { done: true }
        if (request.destroyed) throw request.errored ?? new Error('The client has disconnected.')
        await change()
      }
    },
    cancel: () => {
      stopWaiting()
      // Node drops what still arrives; the connection stays open for the response.
      request.resume()
    },
  }
}
