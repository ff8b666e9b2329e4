import type { VideoVariant } from '@dailies/core'
import type { DeclaredGrid } from '../../upstream/upstream'

/** A finished video whose upstream has no thumbnail or spritesheet for it. */
export interface PreviewSource {
  /** The bytes of the video. Cancel the stream if you do not read it to its end. */
  body: ReadableStream<Uint8Array>
  /** Its media type, detected from its first bytes. */
  contentType: string
  /** Its duration in seconds; `NaN` if unknown. */
  seconds: number
  /** The variants to make. */
  wanted: readonly PreviewVariant[]
  /** Aborts the work. */
  signal: AbortSignal
}

/** The preview images of a video: its thumbnail and its spritesheet. */
export type PreviewVariant = Exclude<VideoVariant, 'video'>

/** A preview image to archive. */
export interface PreviewImage {
  /** The bytes of the file. */
  bytes: Uint8Array<ArrayBuffer>
  /** Its media type. */
  contentType: 'image/jpeg' | 'image/png' | 'image/webp'
  /** The grid, for a spritesheet. */
  grid?: DeclaredGrid
}

/**
 * Generates thumbnails and spritesheets that an upstream does not have: implement this interface for another tool than
 * ffmpeg.
 */
export interface PreviewGenerator {
  /**
   * Makes the previews in `wanted` for one video. Omit those that cannot be made: the client makes them. A rejection
   * counts as none made.
   */
  make(video: PreviewSource): Promise<Partial<Record<PreviewVariant, PreviewImage>>>
}
