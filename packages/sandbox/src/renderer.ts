import type { ParameterValue } from '@dailies/core'

/** One video to render. */
export interface RenderRequest {
  /** The same seed and inputs render the same video. */
  seed: number
  /** Pixels; both even. */
  width: number
  /** Pixels; even. */
  height: number
  /** Length, in seconds. */
  seconds: number
  /** All prompts, from the original video to this one; the last is what changes. More than one: a remix, edit or extension, which resembles its source. */
  prompts: [string, ...string[]]
  /** Becomes the first frame: a JPEG, PNG or WebP, cropped where its ratio is not that of `width` to `height`. */
  referenceImage?: Uint8Array
  /** The model as the client wrote it: two models look different. @default no model's look */
  model?: string
  /** The parameters of the model, such as `fps`. @default none */
  parameters?: Readonly<Record<string, ParameterValue>>
}

/** The three files of a video, and the size and length that the video has, which may differ from the requested ones. */
export interface RenderedVideo {
  /** MP4, H.264 and AAC, fast start. */
  video: Uint8Array
  /** WebP. */
  thumbnail: Uint8Array
  /** JPEG. */
  spritesheet: Uint8Array
  /** Pixels. */
  width: number
  /** Pixels. */
  height: number
  /** Length of the video, in seconds. */
  seconds: number
}

/** Produces the files of a job. Without one, a sandbox serves sample videos; `videoRenderer` of `@dailies/sandbox-renderer` renders each prompt. */
export interface Renderer {
  /** Renders one video; rejects with the signal's reason when aborted. */
  render(request: RenderRequest, options?: { signal?: AbortSignal }): Promise<RenderedVideo>
  /** Releases what it holds, such as worker threads. */
  close?(): Promise<void>
}
