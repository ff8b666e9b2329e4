import type { RenderRequest, RenderedVideo, Renderer } from '@dailies/sandbox/browser'
import { videoFiles, videosPath, fixtureVideos } from './fixture-video'
import type { FixtureVideo } from './fixture-video'

/** A renderer for the service worker: answers the fixture film that comes closest to what was asked. @param base Where Storybook is. */
export const fetchedVideos = (base: string): Renderer => ({
  async render(request, { signal } = {}) {
    const { name } = closestTo(request)
    const read = async (extension: string) => {
      const response = await fetch(new URL(`${videosPath}${name}.${extension}`, base), signal ? { signal } : {})
      if (!response.ok) throw new Error(`There is no video ${name}.${extension}: ${response.status}`)
      return new Uint8Array(await response.arrayBuffer())
    }
    const [video, thumbnail, spritesheet] = await Promise.all([
      read(videoFiles.video),
      read(videoFiles.thumbnail),
      read(videoFiles.spritesheet),
    ])
    return { video, thumbnail, spritesheet } satisfies RenderedVideo
  },
})

function closestTo({ width, height, seconds, prompts, seed }: RenderRequest): FixtureVideo {
  const [prompt, change] = [prompts[0], prompts.slice(1).at(-1)]
  const shaped = fixtureVideos.filter((film) => film.width >= film.height === width >= height)
  const sized = nearest(shaped, (film) => Math.abs(film.width - width))
  const near = nearest(sized, (film) => Math.abs(film.seconds - seconds))
  const told = near.filter((film) => film.prompt === prompt)
  const found = told.find((film) => film.change === change) ?? told[0] ?? near[seed % near.length]
  if (!found) throw new Error(`No fixture video comes close to ${width}x${height}, ${seconds} s.`)
  return found
}

const nearest = (films: readonly FixtureVideo[], distance: (film: FixtureVideo) => number): FixtureVideo[] =>
  films.filter((film) => distance(film) === Math.min(...films.map(distance)))
