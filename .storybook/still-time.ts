import { pictureOf } from './pictures'

// Any moment will do; a picture of it must not change from day to day.
const start = Date.UTC(2026, 2, 2, 10) / 1_000

/** When the stage of a story begins, where a picture is kept of it. */
export const startOf = (storyId: string): { startsAt?: number } => (pictureOf(storyId) ? { startsAt: start } : {})

/** Stops the page's clock for a story that a picture is kept of. Returns what lets it go on. */
export function standStill(storyId: string): () => void {
  const picture = pictureOf(storyId)
  if (!picture) return () => {}
  const { now } = Date
  Date.now = () => (start + picture.stillAt) * 1_000
  return () => {
    Date.now = now
  }
}
