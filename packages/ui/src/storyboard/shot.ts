/** One shot of a storyboard: a part of a video. */
export interface StoryboardShot {
  /** The shot's own id: a video can be in several shots. */
  id: string
  /** The id of the video. */
  videoId: string
  /** Where the shot starts in the video, in seconds. @default 0 */
  start?: number | undefined
  /** Where it ends, in seconds. @default the end of the video */
  end?: number | undefined
}

/** An end of a shot. */
export type ShotEdge = 'start' | 'end'

/** Most video services generate 24 frames per second. */
export const frameSeconds: number = 1 / 24

// A shorter shot cannot be seen, and has no frame to end on.
const minSeconds = 0.125

/** The range of a shot in its video. @param seconds the length of the video */
export function rangeOf({ start = 0, end }: Pick<StoryboardShot, ShotEdge>, seconds: number) {
  const from = clamp(start, 0, Math.max(0, seconds - minSeconds))
  return { start: from, end: clamp(end ?? seconds, Math.min(from + minSeconds, seconds), seconds) }
}

/** The shot with one end moved to a time of its video; it keeps its minimum length. */
export function trimShot(shot: StoryboardShot, edge: ShotEdge, time: number, seconds: number): StoryboardShot {
  const { start, end } = rangeOf(shot, seconds)
  if (edge === 'start') return withRange(shot, clamp(time, 0, end - minSeconds), end, seconds)
  return withRange(shot, start, clamp(time, start + minSeconds, seconds), seconds)
}

/** The shots with one moved to a position. @param to its index afterwards */
export function moveShot(shots: readonly StoryboardShot[], id: string, to: number): readonly StoryboardShot[] {
  const moved = shots.find((shot) => shot.id === id)
  if (!moved || shots.indexOf(moved) === to) return shots
  return insertShot(
    shots.filter((shot) => shot !== moved),
    moved,
    to,
  )
}

/** The shots with one more. @param at its index; an index beyond the end is the end */
export const insertShot = (
  shots: readonly StoryboardShot[],
  shot: StoryboardShot,
  at: number,
): readonly StoryboardShot[] => [...shots.slice(0, Math.max(0, at)), shot, ...shots.slice(Math.max(0, at))]

/** Only ends that were moved are kept: the length of a video may not be known when it is added. */
const withRange = ({ id, videoId }: StoryboardShot, start: number, end: number, seconds: number): StoryboardShot => ({
  id,
  videoId,
  ...(start > 0 && { start: toMilliseconds(start) }),
  ...(end < seconds && { end: toMilliseconds(end) }),
})

const toMilliseconds = (seconds: number) => Math.round(seconds * 1_000) / 1_000

const clamp = (value: number, min: number, max: number): number => Math.min(Math.max(value, min), max)
