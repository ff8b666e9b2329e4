import type { Video, VideosClient } from '@dailies/core'
import { onDemand } from '../primitives'

/** A frame of a video: its first, its last, or the one that is shown at a time in seconds. */
export type FrameTime = 'first' | 'last' | number

/** What to capture, and how the files of the video are reached. */
export interface CaptureFrameOptions {
  /** The client whose server has the video, as `useVideosClient` returns it. */
  client: VideosClient
  /** A completed video. */
  video: Video
  /** Which frame. A time outside the video is its first or its last frame. */
  at: FrameTime
  /** Aborts the capture and releases the video. */
  signal?: AbortSignal | undefined
}

const capturing = /* @__PURE__ */ onDemand(() => import('./capture'))

/**
 * Captures one frame of a video in its own pixels, as a PNG. The code is loaded on first use, and one video is decoded at a
 * time.
 *
 * @throws VideoError `not_ready`, `expired`, or that of the server; `unsupported` if this browser cannot play the video; the
 * signal's reason if it is aborted
 */
export const captureFrame = async (options: CaptureFrameOptions): Promise<File> =>
  (await capturing.load()).capture(options)
