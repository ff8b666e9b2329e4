/** One film to render. */
export interface RenderRequest {
  /** Repeats the same film for the same seed and inputs. */
  seed: number
  /** Pixels; both even. */
  width: number
  /** Pixels; even. */
  height: number
  /** Exact length. */
  seconds: number
  /** From the first take to this one; the last is the prompt shown in the picture. More than one: a remix, edit or extension that visibly derives. */
  prompts: [string, ...string[]]
  /** Becomes the first frame; jpeg, png or webp of exactly `width` by `height`. */
  reference?: Uint8Array
}

/** The three files of a film. */
export interface RenderedVideo {
  /** MP4, H.264 and AAC, fast start. */
  video: Uint8Array
  /** WebP. */
  thumbnail: Uint8Array
  /** JPEG. */
  spritesheet: Uint8Array
}

/** Makes films. The real one draws and encodes in a worker thread; fixtures stand in where speed matters more than the picture. */
export interface Renderer {
  /** Renders one film; rejects with the signal's reason where it is aborted. */
  render(request: RenderRequest, options?: { signal?: AbortSignal }): Promise<RenderedVideo>
  /** Ends its workers. */
  close?(): Promise<void>
}
