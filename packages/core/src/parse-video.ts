import { fieldsOf, isFields, textOf } from './parse-fields'
import { listItems, parseJob } from './parse-job'
import type { Video, VideoFailure, VideoList } from './video'
import { VideoError } from './video-error'

/**
 * Parses a Video from a response body. A Dailies server returns every field; fields missing from another server's
 * response are filled with empty values.
 *
 * @param now current Unix time in seconds; used if the server does not return `created_at`
 * @throws VideoError `unreadable_response` if the id or the status is missing
 */
export function parseVideo(body: unknown, now: number): Video {
  const { id, update, failure } = parseJob(body)
  const fields = fieldsOf(body)
  if (id === undefined || !['status', 'state', 'data'].some((name) => fields[name] !== undefined)) {
    throw new VideoError(
      'The response is not a Video: it has no id or no status. Check that baseURL is where the video server, or another server of the Videos API, is mounted.',
      { code: 'unreadable_response' },
    )
  }
  const { assets, metadata } = fields
  const { status } = update
  // A Dailies server sends exact values. They are kept: its sizes and lengths may have other names, its clock may be
  // that of a test, and its files may be kept for decades.
  const isExact = isAssets(assets)
  const time = (name: 'created_at' | 'completed_at' | 'expires_at'): number | undefined => {
    const value = fields[name]
    return isExact && typeof value === 'number' && Number.isFinite(value) && value > 0
      ? value
      : (update[name] ?? undefined)
  }
  const option = (name: 'size' | 'seconds'): string =>
    (isExact ? (textOf(fields[name]) ?? update[name]) : (update[name] ?? textOf(fields[name]))) ?? ''
  const sourceId = fields['remixed_from_video_id']
  return {
    id,
    object: 'video',
    model: update.model ?? '',
    status,
    progress: status === 'completed' ? 100 : (update.progress ?? null),
    created_at: time('created_at') ?? now,
    completed_at: time('completed_at') ?? null,
    expires_at: time('expires_at') ?? null,
    prompt: update.prompt ?? null,
    size: option('size'),
    seconds: option('seconds'),
    remixed_from_video_id: typeof sourceId === 'number' ? String(sourceId) : (textOf(sourceId) ?? null),
    error: failure ? toVideoFailure(failure, fields['error']) : null,
    ...(isExact && { assets }),
    ...(isExact && isTexts(metadata) && { metadata }),
  }
}

/** Parses a page of videos; some servers return only `data`, or a bare array. */
export function parseVideoList(body: unknown, now: number): VideoList {
  const items = listItems(body)
  if (!items) {
    throw new VideoError(
      'The response is not a list of videos. Check that baseURL is where the video server, or another server of the Videos API, is mounted.',
      { code: 'unreadable_response' },
    )
  }
  const fields = fieldsOf(body)
  const data = items.map((video) => parseVideo(video, now))
  return {
    object: 'list',
    data,
    first_id: data[0]?.id ?? null,
    last_id: textOf(fields['last_id']) ?? data.at(-1)?.id ?? null,
    has_more: fields['has_more'] === true,
  }
}

function toVideoFailure({ code, message }: { code?: string; message?: string }, error: unknown): VideoFailure {
  const { final, accepted, charged } = fieldsOf(error)
  return {
    code: code ?? 'generation_failed',
    message: message ?? 'The job failed with no error message.',
    ...(typeof final === 'boolean' && { final }),
    ...(accepted === false && { accepted }),
    ...(charged === false && { charged }),
  }
}

const isTexts = (value: unknown): value is Record<string, string> =>
  isFields(value) && Object.values(value).every((text) => typeof text === 'string')

const isAssets = (value: unknown): value is NonNullable<Video['assets']> =>
  isFields(value) && typeof value['version'] === 'number'
