import type { RenderedVideo } from '@dailies/sandbox'
import { videoRenderer } from '@dailies/sandbox-renderer'
import { fixtureVideos } from './fixture-video'
import type { FixtureVideo } from './fixture-video'

const renderer = videoRenderer()

/** Renders a fixture video with the sandbox's renderer. */
export const renderFixtureVideo = (video: FixtureVideo): Promise<RenderedVideo> =>
  renderer.render({
    ...video,
    // A remix has the same seed as its source video.
    seed: fixtureVideos.findIndex(({ prompt, width }) => prompt === video.prompt && width === video.width),
    prompts: [video.prompt, ...(video.change === undefined ? [] : [video.change])],
  })
