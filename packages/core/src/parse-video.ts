import { isRecord } from './is-record'
import type { Video, VideoFailure, VideoList, VideoStatus } from './video'
import { VideoError } from './video-error'

// Status names used by compatible servers, mapped to those of the Videos API. Any other name means that the job is
// still running.
const statusByName: Record<string, VideoStatus> = {
  queued: 'queued',
  pending: 'queued',
  created: 'queued',
  submitted: 'queued',
  not_start: 'queued',
  throttled: 'queued',
  completed: 'completed',
  succeeded: 'completed',
  success: 'completed',
  done: 'completed',
  failed: 'failed',
  fail: 'failed',
  error: 'failed',
  nsfw: 'failed',
  moderated: 'failed',
  cancelled: 'failed',
  canceled: 'failed',
  expired: 'failed',
  deleted: 'failed',
}

/**
 * Normalizes a server's status name, case-insensitively. An unknown name becomes `in_progress`, so that it never counts
 * as settled.
 */
export const parseStatus = (value: unknown): VideoStatus => {
  const name = String(value).toLowerCase()
  return (Object.hasOwn(statusByName, name) ? statusByName[name] : undefined) ?? 'in_progress'
}

/**
 * Parses a Video from a response body. A Dailies server returns every field; fields missing from another server's
 * response are filled with empty values.
 *
 * @param now current Unix time in seconds; used if the server does not return `created_at`
 * @throws VideoError `unreadable_response` if the id or the status is missing
 */
export function parseVideo(body: unknown, now: number): Video {
  if (!isRecord(body) || typeof body['id'] !== 'string' || body['status'] === undefined) {
    throw new VideoError(
      'The response is not a Video: it has no id or no status. Check that baseURL is where the adapter, or another server of the Videos API, is mounted.',
      { code: 'unreadable_response' },
    )
  }
  const status = parseStatus(body['status'])
  const { assets } = body
  return {
    id: body['id'],
    object: 'video',
    model: text(body['model']) ?? '',
    status,
    progress: status === 'completed' ? 100 : percent(body['progress']),
    created_at: number(body['created_at']) || now,
    completed_at: number(body['completed_at']) || null,
    expires_at: number(body['expires_at']) || null,
    prompt: text(body['prompt']),
    size: text(body['size']) ?? '',
    seconds: text(body['seconds']) ?? '',
    remixed_from_video_id: text(body['remixed_from_video_id']),
    error: status === 'failed' ? parseFailure(body['error'], String(body['status'])) : null,
    ...(isAssets(assets) && { assets }),
  }
}

/** Parses a page of videos; some servers return only `data`. */
export function parseVideoList(body: unknown, now: number): VideoList {
  if (!isRecord(body) || !Array.isArray(body['data'])) {
    throw new VideoError(
      'The response is not a list of videos. Check that baseURL is where the adapter, or another server of the Videos API, is mounted.',
      { code: 'unreadable_response' },
    )
  }
  const data = body['data'].map((video) => parseVideo(video, now))
  return {
    object: 'list',
    data,
    first_id: data[0]?.id ?? null,
    last_id: text(body['last_id']) ?? data.at(-1)?.id ?? null,
    has_more: body['has_more'] === true,
  }
}

function parseFailure(error: unknown, statusName: string): VideoFailure {
  const fallback = statusName.toLowerCase()
  if (typeof error === 'string') return { code: fallback, message: error }
  if (!isRecord(error)) return { code: fallback, message: 'The job failed with no error message.' }
  return {
    code: text(error['code']) ?? fallback,
    message: text(error['message']) ?? 'The job failed with no error message.',
    ...(typeof error['final'] === 'boolean' && { final: error['final'] }),
  }
}

const number = (value: unknown): number => (typeof value === 'number' && Number.isFinite(value) ? value : 0)

const text = (value: unknown): string | null =>
  typeof value === 'string' && value !== '' ? value : typeof value === 'number' ? String(value) : null

const percent = (value: unknown): number | null => {
  const parsed = typeof value === 'string' ? Number.parseFloat(value) : value
  return typeof parsed === 'number' && Number.isFinite(parsed) ? Math.min(100, Math.max(0, Math.round(parsed))) : null
}

const isAssets = (value: unknown): value is NonNullable<Video['assets']> =>
  isRecord(value) && typeof value['version'] === 'number'
