import { parseErrorFields } from './parse-error'
import type { ErrorFields } from './parse-error'
import {
  fieldsOf,
  isFields,
  parseExpiry,
  parseProgress,
  parseQueuePosition,
  parseSeconds,
  parseTime,
  textOf,
} from './parse-fields'
import type { Fields } from './parse-fields'
import { parseSize } from './pixel-size'
import { parseStatusValue } from './parse-status'
import type { VideoUpdate } from './video'

/** A job as parsed from a response; only the status of its update is always present. */
export interface ParsedJob {
  /** The server's own id. */
  id: string | undefined
  /** The fields of the job. Without `error`, see `failure`, and without ids of other videos. */
  update: Omit<VideoUpdate, 'error'>
  /** Why the job failed, as the server sent it: unverified text. Undefined if it did not fail. */
  failure: ErrorFields | undefined
  /** How many jobs are ahead of it in the server's queue. Undefined if it is not queued, or if that is not known. */
  queuePosition: number | undefined
}

const idFields = ['id', 'video_id', 'task_id', 'request_id'] as const

const parseId = (fields: Fields): string | undefined => {
  for (const name of idFields) {
    const value = fields[name]
    if (typeof value === 'string' && value !== '') return value
    if (typeof value === 'number') return String(value)
  }
  return undefined
}

/**
 * Gateways wrap the job: `{ "code": "success", "data": { "task_id": … } }`, some with a status of the request beside it
 * (JSend).
 */
const unwrap = (raw: unknown): Fields => {
  const fields = fieldsOf(raw)
  const { data } = fields
  if (!isFields(data)) return fields
  const hasOwnStatus = textOf(data['status'] ?? data['state']) !== undefined
  const isEnvelope = textOf(fields['status']) === undefined || (parseId(fields) === undefined && hasOwnStatus)
  return isEnvelope ? { ...fields, ...data } : fields
}

/** The error fields of a failed job; without an `error`, some servers put the reason next to the status. */
const parseFailure = (fields: Fields, reason: string | undefined): ErrorFields => {
  const { error, message, msg, detail, fail_reason } = fields
  const parsed = parseErrorFields(
    error === undefined || error === null ? { message: message ?? msg ?? detail, fail_reason } : { error },
  )
  return reason === undefined ? parsed : { ...parsed, code: reason }
}

/** A ratio such as `16:9` is not a size in pixels. */
const normalizeSize = (raw: unknown): string | undefined => {
  const size = parseSize(raw)
  return size && size.width > 9 && size.height > 9 ? `${size.width}x${size.height}` : undefined
}

/**
 * Parses a job from a response of any server of the Videos API or of a similar API. A response without a status is about
 * a job that was just accepted, so it counts as queued; an unknown status counts as `in_progress`.
 */
export function parseJob(raw: unknown): ParsedJob {
  const fields = unwrap(raw)
  const parsed = parseStatusValue(fields['status'] ?? fields['state'])
  const status = parsed?.status ?? 'queued'
  const createdAt = parseTime(fields['created_at'] ?? fields['created'])
  const { prompt } = fields
  return {
    id: parseId(fields),
    update: {
      status,
      progress: parseProgress(fields['progress']),
      created_at: createdAt,
      completed_at: parseTime(fields['completed_at']),
      expires_at: parseExpiry(fields['expires_at'], createdAt),
      model: textOf(fields['model']),
      prompt: textOf(prompt) === undefined ? undefined : String(prompt),
      size: normalizeSize(fields['size']),
      seconds: parseSeconds(fields['seconds']) ?? parseSeconds(fields['duration']),
    },
    failure: status === 'failed' ? parseFailure(fields, parsed?.reason) : undefined,
    queuePosition:
      status === 'queued'
        ? parseQueuePosition(fields['queue_position'] ?? fieldsOf(fields['assets'])['queue_position'])
        : undefined,
  }
}

/** The items of a list response: a page with its items under `data`, or a bare array; undefined for anything else. */
export function listItems(body: unknown): unknown[] | undefined {
  const items = Array.isArray(body) ? (body as unknown[]) : fieldsOf(body)['data']
  return Array.isArray(items) ? (items as unknown[]) : undefined
}
