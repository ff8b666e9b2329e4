import { VideoError } from '@dailies/core'
import type { Job } from '../store/job'

/** The 404 error of an id that does not exist or belongs to another owner. */
export const videoNotFound = (id: string): VideoError =>
  new VideoError(`You have no video ${id.slice(0, 60)}. It may have been deleted.`, { code: 'not_found', param: 'id' })

/**
 * Returns the job if it belongs to this owner. A job of another owner gives the same error as a missing one, so that
 * ids cannot be probed.
 *
 * @throws VideoError `not_found`
 */
export function requireOwnedJob(job: Job | null, owner: string, id: string): Job {
  if (job && job.owner === owner && job.phase.name !== 'deleted') return job
  throw videoNotFound(id)
}

/** The owner is being deleted, so no video is accepted for them. */
export const ownerDeleted = (): VideoError =>
  new VideoError('This account is being deleted, so no new video can be created for it.', { code: 'account_deleted' })
