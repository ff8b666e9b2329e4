import { isVideoError } from '@dailies/core'
import type { Failed } from './failure-kind'

/** Reads whatever was thrown; what is no VideoError is a fault without a code. @param wasOffline it was begun without a line, so that nothing was sent */
export const failedOf = (error: unknown, wasOffline = false): Failed => {
  if (!isVideoError(error)) return { code: 'other', message: error instanceof Error ? error.message : String(error) }
  return wasOffline && error.code === 'network' ? { code: 'unsent', message: error.message } : error
}
