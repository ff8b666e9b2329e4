import { VideoError } from '@dailies/core'
import { joinBytes } from '../net/join-bytes'

/** Limits for reading a body. */
export interface BodyRules {
  /** Maximum size, in bytes. */
  maxBytes: number
  /**
   * Called once a body turns out to be large; returns the function that releases the slot.
   * @throws VideoError if no slot is free
   */
  acquireSlot?: (() => () => void) | undefined
  /** Maximum time between two chunks, in milliseconds. @default 20_000 */
  idleTimeoutMs?: number
  /**
   * Maximum time for the whole body, in milliseconds.
   * @default 30 seconds, plus the time that `maxBytes` take at 15 kB a second (a slow mobile connection)
   */
  timeoutMs?: number
}

/** A larger body needs a slot; a body without an image or a video is smaller. */
const largeBodyBytes = 262_144
const minBytesPerMs = 15

/**
 * Reads a whole body into memory, with a size limit and timeouts, because a body that never ends would otherwise occupy
 * memory for ever.
 *
 * @throws VideoError `too_large`, `invalid_request`
 */
export async function readBytes(
  request: Request,
  { maxBytes, acquireSlot, idleTimeoutMs = 20_000, timeoutMs = 30_000 + maxBytes / minBytesPerMs }: BodyRules,
): Promise<Uint8Array<ArrayBuffer>> {
  const tooLarge = (): VideoError =>
    new VideoError(`The body of this request exceeds the limit of ${maxBytes} bytes. Send a smaller one.`, {
      code: 'too_large',
    })
  if (Number(request.headers.get('content-length')) > maxBytes) throw tooLarge()
  // Not `for await`: not every browser supports it in a service worker.
  const reader = request.body?.getReader()
  if (reader === undefined) return new Uint8Array()
  const parts: Uint8Array[] = []
  const until = performance.now() + timeoutMs
  let length = 0
  let release: (() => void) | undefined
  try {
    for (;;) {
      const { done, value } = await readWithin(reader, Math.min(idleTimeoutMs, until - performance.now()))
      if (done) break
      length += value.byteLength
      if (length > maxBytes) throw tooLarge()
      if (length > largeBodyBytes) release ??= acquireSlot?.()
      parts.push(value)
    }
    return joinBytes(parts)
  } catch (error) {
    reader.cancel(error).catch(() => undefined)
    throw error
  } finally {
    release?.()
  }
}

async function readWithin(reader: ReadableStreamDefaultReader<Uint8Array>, timeoutMs: number) {
  let timer: ReturnType<typeof setTimeout> | undefined
  const timeout = new Promise<never>((_, reject) => {
    const message =
      'The body of this request arrived too slowly, so the request timed out. Try again on a faster connection.'
    timer = setTimeout(() => reject(new VideoError(message, { code: 'invalid_request', status: 408 })), timeoutMs)
  })
  const read = reader.read().catch((cause: unknown) => {
    throw new VideoError('The body of this request was interrupted. Send it again.', { code: 'invalid_request', cause })
  })
  try {
    return await Promise.race([read, timeout])
  } finally {
    clearTimeout(timer)
  }
}
