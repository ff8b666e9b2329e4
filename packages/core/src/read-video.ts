import { isRecord } from './is-record'
import type { Video, VideoFailure, VideoList, VideoStatus } from './video'
import { VideoError } from './video-error'

// The words servers of this wire use for the four of the Videos API; a word that is not here means the job still runs.
const statusWords: Record<string, VideoStatus> = {
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

/** The status a server means by its word, in any case. An unknown word means the job still runs: it must never pass for an end. */
export const readStatus = (word: unknown): VideoStatus => {
  const known = String(word).toLowerCase()
  return (Object.hasOwn(statusWords, known) ? statusWords[known] : undefined) ?? 'in_progress'
}

/**
 * Reads a Video from an answer. A Dailies server fills every field; what another server leaves out is filled with a blank.
 *
 * @param now Unix time in seconds, for a server that tells no time of creation.
 * @throws VideoError `unreadable_answer` where it has no id or no status.
 */
export function readVideo(answer: unknown, now: number): Video {
  if (!isRecord(answer) || typeof answer['id'] !== 'string' || answer['status'] === undefined) {
    throw new VideoError(
      'The answer is not a Video: it has no id or no status. Check that baseURL is where the adapter, or another server of the Videos API, is mounted.',
      { code: 'unreadable_answer' },
    )
  }
  const status = readStatus(answer['status'])
  const { assets } = answer
  return {
    id: answer['id'],
    object: 'video',
    model: text(answer['model']) ?? '',
    status,
    progress: status === 'completed' ? 100 : percent(answer['progress']),
    created_at: number(answer['created_at']) || now,
    completed_at: number(answer['completed_at']) || null,
    expires_at: number(answer['expires_at']) || null,
    prompt: text(answer['prompt']),
    size: text(answer['size']) ?? '',
    seconds: text(answer['seconds']) ?? '',
    remixed_from_video_id: text(answer['remixed_from_video_id']),
    error: status === 'failed' ? readFailure(answer['error'], String(answer['status'])) : null,
    ...(isAssets(assets) && { assets }),
  }
}

/** Reads a page of videos; some servers send nothing but `data`. */
export function readVideoList(answer: unknown, now: number): VideoList {
  if (!isRecord(answer) || !Array.isArray(answer['data'])) {
    throw new VideoError(
      'The answer is not a list of videos. Check that baseURL is where the adapter, or another server of the Videos API, is mounted.',
      { code: 'unreadable_answer' },
    )
  }
  const data = answer['data'].map((video) => readVideo(video, now))
  return {
    object: 'list',
    data,
    first_id: data[0]?.id ?? null,
    last_id: text(answer['last_id']) ?? data.at(-1)?.id ?? null,
    has_more: answer['has_more'] === true,
  }
}

function readFailure(error: unknown, word: string): VideoFailure {
  const fallback = word.toLowerCase()
  if (typeof error === 'string') return { code: fallback, message: error }
  if (!isRecord(error)) return { code: fallback, message: 'The job failed and gave no reason.' }
  return {
    code: text(error['code']) ?? fallback,
    message: text(error['message']) ?? 'The job failed and gave no reason.',
    ...(typeof error['final'] === 'boolean' && { final: error['final'] }),
  }
}

const number = (value: unknown): number => (typeof value === 'number' && Number.isFinite(value) ? value : 0)

const text = (value: unknown): string | null =>
  typeof value === 'string' && value !== '' ? value : typeof value === 'number' ? String(value) : null

const percent = (value: unknown): number | null => {
  const told = typeof value === 'string' ? Number.parseFloat(value) : value
  return typeof told === 'number' && Number.isFinite(told) ? Math.min(100, Math.max(0, Math.round(told))) : null
}

const isAssets = (value: unknown): value is NonNullable<Video['assets']> =>
  isRecord(value) && typeof value['version'] === 'number'
