import { VideoError } from '@dailies/core'
import { sourceOf, streamOf } from './byte-source'
import type { ByteSource } from './byte-source'
import { joinBytes } from './join-bytes'

/** A body whose first bytes were read ahead, for MIME sniffing. */
export interface PeekedBody {
  /** At least as many bytes as requested, unless the body is shorter. */
  start: Uint8Array
  /** The bytes after `start`. */
  rest: ByteSource
}

/** Size and time limits of a body that is streamed through. */
export interface BodyLimits {
  /** Maximum size in bytes. */
  maxBytes: number
  /** Maximum wait for the next chunk, in milliseconds. Time in which the reader does not read is not counted. */
  idleTimeoutMs: number
  /**
   * Maximum total wait for chunks, in milliseconds, counted only while the reader waits. It ends a sender that trickles
   * for days.
   */
  maxWaitMs: number
  /** Exact length in bytes, if the sender declared it; a shorter body is an error. */
  expectedBytes?: number | undefined
}

const idleTimeoutError = () =>
  new VideoError('The file stopped arriving before its end. Try again later.', {
    code: 'upstream_timeout',
  })

async function readWithTimeout(source: ByteSource, timeoutMs: number) {
  let timer: ReturnType<typeof setTimeout> | undefined
  const timeout = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(idleTimeoutError()), timeoutMs)
  })
  try {
    return await Promise.race([source.read(), timeout])
  } finally {
    clearTimeout(timer)
  }
}

type Read = Awaited<ReturnType<ByteSource['read']>>

/**
 * A reader with a timeout per read. All reads share one timer: a video takes thousands of reads, and hardly any times
 * out.
 */
function createTimedReader(source: ByteSource) {
  let timer: ReturnType<typeof setTimeout> | undefined
  let firesAt = Infinity
  let deadline = Infinity
  let timeoutError: VideoError | undefined

  function schedule(at: number, delayMs: number): void {
    clearTimeout(timer)
    firesAt = at
    timer = setTimeout(onTimer, delayMs)
  }
  function onTimer(): void {
    firesAt = Infinity
    const now = performance.now()
    if (deadline === Infinity) return
    if (deadline > now) return schedule(deadline, deadline - now)
    timeoutError = idleTimeoutError()
    // Ends the pending read.
    source.cancel(timeoutError)
  }
  return {
    async read(timeoutMs: number): Promise<Read> {
      const now = performance.now()
      deadline = now + timeoutMs
      if (deadline < firesAt) schedule(deadline, timeoutMs)
      const read = await source.read()
      deadline = Infinity
      if (timeoutError) throw timeoutError
      return read
    },
    stop(): void {
      clearTimeout(timer)
      firesAt = Infinity
      deadline = Infinity
    },
  }
}

/** Reads the first `length` bytes of a body. {@link limitBody} puts them in front of the rest again. */
export async function peekBody(
  body: ReadableStream<Uint8Array>,
  length: number,
  idleTimeoutMs: number,
): Promise<PeekedBody> {
  const rest = sourceOf(body)
  const chunks: Uint8Array[] = []
  let bytes = 0
  try {
    while (bytes < length) {
      const { done, value } = await readWithTimeout(rest, idleTimeoutMs)
      if (done) break
      chunks.push(value)
      bytes += value.byteLength
    }
  } catch (error) {
    rest.cancel(error)
    throw error
  }
  return { start: joinBytes(chunks), rest }
}

/**
 * Returns the whole body, from its first byte, with size and idle-timeout limits. Cancelling it cancels the upstream's
 * stream.
 */
export function limitBody({ start, rest }: PeekedBody, limits: BodyLimits): ReadableStream<Uint8Array> {
  const { maxBytes, idleTimeoutMs, maxWaitMs, expectedBytes } = limits
  const reader = createTimedReader(rest)
  let bytes = start.byteLength
  let waitedMs = 0
  const checkLength = (isEnd: boolean) => {
    if (bytes > maxBytes) {
      throw new VideoError(
        `The video service sent a file of more than ${maxBytes} bytes, which is over the limit. Raise maxMediaBytes to allow larger files.`,
        { code: 'upstream_failed' },
      )
    }
    if (isEnd && expectedBytes !== undefined && bytes < expectedBytes) {
      throw new VideoError(
        `The video service sent only ${bytes} of ${expectedBytes} bytes, so the file is incomplete. Try again.`,
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
        const startedAt = performance.now()
        const { done, value } = await reader.read(Math.min(idleTimeoutMs, maxWaitMs - waitedMs))
        waitedMs += performance.now() - startedAt
        bytes += value?.byteLength ?? 0
        checkLength(done)
        if (!done) return { done, value }
        reader.stop()
        return { done }
      } catch (error) {
        reader.stop()
        rest.cancel(error)
        throw error
      }
    },
    cancel: (reason) => {
      reader.stop()
      rest.cancel(reason)
    },
  })
}
