import { VideoError } from '@dailies/core'
import { letGo } from './let-go'

/** A body whose first bytes have been read, and can be read again. */
export interface PeekedBody {
  /** At least as many bytes as asked for, unless the body is shorter. */
  start: Uint8Array
  /** What comes after `start`. */
  rest: ReadableStreamDefaultReader<Uint8Array>
}

/** Limits on a body that is passed on as it arrives. */
export interface BodyLimits {
  /** Bytes; more is an error. */
  maxBytes: number
  /** Longest wait for the next bytes while someone waits for them, in milliseconds. A slow reader is not held against the sender. */
  idleTimeout: number
  /** Longest wait for all of it, counted only while someone waits, in milliseconds. A trickle would otherwise hold a connection for days. */
  maxWait: number
  /** Exact length, where the sender told it; ending earlier is an error. */
  expected?: number | undefined
}

const join = (parts: Uint8Array[]): Uint8Array => {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.byteLength, 0))
  let offset = 0
  for (const part of parts) {
    whole.set(part, offset)
    offset += part.byteLength
  }
  return whole
}

const stalled = () =>
  new VideoError('The video service sent nothing more of this file for too long. Try again later.', {
    code: 'upstream_timeout',
  })

async function readWithin(reader: ReadableStreamDefaultReader<Uint8Array>, idleTimeout: number) {
  let timer: ReturnType<typeof setTimeout> | undefined
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(stalled()), idleTimeout)
  })
  try {
    return await Promise.race([reader.read(), late])
  } finally {
    clearTimeout(timer)
  }
}

/** Reads the first `length` bytes of a body, and keeps them for {@link guardBody}. */
export async function peekBody(
  body: ReadableStream<Uint8Array>,
  length: number,
  idleTimeout: number,
): Promise<PeekedBody> {
  const rest = body.getReader()
  const parts: Uint8Array[] = []
  let bytes = 0
  try {
    while (bytes < length) {
      const { done, value } = await readWithin(rest, idleTimeout)
      if (done) break
      parts.push(value)
      bytes += value.byteLength
    }
  } catch (error) {
    letGo(rest, error)
    throw error
  }
  return { start: join(parts), rest }
}

/** The body from its first byte on, under limits. Cancelling it cancels the sender. */
export function guardBody({ start, rest }: PeekedBody, limits: BodyLimits): ReadableStream<Uint8Array> {
  const { maxBytes, idleTimeout, maxWait, expected } = limits
  let bytes = start.byteLength
  let waited = 0
  const check = (isEnd: boolean) => {
    if (bytes > maxBytes) {
      throw new VideoError(
        `The video service sent a file of more than ${maxBytes} bytes. Raise maxMediaBytes if films of that size are meant.`,
        { code: 'upstream_failed' },
      )
    }
    if (isEnd && expected !== undefined && bytes < expected) {
      throw new VideoError(
        `The video service broke off this file after ${bytes} of ${expected} bytes. Try again: what arrived is not the whole film.`,
        { code: 'upstream_failed' },
      )
    }
  }
  return new ReadableStream<Uint8Array>(
    {
      start(controller) {
        if (start.byteLength > 0) controller.enqueue(start)
      },
      async pull(controller) {
        try {
          const asked = performance.now()
          const { done, value } = await readWithin(rest, Math.min(idleTimeout, maxWait - waited))
          waited += performance.now() - asked
          bytes += value?.byteLength ?? 0
          check(done)
          if (done) controller.close()
          else controller.enqueue(value)
        } catch (error) {
          letGo(rest, error)
          throw error
        }
      },
      cancel: (reason) => letGo(rest, reason),
    },
    // Nothing is read ahead of who reads this.
    { highWaterMark: 0 },
  )
}
