import { videoNotFound } from './ownership'

/**
 * Wider than the ids that are generated now, to accept ids of every version. It excludes NUL, for example, which
 * PostgreSQL rejects.
 */
const shape = /^[\w-]{1,100}$/

/** Validates the format of a video id. @throws VideoError `not_found`, as for a missing video */
export function readVideoId(id: string): string {
  if (shape.test(id)) return id
  throw videoNotFound(id)
}
