import { fileURLToPath } from 'node:url'
import { runnerImport } from 'vite'
import type { Plugin } from 'vite'
import { cachedFilm } from './film-cache.ts'
import { filmFiles, filmVariants, filmsPath, fixtureFilms } from './fixture-film.ts'
import type { FixtureFilm } from './fixture-film.ts'
import type * as Rendering from './render-fixture-film.ts'

type Rendered = ReturnType<typeof Rendering.renderFixtureFilm>

// Through Vite, so that the sandbox is read from its source like everything else here.
const loadRenderer = async () => {
  const file = fileURLToPath(import.meta.resolve('./render-fixture-film.ts'))
  const { module } = await runnerImport<typeof Rendering>(file, {
    resolve: { tsconfigPaths: true },
    logLevel: 'error',
  })
  return module.renderFixtureFilm
}

/** Serves the fixture films, each rendered when it is first asked for, and puts them all into a built Storybook. */
export function fixtureFilmsPlugin(): Plugin {
  const rendered = new Map<FixtureFilm, Rendered>()
  let renderer: ReturnType<typeof loadRenderer> | undefined

  const render = async (film: FixtureFilm) => {
    const rendering =
      rendered.get(film) ??
      cachedFilm(film, async () => {
        renderer ??= loadRenderer()
        return (await renderer)(film)
      })
    rendered.set(film, rendering)
    return rendering
  }

  return {
    name: 'dailies:fixture-films',
    configureServer({ middlewares }) {
      middlewares.use(`/${filmsPath}`, async (request, response, next) => {
        const [, name, extension] = /^\/([^.]+)\.(\w+)$/.exec(request.url ?? '') ?? []
        const film = fixtureFilms.find((each) => each.name === name)
        const variant = filmVariants.find((each) => filmFiles[each] === extension)
        try {
          if (film && variant) response.end((await render(film))[variant])
          else next()
        } catch (error) {
          next(error)
        }
      })
    },
    async generateBundle() {
      for (const film of fixtureFilms) {
        const files = await render(film)
        for (const variant of filmVariants) {
          const fileName = `${filmsPath}${film.name}.${filmFiles[variant]}`
          this.emitFile({ type: 'asset', fileName, source: files[variant] })
        }
      }
    },
  }
}
