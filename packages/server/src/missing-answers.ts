import type { MissingAnswers } from './store/job'

export const certainAfterPolls = 3
const certainAfter = 60_000

/** One more answer that did not know it. */
export const countMissingAnswer = (known: MissingAnswers | undefined, now: number): MissingAnswers => ({
  since: known?.since ?? now,
  polls: (known?.polls ?? 0) + 1,
})

/** Once may be a replica or a restart, three times over a minute is an answer. */
export const isCertain = ({ since, polls }: MissingAnswers, now: number): boolean =>
  polls >= certainAfterPolls && now - since >= certainAfter
