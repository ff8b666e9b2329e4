import type { VideoVariant } from '@dailies/core'
import type { KnownGrid } from '../upstream/upstream'

/** A finished film whose upstream has no pictures of it. */
export interface PreviewSource {
  /** The film; cancelled where it is not read to its end. */
  body: ReadableStream<Uint8Array>
  contentType: string
  /** Its length; not a number where nobody knows. */
  seconds: number
  /** What is missing. */
  wanted: readonly PreviewVariant[]
  signal: AbortSignal
}

export type PreviewVariant = Exclude<VideoVariant, 'video'>

/** A picture as it is to be archived. */
export interface PreviewPicture {
  bytes: Uint8Array<ArrayBuffer>
  contentType: 'image/jpeg' | 'image/png' | 'image/webp'
  /** Of a spritesheet. */
  grid?: KnownGrid
}

/** Makes the pictures that an upstream does not have. What it cannot make it leaves out, and the page makes them itself. */
export interface Previews {
  make(film: PreviewSource): Promise<Partial<Record<PreviewVariant, PreviewPicture>>>
}
