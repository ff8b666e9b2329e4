import { fileURLToPath } from 'node:url'
import { runnerImport } from 'vite'
import type { Plugin } from 'vite'
import { filmsPath } from './fixture-film.ts'
import type * as Rendering from './render-fixture-films.ts'

type Films = Map<string, Uint8Array>

let rendered: Promise<Films> | undefined

const films = (): Promise<Films> => (rendered ??= render())

async function render(): Promise<Films> {
  // Through Vite, so that the sandbox is read from its source like everything else here.
  const { module } = await runnerImport<typeof Rendering>(
    fileURLToPath(import.meta.resolve('./render-fixture-films.ts')),
    { resolve: { tsconfigPaths: true }, logLevel: 'error' },
  )
  return module.renderFixtureFilms()
}

/** Serves the fixture films, and puts them into a built Storybook. They are rendered once, when first asked for. */
export const fixtureFilmsPlugin = (): Plugin => ({
  name: 'dailies:fixture-films',
  configureServer({ middlewares }) {
    middlewares.use(`/${filmsPath}`, async (request, response, next) => {
      try {
        const film = (await films()).get(request.url?.slice(1) ?? '')
        response.writeHead(film ? 200 : 404).end(film)
      } catch (error) {
        next(error)
      }
    })
  },
  async generateBundle() {
    for (const [name, source] of await films())
      this.emitFile({ type: 'asset', fileName: `${filmsPath}${name}`, source })
  },
})
