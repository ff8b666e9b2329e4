import { VideoError } from '@dailies/core'
import { createConcurrencyLimiter } from '../concurrency-limiter'

const retryAfter = 5

/** Limits for request bodies that are held in memory. */
interface UploadLimits {
  /** Per owner. */
  each: number
  /** In this process. @default Infinity */
  all?: number
  /** What is uploaded, in the plural, for the error messages. */
  what: string
}

/**
 * Limits concurrent uploads, per owner and in total. The returned function takes a slot and returns the function that
 * releases it.
 *
 * @throws VideoError `rate_limited`, `overloaded` from the returned function
 */
export function createUploadSlots({ what, ...limits }: UploadLimits): (owner: string) => () => void {
  const limiter = createConcurrencyLimiter(limits)
  return (owner) => {
    const slot = limiter.tryAcquire(owner)
    if (typeof slot === 'function') return slot
    throw slot === 'each'
      ? new VideoError(
          `You are already uploading ${limits.each} ${what}, which is the maximum at once. Try again when they are uploaded.`,
          { code: 'rate_limited', retryAfter },
        )
      : new VideoError(`Too many ${what} are being uploaded to this server. Try again in a moment.`, {
          code: 'overloaded',
          retryAfter,
        })
  }
}
