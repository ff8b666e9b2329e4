import { VideoError } from '@dailies/core'
import { unref } from '../unref'
import { sourceOf, streamOf } from './byte-source'

/** What is allowed to the reader of a body. */
export interface ReaderLimits {
  /** How long the reader may leave the next chunk unread, in milliseconds. */
  idleTimeoutMs: number
  /** Called once: the body has ended or failed, or its reader has cancelled it or is gone. */
  onEnd(): void
}

/**
 * Streams a body, and cancels it if it is no longer read: a client that keeps its connection open without reading
 * would otherwise hold a file or a connection for ever. Time in which the reader waits for the body is not counted.
 */
export function limitReader(
  body: ReadableStream<Uint8Array>,
  { idleTimeoutMs, onEnd }: ReaderLimits,
): ReadableStream<Uint8Array> {
  const source = sourceOf(body)
  let unreadSince: number | undefined = performance.now()
  let hasEnded = false
  let failure: VideoError | undefined
  // One timer for all chunks: a video takes thousands of reads, and hardly any reader is gone.
  let timer = unref(setTimeout(check, idleTimeoutMs))

  function check(): void {
    const idleMs = unreadSince === undefined ? 0 : performance.now() - unreadSince
    // A timer may fire a little early.
    if (idleMs < idleTimeoutMs - 1) {
      timer = unref(setTimeout(check, idleTimeoutMs - idleMs))
      return
    }
    failure = new VideoError('The client has not read this response for too long. Request the rest of it.', {
      code: 'rate_limited',
      status: 408,
    })
    source.cancel(failure)
    end()
  }

  function end(): void {
    clearTimeout(timer)
    if (hasEnded) return
    hasEnded = true
    onEnd()
  }

  return streamOf({
    async read() {
      if (failure) throw failure
      unreadSince = undefined
      try {
        const next = await source.read()
        if (next.done) end()
        else unreadSince = performance.now()
        return next
      } catch (error) {
        end()
        throw error
      }
    },
    cancel: (reason) => {
      end()
      source.cancel(reason)
    },
  })
}
