import type { RenderedVideo, Renderer } from './video/renderer'
import { tinyVideo } from './tiny-video'

/**
 * A renderer that returns existing files, for tests and pages that need no rendering.
 *
 * @param files by size, such as `{ '320x192': files }`; other sizes get {@link tinyVideo}, a real video of another size
 */
export function fixtureRenderer(files: Readonly<Record<string, RenderedVideo>> = {}): Renderer {
  return {
    render({ width, height }, { signal } = {}) {
      signal?.throwIfAborted()
      return Promise.resolve(files[`${width}x${height}`] ?? tinyVideo())
    },
  }
}
