import { filmRenderer } from '../packages/sandbox/src/film/film-renderer'
import type { RenderedFilm } from '../packages/sandbox/src/film/renderer'
import { fixtureFilms } from './fixture-film'
import type { FixtureFilm } from './fixture-film'

const renderer = filmRenderer()

/** Renders a fixture film with the sandbox's own renderer. */
export const renderFixtureFilm = (film: FixtureFilm): Promise<RenderedFilm> =>
  renderer.render({ ...film, seed: fixtureFilms.indexOf(film), prompts: [film.prompt] })
