import { VideoError, isVideoError } from '@dailies/core'

/**
 * The VideoError of a failed request. Anything else that was thrown gets the code `other`; a request that started while
 * the browser was offline was not sent, and gets `unsent`.
 *
 * @param wasOffline whether the browser was offline when the request started
 */
export const toVideoError = (cause: unknown, wasOffline = false): VideoError => {
  if (!isVideoError(cause))
    return new VideoError(cause instanceof Error ? cause.message : String(cause), { code: 'other', status: 0, cause })
  return wasOffline && cause.code === 'network'
    ? new VideoError(cause.message, { code: 'unsent', status: 0, cause })
    : cause
}
