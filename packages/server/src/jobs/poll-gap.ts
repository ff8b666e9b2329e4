import { quantile } from './quantile'

/** What is known about the end of a running job. Times are in milliseconds. */
export interface EndForecast {
  /** Since the job was first seen in progress. */
  age: number
  /** The time before that, in a queue. @default 0 */
  queued?: number
  /** How long the latest of such jobs ran. */
  ends: readonly number[]
  /** The age at which the progress says that the job ends, and how far that may be off. */
  byProgress?: { at: number; error: number } | undefined
  /** How many other jobs are to be polled when the end of this one is known. @default 0 */
  waiting?: number | undefined
}

/** A lateness that is tolerated... */
const toleratedMs = 2_500
/** ...or a share of the run time, because the end of a long job varies more, and a few seconds matter less there... */
const toleratedShare = 0.04
/** ...or a share of the range in which half of the ends are, since many reads would gain little there. */
const toleratedSpread = 0.1
/** While no such job has ended, a share of the age: the end may be anywhere. */
const unknownShare = 0.1
/** What one read is worth, in tolerated latenesses: found with poll-plan.test.ts, as all numbers here. */
const worthOfRead = 0.12
/** The weight of an end that is unlike all that were measured, where each of these counts 1... */
const unlikeWeight = 0.25
/** ...and less while the progress moves, since it would have to jump. */
const unlikeProgressWeight = 0.05
/** A duration is measured to the nearest second or 2 %... */
const blurMs = 1_000
const blurShare = 0.02
/** ...and represents a wider range while only about this many are measured. */
const fewEnds = 3
/** The five places of a blurred duration, from its middle. */
const places = [-1, -0.5, 0, 0.5, 1]
/** The weight of a measured duration that contradicts the progress, since neither of both is always right. */
const leastAgreement = 0.05

/** A place where the job may end, and its weight. */
type Place = [at: number, weight: number]

/**
 * The time until the next poll of a running job, in milliseconds: as long as the expected lateness of its end is worth
 * less than a read. The job may end where such jobs ended before, where its progress says, and, with a small
 * probability, anywhere else. Polls are therefore rare where no job ended, and dense where many did, also if there are
 * several such times. Beyond the last of them the gaps grow with the time since.
 */
export function pollGap({ age, queued = 0, ends, byProgress, waiting = 0 }: EndForecast): number {
  const tolerated = toleratedLateness(age, ends, byProgress, waiting)
  const all = [...ends.flatMap((end) => placesOf(end, ends.length, byProgress)), ...placesByProgress(byProgress)]
  const unlikely = byProgress ? unlikeProgressWeight : unlikeWeight
  const ahead = all.filter(([at]) => at > age)
  const total = ahead.reduce((sum, [, weight]) => sum + weight, unlikely)
  const passed = all.reduce((last, [at]) => (at <= age ? Math.max(last, at) : last), -queued)
  // An end that is unlike all others lies anywhere within twice the time since the last place.
  const range = 2 * Math.max(tolerated, age - passed)
  const costOf = (gap: number): number => {
    const unlike = (costUntil(gap, tolerated) - costUntil(gap - range, tolerated)) / range
    return ahead.reduce(
      (sum, [at, weight]) => sum + (weight / total) * costOfLateness(age + gap - at, tolerated),
      (unlikely / total) * unlike,
    )
  }
  let [shortest, longest] = [0, 2 * Math.max(range, ...all.map(([at]) => at))]
  // The cost grows with the gap.
  while (longest - shortest > 50) {
    const middle = (shortest + longest) / 2
    if (costOf(middle) * (1 + waiting) > worthOfRead) longest = middle
    else shortest = middle
  }
  return shortest
}

function toleratedLateness(
  age: number,
  ends: readonly number[],
  byProgress: EndForecast['byProgress'],
  waiting: number,
): number {
  const [early, usual, late] = [0.25, 0.5, 0.75].map((share) => quantile(ends, share))
  const known = byProgress?.at ?? usual
  if (known === undefined) return Math.max(toleratedMs, (unknownShare * age) / (1 + waiting))
  const spread = byProgress ? byProgress.error : (late ?? 0) - (early ?? 0)
  return Math.max(toleratedMs, toleratedShare * known, toleratedSpread * spread)
}

function placesOf(end: number, count: number, byProgress: EndForecast['byProgress']): Place[] {
  const blur = Math.max(blurMs, blurShare * end) * (1 + fewEnds / count)
  const agreement = byProgress ? Math.exp(-(((end - byProgress.at) / byProgress.error) ** 2) / 2) : 1
  const weight = Math.max(leastAgreement, agreement) / places.length
  return places.map((place) => [end + place * blur, weight])
}

const placesByProgress = (byProgress: EndForecast['byProgress']): Place[] =>
  byProgress ? places.map((place) => [byProgress.at + place * byProgress.error, 1 / places.length]) : []

/** The cost of one lateness: 1 if it is the tolerated one; grows with its square up to that, and in proportion beyond. */
function costOfLateness(lateness: number, tolerated: number): number {
  const share = lateness / tolerated
  if (share <= 0) return 0
  return share < 1 ? share ** 2 : 2 * share - 1
}

/** The integral of that cost, from 0 to the longest lateness. */
function costUntil(longest: number, tolerated: number): number {
  const share = longest / tolerated
  if (share <= 0) return 0
  return tolerated * (share < 1 ? share ** 3 / 3 : share ** 2 - share + 1 / 3)
}
