import type { RenderedVideo, Renderer } from './renderer'
import { nearestSample, sampleFile } from './samples'
import type { Sample } from './samples'

/** Where a page gets the samples from. */
export interface SampleRendererOptions {
  /** The URL under which the page serves the folder `samples` of this package, such as `/samples/`. */
  baseURL: string | URL
  /** Requests the files. @default the global fetch */
  fetch?: (url: URL, init?: RequestInit) => Promise<Response>
}

/**
 * A renderer for pages and service workers: every job gets the sample closest to the requested size and length.
 *
 * @throws Error from `render` if a file cannot be fetched; the job then fails
 */
export function sampleRenderer({ baseURL, fetch = globalThis.fetch }: SampleRendererOptions): Renderer {
  const folder = () => new URL(baseURL, globalThis.location?.href)
  const read = async (name: string, init: RequestInit) => {
    const url = new URL(name, folder())
    const response = await fetch(url, init)
    if (response.ok) return new Uint8Array(await response.arrayBuffer())
    throw new Error(
      `The sample video ${url.href} responded with ${response.status}. Serve the folder samples of @dailies/sandbox under baseURL, which must end in a slash.`,
    )
  }
  return {
    async render(request, { signal } = {}) {
      const sample = nearestSample(request)
      const init = signal ? { signal } : {}
      const [video, thumbnail, spritesheet] = await Promise.all([
        read(sampleFile(sample, 'video'), init),
        read(sampleFile(sample, 'thumbnail'), init),
        read(sampleFile(sample, 'spritesheet'), init),
      ])
      return renderedSample(sample, { video, thumbnail, spritesheet })
    },
  }
}

/** The files of a sample with its own size and length. */
export const renderedSample = (
  { width, height, seconds }: Sample,
  files: Pick<RenderedVideo, 'video' | 'thumbnail' | 'spritesheet'>,
): RenderedVideo => ({ ...files, width, height, seconds })
