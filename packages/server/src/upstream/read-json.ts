import { VideoError } from '@dailies/core'
import { cancelBody } from './cancel-body'

/** A JSON object of which nothing is known yet. */
export type Fields = Record<string, unknown>

export const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** The value's fields, or none where it is no object. */
export const fieldsOf = (value: unknown): Fields => (isFields(value) ? value : {})

/** The value where it is text with something in it. */
export const textOf = (value: unknown): string | undefined =>
  typeof value === 'string' && value.trim() !== '' ? value.trim() : undefined

/** Limits on an answer that is read whole. */
export interface ReadLimits {
  /** Bytes. */
  maxBytes: number
  /** Milliseconds for the whole body. */
  timeout: number
}

/** The whole body as text. @throws VideoError where it is too large, too slow or breaks off */
export async function readText(body: ReadableStream<Uint8Array> | null, { maxBytes, timeout }: ReadLimits) {
  if (body === null) return ''
  const reader = body.getReader()
  const decoder = new TextDecoder()
  let timer: ReturnType<typeof setTimeout> | undefined
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      reject(
        new VideoError(
          `The video service began an answer and did not finish it in ${timeout / 1000} s. It may be overloaded: try again later.`,
          { code: 'upstream_timeout' },
        ),
      )
    }, timeout)
  })
  const text: string[] = []
  let bytes = 0
  try {
    for (;;) {
      const { done, value } = await Promise.race([reader.read(), late])
      if (done) return text.join('') + decoder.decode()
      bytes += value.byteLength
      if (bytes > maxBytes) {
        throw new VideoError(
          `The video service sent an answer of more than ${maxBytes} bytes where a short JSON text belongs. Check that baseURL points to a Videos API.`,
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
  }
}

/** The text as JSON, or undefined where it is none: an HTML error page, a text cut short, nothing. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
