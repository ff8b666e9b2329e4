import { screenshotOf } from './screenshot-stories'

// A fixed start time, so that the screenshots do not change from day to day.
const start = Date.UTC(2026, 2, 2, 10) / 1_000

/** The start time of a story's server, if the story has a screenshot. */
export const startTimeOptions = (storyId: string): { startsAt?: number } =>
  screenshotOf(storyId) ? { startsAt: start } : {}

/** Freezes `Date.now` for a story that has a screenshot. @returns a function that restores it */
export function freezeClock(storyId: string): () => void {
  const screenshot = screenshotOf(storyId)
  if (!screenshot) return () => {}
  const { now } = Date
  Date.now = () => (start + screenshot.frozenAt) * 1_000
  return () => {
    Date.now = now
  }
}
