import { VideoError, isVideoError } from '@dailies/core'
import type { VideoFailure } from '@dailies/core'

/** A job whose request was changed by `beforeCreate`: what an upstream says of it may quote what its owner must not see. */
interface HidableJob {
  hidesRequest?: true
}

/**
 * Converts an error of the upstream. A 401 or 403 concerns this server's API key, so it must not reach users as a
 * request to sign in.
 *
 * @param job what the call was about; undefined for a request that `beforeCreate` has not seen
 */
export function toUpstreamError(error: unknown, job: HidableJob | undefined): VideoError {
  if (!isVideoError(error)) {
    return new VideoError('The video service did not return a usable response. Try again later.', {
      code: 'upstream_failed',
      cause: error,
    })
  }
  if (error.status !== 401 && error.status !== 403) return job?.hidesRequest ? withoutMessage(error) : error
  return new VideoError(
    'The video service rejected the API key of this server. The operator must check the key and its permissions.',
    {
      code: 'upstream_rejected',
      cause: error,
    },
  )
}

function withoutMessage(error: VideoError): VideoError {
  const { code, status, param, retryAfter } = error
  const message = `The video service rejected this request as "${code}". Change the prompt or the options, or try again later.`
  return new VideoError(message, { code, status, param, retryAfter, cause: error })
}

/** The reason of a failed job, as its owner may see it. */
export const publicFailure = (failure: VideoFailure, { hidesRequest }: HidableJob): VideoFailure =>
  hidesRequest ? { ...failure, message: `The video service ended this job as "${failure.code}".` } : failure
