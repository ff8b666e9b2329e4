import { VideoError } from '@dailies/core'
import type { LimitCapabilities } from '@dailies/core'
import { rejectUnknownNames } from '../options'
import { microsLimit } from './micros'

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

/** Limits over all owners together. An omitted limit is unlimited. */
export type TotalLimits = Pick<Limits, 'activeJobs' | 'spendPerDay'>

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
/** Counts requests of a clock that was ahead, as of instances that differ; not those of one that was set back. */
export const minuteAfter = (now: number): number => now + minute
export const startOfDay = (now: number): number => Math.floor(now / day) * day
export const endOfDay = (now: number): number => startOfDay(now) + day

// The end of a running job is unknown, so the client retries at this interval.
const activeRetrySeconds = 10

const limitNames = ['activeJobs', 'requestsPerMinute', 'spendPerDay'] as const satisfies (keyof Limits)[]
const totalLimitNames = ['activeJobs', 'spendPerDay'] as const satisfies (keyof TotalLimits)[]

/**
 * Returns the limits if every one is a known name with a number from 0. A limit such as `Number(process.env.UNSET)`, or
 * a misspelt one, would otherwise limit nothing.
 *
 * @throws VideoError `misconfigured`
 */
export const checkLimits = (limits: Limits): Limits => checkNumbers('limits', limits, limitNames)

/** As {@link checkLimits}, for the limits over all owners. @throws VideoError `misconfigured` */
export const checkTotalLimits = (limits: TotalLimits): TotalLimits =>
  checkNumbers('totalLimits', limits, totalLimitNames)

function checkNumbers<T extends object>(where: string, limits: T, known: readonly string[]): T {
  if (typeof limits !== 'object' || limits === null) {
    throw misconfigured(`${where} must be an object, but it is ${String(limits)}. Return {} for no limits.`)
  }
  rejectUnknownNames(where, limits, known)
  for (const [name, limit] of Object.entries(limits) as [string, unknown][]) {
    if (typeof limit === 'number' && limit >= 0 && limit < Infinity) continue
    throw misconfigured(
      `The limit ${name} must be a number from 0, but it is ${JSON.stringify(limit) ?? String(limit)}. Set a number, or leave it out for no limit.`,
    )
  }
  return limits
}

const misconfigured = (message: string): VideoError => new VideoError(message, { code: 'misconfigured' })

/** Every limit with what remains of it. */
export function readLimits(limits: Limits, usage: Usage, now: number): LimitCapabilities[] {
  const result: LimitCapabilities[] = []
  const add = (name: LimitCapabilities['name'], limit: number, remaining: number, resetsAt: number | null): void => {
    result.push({ name, limit, remaining: Math.max(0, remaining), resets_at: resetsAt && Math.ceil(resetsAt / 1_000) })
  }
  const { activeJobs, requestsPerMinute, spendPerDay } = limits
  if (activeJobs !== undefined) add('active_jobs', activeJobs, activeJobs - usage.active, null)
  if (requestsPerMinute !== undefined) {
    const oldest = usage.requests.at(-Math.max(1, requestsPerMinute))
    const resetsAt = oldest === undefined ? null : oldest + minute
    add('requests_per_minute', requestsPerMinute, requestsPerMinute - usage.requests.length, resetsAt)
  }
  if (spendPerDay !== undefined) {
    add('spend_per_day', spendPerDay, (microsLimit(spendPerDay) - usage.spent) / 1_000_000, endOfDay(now))
  }
  return result
}

/** Whether one more of this amount is within the limit. A value that is no number is not. */
const isWithin = (used: number, added: number, limit: number): boolean => used + added <= limit

/** The names of the limits that one more job of this cost exceeds. */
function exceededLimits({ activeJobs, requestsPerMinute, spendPerDay }: Limits, usage: Usage, cost: number): string[] {
  const exceeded: string[] = []
  if (activeJobs !== undefined && !isWithin(usage.active, 1, activeJobs)) exceeded.push('active_jobs')
  if (requestsPerMinute !== undefined && !isWithin(usage.requests.length, 1, requestsPerMinute))
    exceeded.push('requests_per_minute')
  if (spendPerDay !== undefined && !isWithin(usage.spent, cost, microsLimit(spendPerDay)))
    exceeded.push('spend_per_day')
  return exceeded
}

/**
 * The error if one more job of this cost exceeds a limit, else undefined. A store calls it within the lock or
 * transaction of `reserve`.
 */
export function limitError(limits: Limits, usage: Usage, cost: number, now: number): VideoError | undefined {
  const [name] = exceededLimits(limits, usage, cost)
  const exceeded = readLimits(limits, usage, now).find((limit) => limit.name === name)
  if (!exceeded) return undefined
  const { retryAfter, resets } = resetOf(exceeded.resets_at, now)
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

/**
 * The error if one more job of this cost exceeds a limit over all owners, else undefined. It does not say how much the
 * others use. Called like {@link limitError}.
 */
export function totalLimitError(limits: TotalLimits, usage: Usage, cost: number, now: number): VideoError | undefined {
  const [name] = exceededLimits(limits, usage, cost)
  if (name === undefined) return undefined
  const { retryAfter, resets } = resetOf(name === 'spend_per_day' ? endOfDay(now) / 1_000 : null, now)
  const what = name === 'spend_per_day' ? 'The budget of this service for today is used up' : 'This service is busy'
  return new VideoError(`${what}; new videos can be created ${resets}.`, {
    code: 'limit_reached',
    param: `total_${name}`,
    retryAfter,
  })
}

function resetOf(resetsAt: number | null, now: number): { retryAfter: number; resets: string } {
  return resetsAt === null
    ? { retryAfter: activeRetrySeconds, resets: 'when one of them is done' }
    : {
        retryAfter: Math.max(1, resetsAt - Math.floor(now / 1_000)),
        resets: `at ${new Date(resetsAt * 1_000).toISOString()}`,
      }
}
