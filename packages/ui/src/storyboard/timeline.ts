/** A shot that can be played: a range of a file. Times are in seconds. */
export interface Clip {
  /** The id of the shot. */
  id: string
  url: string
  start: number
  end: number
  /** Whether it plays to the end of the file, which may be a little later than its declared length. */
  isToEnd: boolean
}

/** A position in a row of clips. */
export interface ClipPosition {
  index: number
  /** The time since the start of that clip. */
  offset: number
}

/** The length of a clip. */
export const lengthOf = ({ start, end }: Clip): number => end - start

/** The length of all clips in a row. */
export const totalOf = (clips: readonly Clip[]): number => clips.reduce((total, clip) => total + lengthOf(clip), 0)

/** When a clip starts. @param index that of the first clip after all of them is the end */
export const startOf = (clips: readonly Clip[], index: number): number => totalOf(clips.slice(0, index))

/** Where a time is. A cut is the start of the clip after it, the end of all is the end of the last one. */
export function locate(clips: readonly Clip[], time: number): ClipPosition {
  let remaining = Math.max(0, time)
  for (const [index, clip] of clips.entries()) {
    const length = lengthOf(clip)
    if (remaining < length) return { index, offset: remaining }
    remaining -= length
  }
  const last = clips.at(-1)
  return { index: Math.max(0, clips.length - 1), offset: last ? lengthOf(last) : 0 }
}
