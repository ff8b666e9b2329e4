/** Input of the poll delay: job age, expected run time, failures and the server's `Retry-After`. */
export interface PollDelayOptions {
  /** Time since the job was created, in milliseconds. */
  elapsedMs: number
  /** Expected run time of the job in milliseconds, if known. */
  expectedMs?: number | undefined
  /** Number of consecutive failed polls. @default 0 */
  failures?: number
  /** Minimum delay that the server requested (`Retry-After`), in milliseconds. @default 0 */
  requestedMs?: number | undefined
  /** A random number from 0 to 1, for jitter. @default Math.random */
  random?: () => number
}

const minDelayMs = 1_000
const maxDelayMs = 15_000
const maxBackoffMs = 60_000
const jitter = 0.3

/**
 * Computes the delay before the next poll of a job, in milliseconds, with jitter and exponential backoff.
 *
 * The interval is long while the expected end is far away, short around it, and grows again as the job overruns. Each
 * failed poll doubles the delay. Jitter keeps many clients from polling at the same time.
 */
export function pollDelay({
  elapsedMs,
  expectedMs,
  failures = 0,
  requestedMs = 0,
  random = Math.random,
}: PollDelayOptions): number {
  const delayMs =
    failures > 0 ? Math.min(maxBackoffMs, minDelayMs * 2 ** failures) : pollInterval(Math.max(0, elapsedMs), expectedMs)
  const jittered = delayMs * (1 - jitter / 2 + jitter * random())
  return Math.round(Math.max(jittered, requestedMs * (1 + (jitter / 3) * random())))
}

function pollInterval(elapsedMs: number, expectedMs: number | undefined): number {
  if (expectedMs === undefined) return clamp(elapsedMs / 10)
  const remaining = expectedMs - elapsedMs
  return clamp(remaining > 0 ? remaining / 4 : -remaining / 10)
}

const clamp = (delayMs: number): number => Math.min(maxDelayMs, Math.max(minDelayMs, delayMs))
