import { isVideoError } from '@dailies/core'
import type { Failed } from './failure-kind'

/** Reads whatever was thrown; what is no VideoError is a fault without a code. */
export const failedOf = (error: unknown): Failed =>
  isVideoError(error) ? error : { code: 'other', message: error instanceof Error ? error.message : String(error) }
