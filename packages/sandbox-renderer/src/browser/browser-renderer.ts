import type { RenderedVideo, Renderer } from '@dailies/sandbox/browser'
import { renderVideo } from '../render-video'
import type { DrawingOptions } from '../render-video'
import { browserEnvironment } from './browser-environment'
import type { DrawSvg } from './browser-environment'

/** Options of the renderer for browsers. */
export interface BrowserRendererOptions extends DrawingOptions {
  /** Draws the SVG documents of painted scenes: passes them to `drawSvgInPage` in the page. */
  drawSvg: DrawSvg
}

/**
 * Creates a renderer for a dedicated worker of a page. It draws and encodes videos one after the other in the thread that
 * calls it, by WebCodecs: H.264 where the browser has an encoder for it, else VP9; AAC, else Opus, else no sound.
 *
 * @throws Error if the browser has no WebCodecs
 */
export function browserRenderer({ drawSvg, ...options }: BrowserRendererOptions): Renderer {
  if (typeof VideoEncoder === 'undefined') throw new Error('This browser has no WebCodecs, which encode the videos.')
  const environment = browserEnvironment(drawSvg)
  let last: Promise<unknown> = Promise.resolve()

  return {
    async render(request, { signal } = {}) {
      const render = async (): Promise<RenderedVideo> => {
        signal?.throwIfAborted()
        return renderVideo(signal ? abortable(environment, signal) : environment, request, options)
      }
      const rendering = last.then(render)
      last = rendering.catch(() => undefined)
      return rendering
    },
  }
}

/** Ends an encoding at its next frame. */
const abortable = (
  environment: ReturnType<typeof browserEnvironment>,
  signal: AbortSignal,
): ReturnType<typeof browserEnvironment> => ({
  ...environment,
  encodePictures: (format, frame, draw) =>
    environment.encodePictures(format, frame, (target, index) => {
      signal.throwIfAborted()
      draw(target, index)
    }),
})
