import type { DeletedVideo, Video, VideoList } from '@dailies/core'
import { formatOf } from '../job'
import { WireError } from '../wire-error'
import type { Dialect, JobView } from './dialect'

/** A video of this wire. The position in the queue is an addition, by the name that fal's queue gives it. */
type WireVideo = Video & { queue_position?: number }

function video({ job, id, source, progress, queuePosition }: JobView): WireVideo {
  const { state, request } = job
  const ended = state.status === 'completed' || state.status === 'failed'
  return {
    id,
    object: 'video',
    model: request.model,
    status: state.status,
    progress,
    created_at: Math.floor(job.createdAt),
    completed_at: ended ? Math.floor(state.at) : null,
    expires_at: state.status === 'completed' ? Math.floor(state.expiresAt) : null,
    prompt: request.prompts[request.prompts.length - 1] ?? null,
    ...formatOf(job),
    remixed_from_video_id: source,
    error: state.status === 'failed' ? { ...state.failure } : null,
    ...(queuePosition !== undefined && { queue_position: queuePosition }),
  }
}

/** OpenAI's own wire: https://platform.openai.com/docs/api-reference/videos, as it stood when it closed in September 2026. */
export const openai = {
  name: 'openai',
  operations: ['create', 'list', 'retrieve', 'delete', 'content', 'remix', 'edit', 'extend'],
  submission: {
    forms: ['multipart', 'json'],
    rejectForm: ({ form }) =>
      new WireError(415, `Unsupported content type: ${form}.`, { code: 'unsupported_content_type' }),
    required: [],
    ignored: [],
    seconds: 'string',
    status: 200,
    synchronous: false,
  },
  content: {
    notReady: (id) =>
      new WireError(404, `Video is not ready yet, use GET /v1/videos/${id} to check status.`, {
        code: 'video_not_ready',
      }),
    expired: (id) => new WireError(404, `The content of video '${id}' has expired.`, { code: 'video_expired' }),
    variants: 'served',
    delivery: 'bytes',
    headers: {},
    avi: false,
  },
  asksToWait: true,
  cancelsRunning: true,
  ids: { write: (id) => id, read: (id) => id },
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
  deleted: ({ id }): DeletedVideo => ({ id, object: 'video.deleted', deleted: true }),
  error: (error) => error.body(),
} as const satisfies Dialect
