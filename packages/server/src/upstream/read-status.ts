import type { VideoStatus } from '@dailies/core'

/** Status values of known servers, by their meaning; in lower case, with underscores. */
const statusValues: Record<VideoStatus, string> = {
  queued: 'queued pending created submitted not_start throttled',
  in_progress: 'in_progress processing running generating',
  completed: 'completed complete succeeded succeed success done',
  failed: 'failed error fail failure rejected nsfw moderated cancelled canceled expired deleted',
}

const statusByValue = new Map(
  (['queued', 'in_progress', 'completed', 'failed'] as const).flatMap((status) =>
    statusValues[status].split(' ').map((value) => [value, status] as const),
  ),
)

/** Failure values without a reason. */
const plainFailures = new Set(['failed', 'error', 'fail', 'failure'])

/** A status, normalized to the four values of this API. */
export interface ReadStatus {
  status: VideoStatus
  /** The upstream's own value for a failure, if it names the reason: `nsfw`, `cancelled`, `expired`. */
  reason: string | undefined
}

/**
 * Normalizes the status of a job. An unknown value means "in progress": treating it as an end would lose a video that
 * is billed, and the overall deadline ends the job. Returns undefined if there is no value.
 */
export function readStatus(raw: unknown): ReadStatus | undefined {
  if (typeof raw !== 'string' || raw.trim() === '') return undefined
  const value = raw
    .trim()
    .toLowerCase()
    .replaceAll(/[\s-]+/g, '_')
  const status = statusByValue.get(value) ?? 'in_progress'
  return { status, reason: status === 'failed' && !plainFailures.has(value) ? value : undefined }
}
