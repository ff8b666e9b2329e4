import { isVideoError } from '@dailies/core'
import type { Failure } from './failure-kind'

/** Reads whatever was thrown; what is no VideoError is a fault without a code. @param wasOffline it was begun without a line, so that nothing was sent */
export const toFailure = (error: unknown, wasOffline = false): Failure => {
  if (!isVideoError(error)) return { code: 'other', message: error instanceof Error ? error.message : String(error) }
  return wasOffline && error.code === 'network' ? { code: 'unsent', message: error.message } : error
}
