import type { RemovedVideo, Video, VideoList } from '@dailies/core'
import type { Dialect, JobView } from './dialect'

function video({ job, progress }: JobView): Video {
  const { state, request } = job
  const ended = state.status === 'completed' || state.status === 'failed'
  return {
    id: job.id,
    object: 'video',
    model: request.model,
    status: state.status,
    progress,
    created_at: Math.floor(job.createdAt),
    completed_at: ended ? Math.floor(state.at) : null,
    expires_at: state.status === 'completed' ? Math.floor(state.expiresAt) : null,
    prompt: request.prompts[request.prompts.length - 1] ?? null,
    size: request.size,
    seconds: request.seconds,
    remixed_from_video_id: request.remixedFrom ?? null,
    error: state.status === 'failed' ? { ...state.failure } : null,
  }
}

/** OpenAI's own wire: https://platform.openai.com/docs/api-reference/videos, as it stood when it closed in September 2026. */
export const openai = {
  name: 'openai',
  video,
  list(views, hasMore): VideoList {
    const data = views.map(video)
    return {
      object: 'list',
      data,
      first_id: data[0]?.id ?? null,
      last_id: data[data.length - 1]?.id ?? null,
      has_more: hasMore,
    }
  },
  removed: (job): RemovedVideo => ({ id: job.id, object: 'video.deleted', deleted: true }),
  error: (error) => error.body(),
} as const satisfies Dialect
