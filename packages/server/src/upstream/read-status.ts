import type { VideoStatus } from '@dailies/core'

/** The words that servers of this wire are known to use, by what they mean; lower case, with underscores. */
const words: Record<VideoStatus, string> = {
  queued: 'queued pending created submitted not_start throttled',
  in_progress: 'in_progress processing running generating',
  completed: 'completed complete succeeded succeed success done',
  failed: 'failed error fail failure rejected nsfw moderated cancelled canceled expired deleted',
}

const meaning = new Map(
  (['queued', 'in_progress', 'completed', 'failed'] as const).flatMap((status) =>
    words[status].split(' ').map((word) => [word, status] as const),
  ),
)

/** Words for a failure that say no more than that it failed. */
const plainFailures = new Set(['failed', 'error', 'fail', 'failure'])

/** A status as the rest of the server understands it. */
export interface ReadStatus {
  status: VideoStatus
  /** The upstream's own word for a failure, where it says why: `nsfw`, `cancelled`, `expired`. */
  reason: string | undefined
}

/**
 * What a status word means. An unknown word means still running: calling it an end would lose a film that was paid for, and an
 * overall deadline ends the wait. Undefined where there is no word.
 */
export function readStatus(raw: unknown): ReadStatus | undefined {
  if (typeof raw !== 'string' || raw.trim() === '') return undefined
  const word = raw
    .trim()
    .toLowerCase()
    .replaceAll(/[\s-]+/g, '_')
  const status = meaning.get(word) ?? 'in_progress'
  return { status, reason: status === 'failed' && !plainFailures.has(word) ? word : undefined }
}
