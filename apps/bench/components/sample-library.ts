import { createVideosClient, type Video } from '@dailies/core'
import { pageMeasurements } from './page-measurements'

const asset = (url: string) => ({ state: 'ready' as const, url, content_type: null, bytes: null })

/** 10,000 videos, which share their files. */
export const videos: Video[] = Array.from({ length: 10_000 }, (_, index) => {
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
const notFound = { error: { message: 'none', type: '', code: 'not_found', param: null } }

/** A client whose `fetch` responds inside the page, so that the benchmark measures the components and not a server. */
export const client = createVideosClient({
  baseURL: '/api',
  fetch: async (input) => {
    const [, index] = /\/videos\/video_(\d+)$/.exec(input) ?? []
    if (index !== undefined) return Response.json(videos[Number(index)])
    if (!/\/videos(\?|$)/.test(input)) return Response.json(notFound, { status: 404 })
    const response = Response.json(list)
    pageMeasurements.dataAt = performance.now()
    return response
  },
})
