import type { Missing } from './store/job'

export const certainAfterLooks = 3
const certainAfter = 60_000

/** One more answer that did not know it. */
export const missedAgain = (known: Missing | undefined, now: number): Missing => ({
  since: known?.since ?? now,
  looks: (known?.looks ?? 0) + 1,
})

/** Once may be a replica or a restart, three times over a minute is an answer. */
export const isCertain = ({ since, looks }: Missing, now: number): boolean =>
  looks >= certainAfterLooks && now - since >= certainAfter
