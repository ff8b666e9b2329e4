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

/** The VideoError of code that is loaded on demand and could not be fetched. */
export const toLoadError = (cause: unknown): VideoError =>
  new VideoError(
    'A part of the page could not be loaded. Check the connection, or reload the page after a new release.',
    {
      code: 'network',
      cause,
    },
  )
