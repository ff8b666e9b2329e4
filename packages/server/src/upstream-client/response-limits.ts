import { VideoError } from '@dailies/core'

/** Maximum size of a JSON response without a file, in bytes, after decoding. */
export const maxResponseBytes = 1024 * 1024

/** The error for a response that did not start in time. */
export const noResponseError = (timeoutMs: number): VideoError =>
  new VideoError(`The video service did not respond within ${timeoutMs / 1_000} s. Try again later.`, {
    code: 'upstream_timeout',
  })
