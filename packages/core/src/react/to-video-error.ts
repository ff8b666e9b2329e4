import { VideoError, isVideoError } from '@dailies/core'

/** The error itself where it is one of ours, also from another copy of this package; else what it was, as one of ours. */
export const toVideoError = (cause: unknown): VideoError =>
  isVideoError(cause)
    ? cause
    : new VideoError(cause instanceof Error ? cause.message : String(cause), { code: 'network', cause })
