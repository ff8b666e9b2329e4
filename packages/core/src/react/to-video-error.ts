import { VideoError, isVideoError } from '@dailies/core'

/**
 * Returns a VideoError unchanged, also one from another copy of this package; wraps any other value in a `network`
 * error.
 */
export const toVideoError = (cause: unknown): VideoError =>
  isVideoError(cause)
    ? cause
    : new VideoError(cause instanceof Error ? cause.message : String(cause), { code: 'network', cause })
