import { createVideosClient, type Video } from '@dailies/core'
import { VideosProvider } from '@dailies/core/react'
import { SpritesheetScrubber, VideoLibrary } from '@dailies/ui'
import { Profiler } from 'react'
import { createRoot } from 'react-dom/client'
import { countCommit, findMain, pageMeasurements } from './page-measurements'

const asset = (url: string) => ({ state: 'ready' as const, url, content_type: null, bytes: null })

const videos: Video[] = Array.from({ length: 10_000 }, (_, index) => {
  const id = `video_${index}`
  return {
    id,
    object: 'video',
    model: 'lamp-1',
    status: 'completed',
    progress: 100,
    created_at: 2_000_000_000 - index,
    completed_at: 2_000_000_060 - index,
    expires_at: null,
    prompt: `Take ${index}: wide shot of a lighthouse on a cliff, waves breaking below, warm light from the lamp`,
    size: '320x192',
    seconds: '4',
    remixed_from_video_id: null,
    error: null,
    assets: {
      version: 1,
      video: asset('/video.mp4'),
      thumbnail: asset('/thumbnail.webp'),
      spritesheet: { ...asset('/sheet.jpg'), columns: 5, rows: 5, count: 25, tile_width: 160, tile_height: 96 },
    },
  }
})

const list = { object: 'list', data: videos, first_id: videos[0]?.id, last_id: videos.at(-1)?.id, has_more: false }

/** A client whose `fetch` responds inside the page, so that the benchmark measures the components and not a server. */
const client = createVideosClient({
  baseURL: '/api',
  fetch: async (input) => {
    if (!/\/videos(\?|$)/.test(input))
      return Response.json({ error: { message: 'none', type: '', code: 'not_found', param: null } }, { status: 404 })
    const response = Response.json(list)
    pageMeasurements.dataAt = performance.now()
    return response
  },
})

const [video] = videos
const isLibrary = new URLSearchParams(location.search).has('library')
if (!video) throw new Error('There is no video to scrub.')
createRoot(findMain()).render(
  <VideosProvider client={client}>
    <Profiler id="page" onRender={countCommit}>
      {isLibrary ? (
        <VideoLibrary pageSize={10_000} />
      ) : (
        <div className="single">
          <SpritesheetScrubber video={video} preload="auto" />
        </div>
      )}
    </Profiler>
  </VideosProvider>,
)
