import { isVideoError } from '@dailies/core'
import type { Failure } from './failure-kind'

/**
 * Converts a caught error to a {@link Failure}. Anything but a VideoError gets the code `other`.
 *
 * @param wasOffline whether the browser was offline when the request started, so that nothing was sent
 */
export const toFailure = (error: unknown, wasOffline = false): Failure => {
  if (!isVideoError(error)) return { code: 'other', message: error instanceof Error ? error.message : String(error) }
  return wasOffline && error.code === 'network' ? { code: 'unsent', message: error.message } : error
}
