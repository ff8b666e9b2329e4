import { VideoError } from '@dailies/core'
import { cancelBody } from './cancel-body'

/** Limits on a response body that is read whole. */
export interface ReadLimits {
  /** Maximum size in bytes. */
  maxBytes: number
  /** Milliseconds for the whole body. */
  timeoutMs: number
  /** Takes the slot that a body of more than `maxBytes` needs; up to `maxInlineBytes` is then read. @default none */
  acquireInlineSlot?: (() => Promise<() => void>) | undefined
}

/** Maximum size of a JSON body with a file in it, as base64, in bytes. */
const maxInlineBytes = 64 * 1024 * 1024

/**
 * Reads a whole body as text, with a size limit and a timeout.
 *
 * @throws VideoError if it is too large, too slow or incomplete
 */
export async function readText(
  body: ReadableStream<Uint8Array> | null,
  { maxBytes, timeoutMs, acquireInlineSlot }: ReadLimits,
) {
  if (body === null) return ''
  const reader = body.getReader()
  const decoder = new TextDecoder()
  let timer: ReturnType<typeof setTimeout> | undefined
  const timeout = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      reject(
        new VideoError(
          `The video service did not finish its response within ${timeoutMs / 1000} s. It may be overloaded: try again later.`,
          { code: 'upstream_timeout' },
        ),
      )
    }, timeoutMs)
  })
  const text: string[] = []
  let bytes = 0
  let limit = maxBytes
  let slot: Promise<() => void> | undefined
  try {
    for (;;) {
      const { done, value } = await Promise.race([reader.read(), timeout])
      if (done) return text.join('') + decoder.decode()
      bytes += value.byteLength
      if (bytes > limit && acquireInlineSlot && slot === undefined) {
        slot = acquireInlineSlot()
        await Promise.race([slot, timeout])
        limit = maxInlineBytes
      }
      if (bytes > limit) {
        throw new VideoError(
          `The video service sent a response of more than ${limit} bytes where short JSON is expected. Check that baseURL points to a Videos API.`,
          { code: 'upstream_failed' },
        )
      }
      text.push(decoder.decode(value, { stream: true }))
    }
  } catch (error) {
    cancelBody(reader, error)
    throw error
  } finally {
    clearTimeout(timer)
    // Also a slot that is given only after the timeout.
    void slot?.then((release) => release())
  }
}

/** Parses JSON. Returns undefined for anything else: an HTML error page, truncated text, an empty string. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
