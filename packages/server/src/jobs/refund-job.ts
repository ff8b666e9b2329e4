import { VideoError } from '@dailies/core'
import type { ServerContext } from '../server-context'
import { returned } from '../store/job'
import type { Job } from '../store/job'
import { videoNotFound } from './ownership'
import { readVideoId } from './video-id'

/**
 * Gives the credits of a failed job back, whatever it may have cost: the refund is called through the outbox. Does nothing
 * if they are refunded already.
 *
 * @throws VideoError `not_found`; `invalid_request` if the job did not fail, or nothing was debited for it
 */
export async function refundJob({ store, changes }: ServerContext, id: string): Promise<void> {
  const saved = await store.saveUpdate(readVideoId(id), markReturned)
  if (!saved) throw videoNotFound(id)
  // Delivers the refund at once.
  changes.publish(saved)
}

function markReturned(job: Job): Job | undefined {
  const { credit, video } = job
  if (credit?.isReturned) return undefined
  if (!credit || video.status !== 'failed') {
    const reason = credit ? `is ${video.status}` : 'was created without credits'
    throw new VideoError(`Only the credits of a failed video can be refunded, but this one ${reason}.`, {
      code: 'invalid_request',
      param: 'id',
    })
  }
  return { ...job, credit: returned(credit) }
}
