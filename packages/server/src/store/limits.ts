import { VideoError } from '@dailies/core'
import type { LimitCapabilities } from '@dailies/core'
import { micros } from './micros'

/** Rate limits and quotas of one owner. An omitted limit is unlimited. */
export interface Limits {
  /**
   * Concurrent jobs. A deleted job counts until the upstream has cancelled it, or for as long as such a job usually
   * runs.
   */
  activeJobs?: number
  /** Create requests within any 60 seconds (sliding window). Reads do not count, because they cost nothing upstream. */
  requestsPerMinute?: number
  /** Spending per UTC day, in the currency of the capabilities. A request without a known price is then rejected. */
  spendPerDay?: number
}

/** The current usage of one owner, which limits are checked against. */
export interface Usage {
  /** Jobs that are running now. */
  active: number
  /** Times of the create requests within the last 60 seconds, in Unix milliseconds, oldest first. */
  requests: number[]
  /** Spending since midnight UTC, in millionths of the currency. */
  spent: number
}

const minute = 60_000
const day = 86_400_000

export const minuteBefore = (now: number): number => now - minute
export const startOfDay = (now: number): number => Math.floor(now / day) * day

// The end of a running job is unknown, so the client retries at this interval.
const activeRetrySeconds = 10

/**
 * Returns the limits if each is a number from 0. A limit such as `Number(process.env.UNSET)` would otherwise limit
 * nothing.
 *
 * @throws VideoError `misconfigured`
 */
export function checkLimits(limits: Limits): Limits {
  for (const name of ['activeJobs', 'requestsPerMinute', 'spendPerDay'] as const) {
    const limit = limits[name]
    if (limit === undefined || limit >= 0) continue
    throw new VideoError(
      `The limit ${name} must be a number from 0, but it is ${limit}. Set a number, or leave it out for no limit.`,
      { code: 'misconfigured' },
    )
  }
  return limits
}

/** Every limit with what remains of it. */
export function readLimits(limits: Limits, usage: Usage, now: number): LimitCapabilities[] {
  const result: LimitCapabilities[] = []
  const add = (name: LimitCapabilities['name'], limit: number, used: number, resetsAt: number | null): void => {
    result.push({
      name,
      limit,
      remaining: Math.max(0, limit - used),
      resets_at: resetsAt && Math.ceil(resetsAt / 1_000),
    })
  }
  const { activeJobs, requestsPerMinute, spendPerDay } = limits
  if (activeJobs !== undefined) add('active_jobs', activeJobs, usage.active, null)
  if (requestsPerMinute !== undefined) {
    const oldest = usage.requests.at(-Math.max(1, requestsPerMinute))
    add('requests_per_minute', requestsPerMinute, usage.requests.length, oldest === undefined ? null : oldest + minute)
  }
  if (spendPerDay !== undefined) {
    const left = Math.max(0, micros(spendPerDay) - usage.spent)
    add('spend_per_day', spendPerDay, spendPerDay - left / 1_000_000, startOfDay(now) + day)
  }
  return result
}

/**
 * The error if one more job of this cost exceeds a limit, else undefined. A store calls it within the lock or
 * transaction of `reserve`.
 */
export function limitError(limits: Limits, usage: Usage, cost: number, now: number): VideoError | undefined {
  const exceeded = readLimits(limits, usage, now).find(
    // Negated, so that a value that is no number exceeds the limit.
    ({ name, remaining }) => !(micros(remaining) >= (name === 'spend_per_day' ? cost : 1_000_000)),
  )
  if (!exceeded) return undefined
  const retryAfter =
    exceeded.resets_at === null ? activeRetrySeconds : Math.max(1, exceeded.resets_at - Math.floor(now / 1_000))
  const resets =
    exceeded.resets_at === null
      ? 'when one of them is done'
      : `at ${new Date(exceeded.resets_at * 1_000).toISOString()}`
  const messages = {
    active_jobs: `${exceeded.limit} of your videos are being generated, which is the maximum at once; the limit lifts ${resets}.`,
    requests_per_minute: `You can create ${exceeded.limit} videos a minute; the limit lifts ${resets}.`,
    spend_per_day: `This video would cost ${cost / 1_000_000}, but only ${exceeded.remaining} of your ${exceeded.limit} per day are left; the limit lifts ${resets}.`,
  }
  return new VideoError(`Limit ${exceeded.name}: ${messages[exceeded.name]}`, {
    code: 'limit_reached',
    param: exceeded.name,
    retryAfter,
  })
}
