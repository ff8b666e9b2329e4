import { VideoError } from '@dailies/core'
import { sourceOf, streamOf } from '../byte-source'
import type { ByteSource } from '../byte-source'
import { joinBytes } from '../join-bytes'

/** A body whose first bytes have been read, and can be read again. */
export interface PeekedBody {
  /** At least as many bytes as asked for, unless the body is shorter. */
  start: Uint8Array
  /** What comes after `start`. */
  rest: ByteSource
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

const stalled = () =>
  new VideoError('The video service sent nothing more of this file for too long. Try again later.', {
    code: 'upstream_timeout',
  })

async function readWithin(source: ByteSource, idleTimeout: number) {
  let timer: ReturnType<typeof setTimeout> | undefined
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(stalled()), idleTimeout)
  })
  try {
    return await Promise.race([source.read(), late])
  } finally {
    clearTimeout(timer)
  }
}

type Read = Awaited<ReturnType<ByteSource['read']>>

/** Reads with patience; one timer serves all reads, since a film has thousands and hardly any is late. */
function createPatientReader(source: ByteSource) {
  let timer: ReturnType<typeof setTimeout> | undefined
  let firesAt = Infinity
  let due = Infinity
  let lateness: VideoError | undefined

  function arm(at: number, wait: number): void {
    clearTimeout(timer)
    firesAt = at
    timer = setTimeout(fire, wait)
  }
  function fire(): void {
    firesAt = Infinity
    const now = performance.now()
    if (due === Infinity) return
    if (due > now) return arm(due, due - now)
    lateness = stalled()
    // The read that waits then ends.
    source.cancel(lateness)
  }
  return {
    async read(patience: number): Promise<Read> {
      const now = performance.now()
      due = now + patience
      if (due < firesAt) arm(due, patience)
      const read = await source.read()
      due = Infinity
      if (lateness) throw lateness
      return read
    },
    stop(): void {
      clearTimeout(timer)
      firesAt = Infinity
      due = Infinity
    },
  }
}

/** Reads the first `length` bytes of a body, and keeps them for {@link guardBody}. */
export async function peekBody(
  body: ReadableStream<Uint8Array>,
  length: number,
  idleTimeout: number,
): Promise<PeekedBody> {
  const rest = sourceOf(body)
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
    rest.cancel(error)
    throw error
  }
  return { start: joinBytes(parts), rest }
}

/** The body from its first byte on, under limits. Cancelling it cancels the sender. */
export function guardBody({ start, rest }: PeekedBody, limits: BodyLimits): ReadableStream<Uint8Array> {
  const { maxBytes, idleTimeout, maxWait, expected } = limits
  const patient = createPatientReader(rest)
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
  let first: Uint8Array | undefined = start.byteLength > 0 ? start : undefined
  return streamOf({
    async read() {
      if (first !== undefined) {
        const value = first
        first = undefined
        return { done: false, value }
      }
      try {
        const asked = performance.now()
        const { done, value } = await patient.read(Math.min(idleTimeout, maxWait - waited))
        waited += performance.now() - asked
        bytes += value?.byteLength ?? 0
        check(done)
        if (!done) return { done, value }
        patient.stop()
        return { done }
      } catch (error) {
        patient.stop()
        rest.cancel(error)
        throw error
      }
    },
    cancel: (reason) => {
      patient.stop()
      rest.cancel(reason)
    },
  })
}
