import type { MissingResponses } from '../store/job'

export const certainAfterPolls = 3
const certainAfterMs = 60_000

/** Counts one more 404 response for the same job or file. */
export const countMissingResponse = (previous: MissingResponses | undefined, now: number): MissingResponses => ({
  since: previous?.since ?? now,
  polls: (previous?.polls ?? 0) + 1,
})

/** A single 404 may come from a replica or a restart; three over at least a minute are conclusive. */
export const isCertain = ({ since, polls }: MissingResponses, now: number): boolean =>
  polls >= certainAfterPolls && now - since >= certainAfterMs
