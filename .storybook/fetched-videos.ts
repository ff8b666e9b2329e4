import type { RenderRequest, RenderedVideo, Renderer } from '@dailies/sandbox/browser'
import { videoFiles, videosPath, fixtureVideos } from './fixture-video'
import type { FixtureVideo } from './fixture-video'

/**
 * A renderer for the service worker: returns the fixture video closest to the request.
 *
 * @param base the URL of Storybook
 */
export const fetchedVideos = (base: string): Renderer => ({
  async render(request, { signal } = {}) {
    const { name, width, height, seconds } = closestTo(request)
    const read = async (extension: string) => {
      const response = await fetch(new URL(`${videosPath}${name}.${extension}`, base), signal ? { signal } : {})
      if (!response.ok) throw new Error(`There is no fixture video ${name}.${extension}: ${response.status}`)
      return new Uint8Array(await response.arrayBuffer())
    }
    const [video, thumbnail, spritesheet] = await Promise.all([
      read(videoFiles.video),
      read(videoFiles.thumbnail),
      read(videoFiles.spritesheet),
    ])
    return { video, thumbnail, spritesheet, width, height, seconds } satisfies RenderedVideo
  },
})

function closestTo({ width, height, seconds, prompts, seed }: RenderRequest): FixtureVideo {
  const [prompt, change] = [prompts[0], prompts.slice(1).at(-1)]
  const sameOrientation = fixtureVideos.filter((video) => video.width >= video.height === width >= height)
  const nearestSizes = nearest(sameOrientation, (video) => Math.abs(video.width - width))
  const candidates = nearest(nearestSizes, (video) => Math.abs(video.seconds - seconds))
  const samePrompt = candidates.filter((video) => video.prompt === prompt)
  const found =
    samePrompt.find((video) => video.change === change) ?? samePrompt[0] ?? candidates[seed % candidates.length]
  if (!found) throw new Error(`No fixture video comes close to ${width}x${height}, ${seconds} s.`)
  return found
}

const nearest = (videos: readonly FixtureVideo[], distance: (video: FixtureVideo) => number): FixtureVideo[] =>
  videos.filter((video) => distance(video) === Math.min(...videos.map(distance)))
