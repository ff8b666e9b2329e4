import { noneOf } from './ownership'

/** Wider than what we make, so that an id is found whichever version made it; a NUL, for one, is more than PostgreSQL takes. */
const shape = /^[\w-]{1,100}$/

/** An id that a video of ours may have. @throws VideoError `not_found`, as for a video that is not there */
export function readVideoId(id: string): string {
  if (shape.test(id)) return id
  throw noneOf(id)
}
