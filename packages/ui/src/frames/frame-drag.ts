import type { FrameTime } from './capture-frame'

/** The type of a dragged frame in a `DataTransfer`. */
export const frameDragType = 'application/x-dailies-frame'

/** A frame that is dragged: a video and a time in it. */
export interface FrameDrag {
  /** The id of a completed video. */
  videoId: string
  /** Which frame. */
  at: FrameTime
}

/** Lets what is dragged be dropped on a frame of a prompt. */
export function setFrameDrag(dataTransfer: DataTransfer, { videoId, at }: FrameDrag): void {
  dataTransfer.setData(frameDragType, JSON.stringify({ videoId, at }))
  dataTransfer.effectAllowed = 'copy'
}

/** Whether a frame is dragged. Until it is dropped, a page may not read which. */
export const hasFrameDrag = ({ types }: Pick<DataTransfer, 'types'>): boolean => types.includes(frameDragType)

/** The frame that was dropped; undefined if it was something else. */
export function readFrameDrag(dataTransfer: Pick<DataTransfer, 'getData'>): FrameDrag | undefined {
  try {
    // Another page may have written it.
    const data: unknown = JSON.parse(dataTransfer.getData(frameDragType))
    return isFrameDrag(data) ? { videoId: data.videoId, at: data.at } : undefined
  } catch {
    return undefined
  }
}

const isFrameDrag = (data: unknown): data is FrameDrag => {
  if (typeof data !== 'object' || data === null || !('videoId' in data) || !('at' in data)) return false
  const { videoId, at } = data
  return typeof videoId === 'string' && videoId !== '' && (at === 'first' || at === 'last' || typeof at === 'number')
}
