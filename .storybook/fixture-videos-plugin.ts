import { fileURLToPath } from 'node:url'
import { runnerImport } from 'vite'
import type { Plugin } from 'vite'
import { cachedVideo } from './video-cache.ts'
import { videoFiles, variants, videosPath, fixtureVideos } from './fixture-video.ts'
import type { FixtureVideo } from './fixture-video.ts'
import type * as Rendering from './render-fixture-video.ts'

type Rendered = ReturnType<typeof Rendering.renderFixtureVideo>

// Loaded through Vite, so that the sandbox is read from its source like every other package here.
const loadRenderer = async () => {
  const file = fileURLToPath(import.meta.resolve('./render-fixture-video.ts'))
  const { module } = await runnerImport<typeof Rendering>(file, {
    resolve: { tsconfigPaths: true },
    logLevel: 'error',
  })
  return module.renderFixtureVideo
}

/** Serves the fixture videos, each rendered on first request, and adds all of them to a built Storybook. */
export function fixtureVideosPlugin(): Plugin {
  const rendered = new Map<FixtureVideo, Rendered>()
  let renderer: ReturnType<typeof loadRenderer> | undefined

  const render = async (video: FixtureVideo) => {
    const rendering =
      rendered.get(video) ??
      cachedVideo(video, async () => {
        renderer ??= loadRenderer()
        return (await renderer)(video)
      })
    rendered.set(video, rendering)
    return rendering
  }

  return {
    name: 'dailies:fixture-videos',
    configureServer({ middlewares }) {
      middlewares.use(`/${videosPath}`, async (request, response, next) => {
        const [, name, extension] = /^\/([^.]+)\.(\w+)$/.exec(request.url ?? '') ?? []
        const video = fixtureVideos.find((fixture) => fixture.name === name)
        const variant = variants.find((candidate) => videoFiles[candidate] === extension)
        try {
          if (video && variant) response.end((await render(video))[variant])
          else next()
        } catch (error) {
          next(error)
        }
      })
    },
    async generateBundle() {
      for (const video of fixtureVideos) {
        const files = await render(video)
        for (const variant of variants) {
          const fileName = `${videosPath}${video.name}.${videoFiles[variant]}`
          this.emitFile({ type: 'asset', fileName, source: files[variant] })
        }
      }
    },
  }
}
