/** What the time until the next look depends on. Milliseconds. */
export interface NextLook {
  /** Since the job was created. */
  elapsed: number
  /** Percent, where the upstream tells it. */
  progress: number | null
  /** What such a job usually takes here, where that was measured. */
  usual?: number | undefined
  /** Looks in a row that went unanswered. */
  failures: number
  /** What the upstream asked for; never undercut. */
  asked?: number | undefined
  /** A number from 0 to 1. @default Math.random */
  random?: () => number
}

const shortest = 2_000
const first = 4_000
const longest = 30_000
const longestAfterFailure = 60_000
const spread = 0.2

/**
 * How long until the next look at a running job, in milliseconds: two thirds of what seems to remain, so that looks are rare while the end
 * is far and close together around it. Of progress and experience the one that promises less is believed, since a late look costs a
 * waiting person and an early one costs a request. Jitter keeps many jobs from being asked in step.
 */
export function nextLook({ elapsed, progress, usual, failures, asked = 0, random = Math.random }: NextLook): number {
  const wait =
    failures > 0
      ? Math.min(longestAfterFailure, shortest * 2 ** (failures - 1))
      : Math.min(longest, Math.max(shortest, running(elapsed, progress, usual)))
  return Math.round(Math.max(asked, wait * (1 - spread * random())))
}

function running(elapsed: number, progress: number | null, usual: number | undefined): number {
  // Progress counts only while it says something: some servers stay at 0, 95 or 99.
  const paced = progress !== null && progress > 0 && progress < 95 ? (elapsed * (100 - progress)) / progress : undefined
  const remaining = Math.min(usual === undefined ? Infinity : usual - elapsed, paced ?? Infinity)
  if (remaining === Infinity) return Math.max(first, elapsed / 4)
  return remaining > 0 ? (remaining * 2) / 3 : -remaining / 4
}

const rarest = 3_600_000
const day = 86_400_000

/** How long until the next look at a job of which we gave up, ever more rarely; undefined after a day. */
export const nextDoubt = (sinceVerdict: number): number | undefined =>
  sinceVerdict >= day ? undefined : Math.min(rarest, Math.max(60_000, sinceVerdict / 2))
