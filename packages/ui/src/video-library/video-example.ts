/** An example of an empty library: a prompt, and what a video of it looks like. */
export interface VideoExample {
  /** @default one of three prompts in the language of the page, by the place of the example */
  prompt?: string | undefined
  /** The address of a short video, which plays muted in a loop. Without one, the poster stays. */
  video?: string | undefined
  /** The address of an image, shown until the video plays. Without one, a plain colour. */
  poster?: string | undefined
  /** Width and height of the video in pixels. @default '1280x720' */
  size?: string | undefined
}
