import { parseJob } from '@dailies/core/internal'
import type { VideoUpdate } from '@dailies/core'
import { sanitizeFailure } from '../upstream/sanitize-error'

/** A job as read from a response of the upstream; only its status is always present. */
export interface ReadVideo {
  /** The upstream's own id; required in the response to a create request. */
  id: string | undefined
  update: VideoUpdate
  /** How many jobs are ahead of it in the upstream's queue; undefined if that is not known. */
  queuePosition: number | undefined
}

/** Parses a job and sanitizes its error, which users see. The upstream's ids never leave the server. */
export function readVideo(raw: unknown, secrets: readonly string[] = []): ReadVideo {
  const { id, update, failure, queuePosition } = parseJob(raw)
  if (!failure) return { id, update, queuePosition }
  // Some servers repeat the job's id in the message.
  const error = sanitizeFailure(failure, id === undefined ? secrets : [...secrets, id])
  return { id, update: { ...update, error }, queuePosition }
}
