import { VideoError } from '@dailies/core'
import { createConcurrencyLimiter } from '../concurrency-limiter'
import { limitReader } from '../net/limit-reader'

export const defaultReaderIdleTimeoutMs = 120_000

/** Which responses an owner may receive at once. */
export interface ReaderOptions {
  /** How many, per owner. */
  each: number
  /** What they are, in the plural, for the error message. */
  what: string
  /** How long one of them may stay unread, in milliseconds. */
  idleTimeoutMs: number
}

/** Limits the clients that are receiving a response: each holds a connection, and a file or a stream behind it. */
export interface Readers {
  /**
   * Takes a slot. Returns the function that releases it.
   *
   * @throws VideoError `rate_limited` if the owner has no slot left
   */
  acquire(owner: string): () => void
  /**
   * Opens a response for an owner, with a slot until its body has ended or is not read any more.
   *
   * @throws VideoError `rate_limited` if the owner has no slot left; the errors of `open`
   */
  serve<Opened extends { body: ReadableStream<Uint8Array> }>(
    owner: string,
    open: () => Promise<Opened>,
  ): Promise<Opened>
}

const retryAfter = 10

export function createReaders({ each, what, idleTimeoutMs }: ReaderOptions): Readers {
  const limiter = createConcurrencyLimiter({ each })
  function acquire(owner: string): () => void {
    const release = limiter.tryAcquire(owner)
    if (typeof release === 'function') return release
    throw new VideoError(
      `You are receiving ${each} ${what} already, which is the maximum at once. Close a page or a download, or try again later.`,
      { code: 'rate_limited', retryAfter },
    )
  }
  return {
    acquire,
    serve: async (owner, open) => {
      const release = acquire(owner)
      try {
        const opened = await open()
        return { ...opened, body: limitReader(opened.body, { idleTimeoutMs, onEnd: release }) }
      } catch (error) {
        release()
        throw error
      }
    },
  }
}
