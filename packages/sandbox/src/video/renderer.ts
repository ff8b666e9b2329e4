/** One video to render. */
export interface RenderRequest {
  /** The same seed and inputs render the same video. */
  seed: number
  /** Pixels; both even. */
  width: number
  /** Pixels; even. */
  height: number
  /** Exact length, in seconds. */
  seconds: number
  /** All prompts, from the original video to this one; the last is shown in the image. More than one: a remix, edit or extension, which resembles its source. */
  prompts: [string, ...string[]]
  /** Becomes the first frame; a JPEG, PNG or WebP of exactly `width` by `height`. */
  referenceImage?: Uint8Array
}

/** The three files of a video. */
export interface RenderedVideo {
  /** MP4, H.264 and AAC, fast start. */
  video: Uint8Array
  /** WebP. */
  thumbnail: Uint8Array
  /** JPEG. */
  spritesheet: Uint8Array
}

/** Renders videos. The real one draws and encodes in a worker thread; a fixture renderer is faster where the image does not matter. */
export interface Renderer {
  /** Renders one video; rejects with the signal's reason when aborted. */
  render(request: RenderRequest, options?: { signal?: AbortSignal }): Promise<RenderedVideo>
  /** Terminates the worker threads. */
  close?(): Promise<void>
}
