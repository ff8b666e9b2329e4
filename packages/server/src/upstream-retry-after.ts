import { isVideoError } from '@dailies/core'

/** An upstream that asks for more is asked all the same, since a job must meet its deadline and a deletion must come to an end. */
const longest = 3_600_000

/** How long an upstream, whoever wrote it, has us wait: whole milliseconds, an hour at most, and 0 where it asks for nothing that makes sense. */
export const readRetryAfter = (asked: unknown): number =>
  typeof asked === 'number' && asked > 0 ? Math.min(longest, Math.ceil(asked)) : 0

/** The same, where it failed. */
export const readErrorRetryAfter = (error: unknown): number =>
  isVideoError(error) ? readRetryAfter((error.retryAfter ?? 0) * 1_000) : 0
