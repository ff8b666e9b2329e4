import { parseJob } from '@dailies/core/internal'
import type { VideoUpdate } from '@dailies/core'
import { sanitizeFailure } from '../upstream/sanitize-error'

/** A job as read from a response of the upstream; only its status is always present. */
export interface ReadVideo {
  /** The upstream's own id; required in the response to a create request. */
  id: string | undefined
  update: VideoUpdate
}

/** Parses a job and sanitizes its error, which users see. The upstream's ids never leave the server. */
export function readVideo(raw: unknown, secrets: readonly string[] = []): ReadVideo {
  const { id, update, failure } = parseJob(raw)
  if (!failure) return { id, update }
  // Some servers repeat the job's id in the message.
  return { id, update: { ...update, error: sanitizeFailure(failure, id === undefined ? secrets : [...secrets, id]) } }
}
