import type { VideoUpdate } from '@dailies/core'
import { readFailure } from './read-error'
import { fieldsOf, isFields, textOf } from './read-json'
import type { Fields } from './read-json'
import { readStatus } from './read-status'

/** A job as read from a response; only its status is always present. */
export interface ReadVideo {
  /** The upstream's own id; required in the response to a create request. */
  id: string | undefined
  update: VideoUpdate
}

/** Reads a Unix time in seconds. Zero means "unknown" in this API, and some servers send milliseconds. */
function readTime(raw: unknown): number | undefined {
  const value = typeof raw === 'string' ? Number(raw) : raw
  if (typeof value !== 'number' || !Number.isFinite(value) || value <= 0) return undefined
  const seconds = Math.floor(value > 1e11 ? value / 1000 : value)
  // A value before 2001 or after 2100 is not a real time: it is a counter, or means "never".
  return seconds > 1e9 && seconds < 4.1e9 ? seconds : undefined
}

/** Reads the expiry of a file. A time before the job's creation, or more than ten years after it, is ignored. */
function readExpiry(fields: Fields): number | undefined {
  const expiry = readTime(fields['expires_at'])
  const createdAt = readTime(fields['created_at'] ?? fields['created'])
  if (expiry === undefined || createdAt === undefined) return expiry
  return expiry > createdAt && expiry < createdAt + 10 * 366 * 86_400 ? expiry : undefined
}

/** Reads a progress in percent: "42%", 42 and 0.42 are the same, and 1 is one percent. */
export function readProgress(raw: unknown): number | undefined {
  const value = typeof raw === 'string' && raw.trim() !== '' ? Number(raw.trim().replace(/%$/, '')) : raw
  if (typeof value !== 'number' || !Number.isFinite(value)) return undefined
  const isFraction = value > 0 && value < 1 && !(typeof raw === 'string' && raw.includes('%'))
  return Math.min(100, Math.max(0, Math.floor(isFraction ? value * 100 : value)))
}

/** Reads a duration in seconds, as the string that this API uses. */
export function readSeconds(raw: unknown): string | undefined {
  const match = /^(\d+(?:\.\d+)?)\s*s?$/.exec(String(raw ?? '').trim())
  const value = Number(match?.[1])
  return value > 0 ? String(value) : undefined
}

/** Reads a size in pixels. Servers separate width and height by x, a colon, an asterisk or a multiplication sign. */
export function readSize(raw: unknown): string | undefined {
  const match = /^(\d{2,5})\s*[xX:*×]\s*(\d{2,5})$/.exec(textOf(raw) ?? '')
  return match === null ? undefined : `${match[1]}x${match[2]}`
}

/** Relays wrap the job: `{ "code": "success", "data": { "task_id": … } }`. */
const unwrap = (raw: unknown): Fields => {
  const fields = fieldsOf(raw)
  return isFields(fields['data']) && textOf(fields['status']) === undefined ? { ...fields, ...fields['data'] } : fields
}

const idFields = ['id', 'video_id', 'task_id', 'request_id'] as const

const readId = (fields: Fields): string | undefined => {
  for (const name of idFields) {
    const value = fields[name]
    if (typeof value === 'string' && value !== '') return value
    if (typeof value === 'number') return String(value)
  }
  return undefined
}

/** The error fields of a failed job without `error`: some servers put the reason next to the status. */
const topLevelError = (fields: Fields): Fields =>
  fields['error'] === undefined || fields['error'] === null
    ? { message: fields['message'] ?? fields['msg'] ?? fields['detail'], fail_reason: fields['fail_reason'] }
    : {}

/**
 * Reads a job from a response in any dialect. Omits `remixed_from_video_id` on purpose: it is an id of the upstream,
 * which never leaves the server. A response without a status is about a job that was just accepted, so it counts as
 * queued.
 */
export function readVideo(raw: unknown, secrets: readonly string[] = []): ReadVideo {
  const fields = unwrap(raw)
  const { status, reason } = readStatus(fields['status'] ?? fields['state']) ?? { status: 'queued', reason: undefined }
  const update: VideoUpdate = {
    status,
    progress: readProgress(fields['progress']),
    created_at: readTime(fields['created_at'] ?? fields['created']),
    completed_at: readTime(fields['completed_at']),
    expires_at: readExpiry(fields),
    model: textOf(fields['model']),
    prompt: textOf(fields['prompt']),
    size: readSize(fields['size']),
    seconds: readSeconds(fields['seconds']) ?? readSeconds(fields['duration']),
  }
  const id = readId(fields)
  if (status === 'failed') {
    // Some servers repeat the job's id in the message, and that id never leaves the server.
    const hidden = id === undefined ? secrets : [...secrets, id]
    update.error = readFailure({ error: fields['error'], ...topLevelError(fields) }, reason, hidden)
  }
  return { id, update }
}
