import { VideoError } from '@dailies/core'
import type { Job } from '../store/job'

/** The answer to an id that is nobody's, or another's. */
export const noneOf = (id: string): VideoError =>
  new VideoError(`You have no video ${id.slice(0, 60)}. It may have been deleted.`, { code: 'not_found', param: 'id' })

/** The job of this id where it is this owner's. Someone else's is the same as none, so that ids cannot be probed. @throws VideoError `not_found` */
export function owned(job: Job | null, owner: string, id: string): Job {
  if (job && job.owner === owner && job.deletedAt === null) return job
  throw noneOf(id)
}
