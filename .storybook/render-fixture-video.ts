import { videoRenderer } from '../packages/sandbox/src/video/video-renderer'
import type { RenderedVideo } from '../packages/sandbox/src/video/renderer'
import { fixtureVideos } from './fixture-video'
import type { FixtureVideo } from './fixture-video'

const renderer = videoRenderer()

/** Renders a fixture film with the sandbox's own renderer. */
export const renderFixtureVideo = (film: FixtureVideo): Promise<RenderedVideo> =>
  renderer.render({
    ...film,
    // A remix is of the very film that it changes.
    seed: fixtureVideos.findIndex(({ prompt, width }) => prompt === film.prompt && width === film.width),
    prompts: [film.prompt, ...(film.change === undefined ? [] : [film.change])],
  })
