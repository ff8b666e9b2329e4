import type { VideoVariant } from '@dailies/core'
import type { DeclaredGrid } from '../upstream/upstream'

/** A finished film whose upstream has no pictures of it. */
export interface PreviewSource {
  /** The film; cancelled where it is not read to its end. */
  body: ReadableStream<Uint8Array>
  /** Its media type, told by its first bytes. */
  contentType: string
  /** Its length; not a number where nobody knows. */
  seconds: number
  /** What is missing. */
  wanted: readonly PreviewVariant[]
  /** Abandons the work. */
  signal: AbortSignal
}

/** The files of a video that are pictures. */
export type PreviewVariant = Exclude<VideoVariant, 'video'>

/** A picture as it is to be archived. */
export interface PreviewPicture {
  /** The whole file. */
  bytes: Uint8Array<ArrayBuffer>
  /** What it is. */
  contentType: 'image/jpeg' | 'image/png' | 'image/webp'
  /** Of a spritesheet. */
  grid?: DeclaredGrid
}

/** Makes the pictures that an upstream does not have. What it cannot make it leaves out, and the page makes them itself. */
export interface Previews {
  /** Makes what is wanted of one film; a rejection counts as nothing made. */
  make(film: PreviewSource): Promise<Partial<Record<PreviewVariant, PreviewPicture>>>
}
