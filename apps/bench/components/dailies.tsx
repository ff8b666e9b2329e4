import { VideosProvider } from '@dailies/core/react'
import { SpritesheetScrubber, Storyboard, VideoCompare, VideoLibrary } from '@dailies/ui'
import { Profiler, type ReactNode } from 'react'
import { createRoot } from 'react-dom/client'
import { countCommit, findMain } from './page-measurements'
import { client, videos } from './sample-library'

const ids = videos.slice(0, 4).map(({ id }) => id)
const shots = ids.slice(0, 3).map((videoId) => ({ id: `shot of ${videoId}`, videoId, start: 0.5, end: 3 }))

const [video] = videos
if (!video) throw new Error('There is no video to scrub.')

const scrubber = (
  <div className="single">
    <SpritesheetScrubber video={video} preload="auto" />
  </div>
)
const views: Record<string, ReactNode> = {
  library: <VideoLibrary pageSize={10_000} />,
  compare: <VideoCompare ids={ids} defaultPlaying />,
  storyboard: <Storyboard defaultValue={shots} />,
}

const view = new URLSearchParams(location.search).get('view') ?? ''
createRoot(findMain()).render(
  <VideosProvider client={client}>
    <Profiler id="page" onRender={countCommit}>
      {views[view] ?? scrubber}
    </Profiler>
  </VideosProvider>,
)
