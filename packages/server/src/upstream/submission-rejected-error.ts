import { VideoError, isVideoError } from '@dailies/core'

// `instanceof` fails across two copies of this package, a registered symbol does not.
const brand = Symbol.for('dailies.submission-rejected')

/**
 * A rejected create request: the upstream certainly created no job (it responded with 4xx, or the connection was never
 * established). Nothing is billed, and the server frees the client's idempotency key for a new attempt.
 */
export class SubmissionRejectedError extends VideoError {
  readonly [brand] = true
}

/** Type guard for {@link SubmissionRejectedError}; also detects errors of another copy of this package. */
export const isSubmissionRejected = (error: unknown): error is SubmissionRejectedError =>
  isVideoError(error) && brand in error
