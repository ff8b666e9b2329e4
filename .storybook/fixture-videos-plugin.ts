import { fileURLToPath } from 'node:url'
import { runnerImport } from 'vite'
import type { Plugin } from 'vite'
import { cachedVideo } from './video-cache.ts'
import { videoFiles, variants, videosPath, fixtureVideos } from './fixture-video.ts'
import type { FixtureVideo } from './fixture-video.ts'
import type * as Rendering from './render-fixture-video.ts'

type Rendered = ReturnType<typeof Rendering.renderFixtureVideo>

// Through Vite, so that the sandbox is read from its source like everything else here.
const loadRenderer = async () => {
  const file = fileURLToPath(import.meta.resolve('./render-fixture-video.ts'))
  const { module } = await runnerImport<typeof Rendering>(file, {
    resolve: { tsconfigPaths: true },
    logLevel: 'error',
  })
  return module.renderFixtureVideo
}

/** Serves the fixture films, each rendered when it is first asked for, and puts them all into a built Storybook. */
export function fixtureVideosPlugin(): Plugin {
  const rendered = new Map<FixtureVideo, Rendered>()
  let renderer: ReturnType<typeof loadRenderer> | undefined

  const render = async (film: FixtureVideo) => {
    const rendering =
      rendered.get(film) ??
      cachedVideo(film, async () => {
        renderer ??= loadRenderer()
        return (await renderer)(film)
      })
    rendered.set(film, rendering)
    return rendering
  }

  return {
    name: 'dailies:fixture-videos',
    configureServer({ middlewares }) {
      middlewares.use(`/${videosPath}`, async (request, response, next) => {
        const [, name, extension] = /^\/([^.]+)\.(\w+)$/.exec(request.url ?? '') ?? []
        const film = fixtureVideos.find((each) => each.name === name)
        const variant = variants.find((each) => videoFiles[each] === extension)
        try {
          if (film && variant) response.end((await render(film))[variant])
          else next()
        } catch (error) {
          next(error)
        }
      })
    },
    async generateBundle() {
      for (const film of fixtureVideos) {
        const files = await render(film)
        for (const variant of variants) {
          const fileName = `${videosPath}${film.name}.${videoFiles[variant]}`
          this.emitFile({ type: 'asset', fileName, source: files[variant] })
        }
      }
    },
  }
}
