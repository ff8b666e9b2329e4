import type { VideoUpdate } from '@dailies/core'
import { readFailure } from './read-error'
import { fieldsOf, isFields, textOf } from './read-json'
import type { Fields } from './read-json'
import { readStatus } from './read-status'

/** A job as an answer tells of it; only the status is certain. */
export interface ReadVideo {
  /** The upstream's own id; the answer to a create must have one. */
  id: string | undefined
  update: VideoUpdate
}

/** Unix seconds; zero means "not known" on this wire, and some servers count milliseconds. */
function readTime(raw: unknown): number | undefined {
  const value = typeof raw === 'string' ? Number(raw) : raw
  if (typeof value !== 'number' || !Number.isFinite(value) || value <= 0) return undefined
  const seconds = Math.floor(value > 1e11 ? value / 1000 : value)
  // Before 2001 or after 2100 it is no time of a film: a counter, or "never".
  return seconds > 1e9 && seconds < 4.1e9 ? seconds : undefined
}

/** A time before the job's own, or more than ten years after it, is no promise about its file. */
function readExpiry(fields: Fields): number | undefined {
  const expiry = readTime(fields['expires_at'])
  const born = readTime(fields['created_at'] ?? fields['created'])
  if (expiry === undefined || born === undefined) return expiry
  return expiry > born && expiry < born + 10 * 366 * 86_400 ? expiry : undefined
}

/** Percent; "42%", 42 and 0.42 all mean the same, and 1 is one percent. */
export function readProgress(raw: unknown): number | undefined {
  const value = typeof raw === 'string' && raw.trim() !== '' ? Number(raw.trim().replace(/%$/, '')) : raw
  if (typeof value !== 'number' || !Number.isFinite(value)) return undefined
  const isFraction = value > 0 && value < 1 && !(typeof raw === 'string' && raw.includes('%'))
  return Math.min(100, Math.max(0, Math.floor(isFraction ? value * 100 : value)))
}

/** A length in seconds, as the string this wire uses. */
export function readSeconds(raw: unknown): string | undefined {
  const match = /^(\d+(?:\.\d+)?)\s*s?$/.exec(String(raw ?? '').trim())
  const value = Number(match?.[1])
  return value > 0 ? String(value) : undefined
}

/** A size in pixels; servers separate the sides by x, a colon, an asterisk or a multiplication sign. */
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

/** Where a failed job has no `error`, some servers put the reason beside the status. */
const errorBeside = (fields: Fields): Fields =>
  fields['error'] === undefined || fields['error'] === null
    ? { message: fields['message'] ?? fields['msg'] ?? fields['detail'], fail_reason: fields['fail_reason'] }
    : {}

/**
 * A job out of any dialect's answer. `remixed_from_video_id` is left out on purpose: it is an id of the upstream's, which never leaves
 * the server. An answer without a status is of a job that was only just taken.
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
    // Some name the job in their reason, and its id there never leaves the server.
    const hidden = id === undefined ? secrets : [...secrets, id]
    update.error = readFailure({ error: fields['error'], ...errorBeside(fields) }, reason, hidden)
  }
  return { id, update }
}
