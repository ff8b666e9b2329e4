import type { RenderedVideo, Renderer } from './video/renderer'
import { tinyVideo } from './tiny-video'

/**
 * A renderer that answers films which are there already, for tests and pages that need no picture of their own.
 *
 * @param films By size, such as `{ '320x192': film }`. A size without a film is answered with {@link tinyVideo}, which is genuine but not of that size.
 */
export function fixtureRenderer(films: Readonly<Record<string, RenderedVideo>> = {}): Renderer {
  return {
    render({ width, height }, { signal } = {}) {
      signal?.throwIfAborted()
      return Promise.resolve(films[`${width}x${height}`] ?? tinyVideo())
    },
  }
}
