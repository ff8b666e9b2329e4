import type { VideoStatus } from './video'

/** The status values of known servers, by their meaning; in lower case, with underscores. */
const valuesByStatus: Record<VideoStatus, string> = {
  queued: 'queued pending created submitted not_start throttled',
  in_progress: 'in_progress processing running generating',
  completed: 'completed complete succeeded succeed success done finished ready',
  failed:
    'failed error fail failure rejected nsfw moderated request_moderated content_moderated blocked cancelled canceled aborted terminated stopped interrupted killed timeout timed_out expired deleted',
}

const statusByValue = new Map(
  (['queued', 'in_progress', 'completed', 'failed'] as const).flatMap((status) =>
    valuesByStatus[status].split(' ').map((value) => [value, status] as const),
  ),
)

/** Failure values that name no reason. */
const plainFailures = new Set(['failed', 'error', 'fail', 'failure'])

/** A parsed status. */
export interface ParsedStatus {
  /** One of the four values of the Videos API. */
  status: VideoStatus
  /** The server's own value for a failure, if it names the reason, such as `nsfw` or `cancelled`. */
  reason: string | undefined
}

/** Parses a status value; returns undefined if there is none. */
export function parseStatusValue(raw: unknown): ParsedStatus | undefined {
  if (typeof raw !== 'string' || raw.trim() === '') return undefined
  const value = raw
    .trim()
    .toLowerCase()
    .replaceAll(/[\s-]+/g, '_')
  const status = statusByValue.get(value) ?? 'in_progress'
  return { status, reason: status === 'failed' && !plainFailures.has(value) ? value : undefined }
}

/**
 * Normalizes a server's status value to one of the four of the Videos API, ignoring case, spaces and hyphens. An unknown
 * value becomes `in_progress`: treating it as an end would lose a video that is billed.
 */
export const parseStatus = (value: unknown): VideoStatus => parseStatusValue(value)?.status ?? 'in_progress'
