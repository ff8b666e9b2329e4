import { VideoError, isVideoError } from '@dailies/core'

/**
 * Converts an error of the upstream. A 401 or 403 concerns this server's API key, so it must not reach users as a
 * request to sign in.
 */
export function toUpstreamError(error: unknown): VideoError {
  if (!isVideoError(error)) {
    return new VideoError('The video service did not return a usable response. Try again later.', {
      code: 'upstream_failed',
      cause: error,
    })
  }
  if (error.status !== 401 && error.status !== 403) return error
  return new VideoError(
    'The video service rejected the API key of this server. The operator must check the key and its permissions.',
    {
      code: 'upstream_rejected',
      cause: error,
    },
  )
}
