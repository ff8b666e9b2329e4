/** What a poll's delay depends on. */
export interface PollDelayOptions {
  /** Time since the job was created. */
  elapsedMs: number
  /** How long such a job usually takes, where that is known. */
  expectedMs?: number | undefined
  /** Polls in a row that failed. @default 0 */
  failures?: number
  /** The wait that the server asked for (`Retry-After`); never undercut. */
  requestedMs?: number | undefined
  /** A number from 0 to 1. @default Math.random */
  random?: () => number
}

const shortest = 1_000
const longest = 15_000
const longestAfterFailure = 60_000
const spread = 0.3

/**
 * How long to wait before the next look at a job, in milliseconds.
 *
 * Rare while the end is far off, close around the usual length, rarer again the longer a job overruns; doubled after each look
 * that went unanswered. Jitter keeps many pages from asking in step.
 */
export function pollDelay({
  elapsedMs,
  expectedMs,
  failures = 0,
  requestedMs = 0,
  random = Math.random,
}: PollDelayOptions): number {
  const wait =
    failures > 0 ? Math.min(longestAfterFailure, shortest * 2 ** failures) : usual(Math.max(0, elapsedMs), expectedMs)
  const jittered = wait * (1 - spread / 2 + spread * random())
  return Math.round(Math.max(jittered, requestedMs * (1 + (spread / 3) * random())))
}

function usual(elapsedMs: number, expectedMs: number | undefined): number {
  if (expectedMs === undefined) return clamp(elapsedMs / 10)
  const remaining = expectedMs - elapsedMs
  return clamp(remaining > 0 ? remaining / 4 : -remaining / 10)
}

const clamp = (wait: number): number => Math.min(longest, Math.max(shortest, wait))
