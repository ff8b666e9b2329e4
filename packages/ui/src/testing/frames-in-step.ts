/** A frame that `requestVideoFrameCallback` reported: when it was on the screen, and its number. */
export interface ReportedFrame {
  /** `expectedDisplayTime`, in milliseconds. */
  shownAt: number
  /** `mediaTime` in frames of the video. */
  index: number
  /** `presentedFrames`: how many frames the video has shown so far, those without a callback included. */
  count: number
}

/** How far apart the frames of several videos were. */
export interface FramesInStep {
  /** The moments at which every video had shown a frame. */
  samples: number
  /** Those at which the frame of every video is known. */
  known: number
  /** Those at which two videos were more than one frame apart, although the browser showed the frames of all in time. */
  apart: number
  /** Those at which two were, while one showed an old frame because the browser had no time to draw the next one. */
  late: number
}

type Range = readonly [from: number, to: number]

/**
 * Compares what looping videos showed at each moment: at most one frame apart, or not.
 *
 * A busy page gets no callback for some frames that its videos show; the next `presentedFrames` then is greater by more
 * than one. Such a video showed one of the frames from its last report up to the next one, and counts as apart only if
 * none of them was near enough.
 *
 * @param moments times of `requestAnimationFrame`: the page shows nothing new in between
 * @param length the frames of one loop, which is the same for all
 */
export function compareFrames(
  videos: readonly (readonly ReportedFrame[])[],
  moments: readonly number[],
  length: number,
): FramesInStep {
  const result = { samples: 0, known: 0, apart: 0, late: 0 }
  for (const moment of moments) {
    const shown = videos.map((frames) => shownAt(frames, moment)).filter((pair) => pair !== undefined)
    if (shown.length < videos.length) continue
    result.samples += 1
    const ranges = shown.map(([last, next]) => rangeOf(last, next, length))
    if (ranges.every(([from, to]) => from === to)) result.known += 1
    if (canBeInStep(ranges, length)) continue
    if (shown.some(isLate)) result.late += 1
    else result.apart += 1
  }
  return result
}

// A frame is shown at the next refresh of the screen, whose time differs by a few milliseconds from video to video.
const sameRefreshMs = 8

type Pair = readonly [last: ReportedFrame, next: ReportedFrame]

const shownAt = (frames: readonly ReportedFrame[], moment: number): Pair | undefined => {
  const at = frames.findLastIndex(({ shownAt }) => shownAt <= moment + sameRefreshMs)
  const [last, next] = [frames[at], frames[at + 1]]
  return last && next && [last, next]
}

// Each frame of a video of 24 frames per second is due after 42 milliseconds.
const lateAfterMs = 80

const isLate = ([last, next]: Pair): boolean => (next.shownAt - last.shownAt) / (next.count - last.count) >= lateAfterMs

const rangeOf = (last: ReportedFrame, next: ReportedFrame, length: number): Range =>
  next.count - last.count <= 1
    ? [last.index, last.index]
    : [last.index, last.index + wrap(next.index - last.index, length) - 1]

const wrap = (frames: number, length: number): number => ((frames % length) + length) % length

/** Whether a pair of neighbouring frames exists of which each video may have shown one. */
const canBeInStep = (ranges: readonly Range[], length: number): boolean =>
  Array.from({ length }, (_, first) => first).some((first) =>
    ranges.every(
      ([from, to]) => wrap(first - from, length) <= to - from || wrap(first + 1 - from, length) <= to - from,
    ),
  )
