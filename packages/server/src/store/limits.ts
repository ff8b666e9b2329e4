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
export interface TotalLimits extends Pick<Limits, 'activeJobs' | 'spendPerDay'> {
  /**
   * Creates per UTC day: also remixes, edits and extensions, and those that fail, are cancelled or deleted. It needs no
   * price, so it bounds what models without a known price can cost.
   */
  videosPerDay?: number
}

/** How many creates of one owner may wait until the limit `activeJobs` has a place for them. */
export interface QueueLimits {
  /** Creates of one owner that wait at once. */
  maxQueued: number
  /** Bytes of their files together. */
  maxQueuedBytes: number
}

/** The creates that wait for a place. */
export interface Waiting {
  /** Of this owner. */
  count: number
  /** The bytes of the files of these. */
  bytes: number
  /** Of all owners; not read without a limit over all of them. */
  total: number
}

/** The current usage of one owner, which limits are checked against. */
export interface Usage {
  /** Jobs that are running now. */
  active: number
  /** Times of the create requests within the last 60 seconds, in Unix milliseconds, oldest first. */
  requests: number[]
  /** Creates since midnight UTC. */
  createdToday: number
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
const queueLimitNames = ['maxQueued', 'maxQueuedBytes'] as const satisfies (keyof QueueLimits)[]
const totalLimitNames = ['activeJobs', 'spendPerDay', 'videosPerDay'] as const satisfies (keyof TotalLimits)[]

/**
 * Returns the limits if every one is a known name with a number from 0. A limit such as `Number(process.env.UNSET)`, or
 * a misspelt one, would otherwise limit nothing.
 *
 * @throws VideoError `misconfigured`
 */
export const checkLimits = (limits: Limits): Limits => checkNumbers('limits', limits, limitNames)

/** Checks the limits of the queue: both are needed, since a queue without an end keeps the files of every create. */
export const checkQueueLimits = (limits: QueueLimits): QueueLimits => {
  checkNumbers('whenFull', limits, queueLimitNames)
  for (const name of queueLimitNames) {
    if (limits[name] === undefined)
      throw misconfigured(`whenFull needs ${name}. Set both maxQueued and maxQueuedBytes.`)
  }
  return limits
}

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
      `The limit ${name} must be a number from 0, but it is ${typeof limit === 'number' ? limit : (JSON.stringify(limit) ?? String(limit))}. Set a number, or leave it out for no limit.`,
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
function exceededLimits(limits: Limits & TotalLimits, usage: Usage, cost: number): string[] {
  const { activeJobs, requestsPerMinute, spendPerDay, videosPerDay } = limits
  const exceeded: string[] = []
  if (activeJobs !== undefined && !isWithin(usage.active, 1, activeJobs)) exceeded.push('active_jobs')
  if (requestsPerMinute !== undefined && !isWithin(usage.requests.length, 1, requestsPerMinute))
    exceeded.push('requests_per_minute')
  if (spendPerDay !== undefined && !isWithin(usage.spent, cost, microsLimit(spendPerDay)))
    exceeded.push('spend_per_day')
  if (videosPerDay !== undefined && !isWithin(usage.createdToday, 1, videosPerDay)) exceeded.push('videos_per_day')
  return exceeded
}

/** What a store reads, within the lock or transaction of `reserve` or `admit`, to decide about one more job. */
export interface LimitedJob {
  limits: Limits
  usage: Usage
  totalLimits: TotalLimits
  /** The usage of all owners; not read without a limit over all of them. */
  totalUsage: Usage
  /** In millionths of the currency. */
  cost: number
  /** Unix milliseconds. */
  now: number
}

/**
 * The error if one more job of this cost exceeds a limit, else undefined. The one about all owners does not say how much
 * the others use.
 */
export function limitError({ limits, usage, totalLimits, totalUsage, cost, now }: LimitedJob): VideoError | undefined {
  const [name] = exceededLimits(limits, usage, cost)
  if (name !== undefined) return ownLimitError(name, { limits, usage, cost, now })
  const [total] = exceededLimits(totalLimits, totalUsage, cost)
  return total === undefined ? undefined : totalLimitError(total, now)
}

/**
 * Decides about a create that may wait: `run` at once, `wait` behind those of its owner, or the error of another limit.
 * None passes those that wait already; while all owners share a limit, those of any owner.
 */
export function decideQueued(
  job: LimitedJob,
  queue: QueueLimits & { waiting: Waiting; bytes: number },
): 'run' | 'wait' | VideoError {
  const { activeJobs: ownMax, ...limits } = job.limits
  const { activeJobs: totalMax, ...totalLimits } = job.totalLimits
  const error = limitError({ ...job, limits, totalLimits })
  if (error) return error
  const { waiting, bytes, maxQueued, maxQueuedBytes } = queue
  const isFull =
    limitError({ ...job, cost: 0 }) !== undefined ||
    (ownMax !== undefined && waiting.count > 0) ||
    (totalMax !== undefined && waiting.total > 0)
  if (!isFull) return 'run'
  if (waiting.count + 1 <= maxQueued && waiting.bytes + bytes <= maxQueuedBytes) return 'wait'
  const message = `${waiting.count} of your videos are waiting for their turn, which is the maximum; the limit lifts when one of them starts.`
  return new VideoError(`Limit queued: ${message}`, {
    code: 'limit_reached',
    param: 'queued',
    retryAfter: activeRetrySeconds,
  })
}

/** Whether a job that waited may start: its cost and its request were counted when it began to wait. */
export const mayStart = ({ limits, totalLimits, ...job }: LimitedJob): boolean =>
  limitError({ ...job, cost: 0, limits: onlyActive(limits), totalLimits: onlyActive(totalLimits) }) === undefined

const onlyActive = ({ activeJobs }: TotalLimits): TotalLimits => (activeJobs === undefined ? {} : { activeJobs })

function ownLimitError(
  name: string,
  { limits, usage, cost, now }: Pick<LimitedJob, 'limits' | 'usage' | 'cost' | 'now'>,
): VideoError | undefined {
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

function totalLimitError(name: string, now: number): VideoError {
  const { retryAfter, resets } = resetOf(name === 'active_jobs' ? null : endOfDay(now) / 1_000, now)
  const reasons: Record<string, string> = {
    active_jobs: 'This service is busy',
    spend_per_day: 'The budget of this service for today is used up',
    videos_per_day: 'This service has created all of its videos for today',
  }
  return new VideoError(`${reasons[name]}; new videos can be created ${resets}.`, {
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
