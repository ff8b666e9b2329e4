import { VideoError } from '@dailies/core'
import type { LimitCapabilities } from '@dailies/core'
import { micros } from './micros'

/** What one owner may use. A limit that is left out does not exist. */
export interface Limits {
  /** Jobs that run at the same time; one that was deleted is counted until the upstream let it go, or for as long as it usually runs. */
  activeJobs?: number
  /** Requests for a new film within any 60 seconds. Reading is not counted: it costs nothing upstream. */
  requestsPerMinute?: number
  /** Money per UTC day, in the currency of the capabilities; a model without a price is then refused. */
  spendPerDay?: number
}

/** What one owner has used. */
export interface Usage {
  /** Jobs that run now. */
  active: number
  /** Unix milliseconds of the requests within the last 60 seconds, oldest first. */
  requests: number[]
  /** Since midnight UTC, in millionths of the currency. */
  spent: number
}

const minute = 60_000
const day = 86_400_000

export const minuteBefore = (now: number): number => now - minute
export const startOfDay = (now: number): number => Math.floor(now / day) * day

// Nobody knows when a job ends; this is often enough to ask.
const activeRetrySeconds = 10

/** Every limit with what is left of it. */
export function readLimits(limits: Limits, usage: Usage, now: number): LimitCapabilities[] {
  const told: LimitCapabilities[] = []
  const tell = (name: LimitCapabilities['name'], limit: number, used: number, resetsAt: number | null): void => {
    told.push({ name, limit, remaining: Math.max(0, limit - used), resets_at: resetsAt && Math.ceil(resetsAt / 1_000) })
  }
  const { activeJobs, requestsPerMinute, spendPerDay } = limits
  if (activeJobs !== undefined) tell('active_jobs', activeJobs, usage.active, null)
  if (requestsPerMinute !== undefined) {
    const oldest = usage.requests.at(-Math.max(1, requestsPerMinute))
    tell('requests_per_minute', requestsPerMinute, usage.requests.length, oldest === undefined ? null : oldest + minute)
  }
  if (spendPerDay !== undefined) {
    const left = Math.max(0, micros(spendPerDay) - usage.spent)
    tell('spend_per_day', spendPerDay, spendPerDay - left / 1_000_000, startOfDay(now) + day)
  }
  return told
}

/** The refusal of one more job of this cost, or undefined where it fits. Every store asks this while nobody else can reserve. */
export function refusalOf(limits: Limits, usage: Usage, cost: number, now: number): VideoError | undefined {
  const reached = readLimits(limits, usage, now).find(
    ({ name, remaining }) => micros(remaining) < (name === 'spend_per_day' ? cost : 1_000_000),
  )
  if (!reached) return undefined
  const retryAfter =
    reached.resets_at === null ? activeRetrySeconds : Math.max(1, reached.resets_at - Math.floor(now / 1_000))
  const lifts =
    reached.resets_at === null ? 'when one of them is done' : `at ${new Date(reached.resets_at * 1_000).toISOString()}`
  const says = {
    active_jobs: `${reached.limit} of your films are being made, which is as many as may be at once; this lifts ${lifts}.`,
    requests_per_minute: `You may ask for ${reached.limit} films a minute; this lifts ${lifts}.`,
    spend_per_day: `This film would cost ${cost / 1_000_000}, and of the ${reached.limit} you may spend a day ${reached.remaining} are left; this lifts ${lifts}.`,
  }
  return new VideoError(`Limit ${reached.name}: ${says[reached.name]}`, {
    code: 'limit_reached',
    param: reached.name,
    retryAfter,
  })
}
