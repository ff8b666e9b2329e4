import { isVideoError } from '@dailies/core'

/** Longer waits are cut, because a job must meet its deadline and a deletion must be completed. */
const maxWaitMs = 3_600_000

/** Reads the wait that an upstream requests: whole milliseconds, at most an hour, and 0 for any other value. */
export const clampRetryAfter = (requested: unknown): number =>
  typeof requested === 'number' && requested > 0 ? Math.min(maxWaitMs, Math.ceil(requested)) : 0

/** Reads the `Retry-After` of an upstream's error, in milliseconds. */
export const retryAfterOf = (error: unknown): number =>
  isVideoError(error) ? clampRetryAfter((error.retryAfter ?? 0) * 1_000) : 0
