import { filmRenderer } from '../packages/sandbox/src/film/film-renderer'
import type { RenderedFilm } from '../packages/sandbox/src/film/renderer'
import { fixtureFilms } from './fixture-film'
import type { FixtureFilm } from './fixture-film'

const renderer = filmRenderer()

/** Renders a fixture film with the sandbox's own renderer. */
export const renderFixtureFilm = (film: FixtureFilm): Promise<RenderedFilm> =>
  renderer.render({
    ...film,
    // A remix is of the very film that it changes.
    seed: fixtureFilms.findIndex(({ prompt, width }) => prompt === film.prompt && width === film.width),
    prompts: [film.prompt, ...(film.change === undefined ? [] : [film.change])],
  })
