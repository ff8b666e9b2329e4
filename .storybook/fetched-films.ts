import type { RenderRequest, RenderedFilm, Renderer } from '@dailies/sandbox/browser'
import { filmFiles, filmsPath, fixtureFilms } from './fixture-film'
import type { FixtureFilm } from './fixture-film'

/** A renderer for the service worker: answers the fixture film that comes closest to what was asked. @param base Where Storybook is. */
export const fetchedFilms = (base: string): Renderer => ({
  async render(request, { signal } = {}) {
    const { name } = closestTo(request)
    const read = async (extension: string) => {
      const response = await fetch(new URL(`${filmsPath}${name}.${extension}`, base), signal ? { signal } : {})
      if (!response.ok) throw new Error(`There is no film ${name}.${extension}: ${response.status}`)
      return new Uint8Array(await response.arrayBuffer())
    }
    const [video, thumbnail, spritesheet] = await Promise.all([
      read(filmFiles.video),
      read(filmFiles.thumbnail),
      read(filmFiles.spritesheet),
    ])
    return { video, thumbnail, spritesheet } satisfies RenderedFilm
  },
})

function closestTo({ width, height, seconds, prompts, seed }: RenderRequest): FixtureFilm {
  const prompt = prompts.at(-1)
  const isWide = width >= height
  const ofShape = fixtureFilms.filter((film) => film.width >= film.height === isWide)
  const longest = Math.max(...ofShape.map((film) => film.seconds))
  const ofLength = ofShape.filter((film) => film.seconds === Math.min(seconds, longest))
  const candidates = ofLength.length > 0 ? ofLength : ofShape
  const found = candidates.find((film) => film.prompt === prompt) ?? candidates[seed % candidates.length]
  if (!found) throw new Error(`No fixture film comes close to ${width}x${height}, ${seconds} s.`)
  return found
}
