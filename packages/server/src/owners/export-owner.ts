import type { Video } from '@dailies/core'
import type { Job, JobRequest } from '../store/job'
import type { Store } from '../store/store'

/** What is kept about one video of an owner. Times are Unix milliseconds. */
export interface ExportedVideo {
  /** The video, as `retrieve` returns it. */
  video: Video
  /** What the owner asked for, with their own prompt; absent for an adopted video, and once it is deleted. */
  request?: JobRequest
  /** When it was created. */
  createdAt: number
  /** When it was deleted; null if it is not. A deleted video keeps its row until `purgeAfterMs` is over. */
  deletedAt: number | null
}

const pageSize = 100

/**
 * Everything that is kept about the videos of an owner, page by page. A video that changes meanwhile may come twice; the
 * last one counts.
 */
export async function* exportOwner(
  store: Pick<Store, 'ownerChanges'>,
  owner: string,
  toVideo: (job: Job) => Promise<Video>,
): AsyncGenerator<ExportedVideo, void, undefined> {
  let afterSeq = 0
  while (true) {
    const jobs = await store.ownerChanges(owner, { afterSeq, limit: pageSize })
    if (jobs.length === 0) return
    for (const job of jobs) {
      const { request, createdAt, phase, ownerSeq } = job
      afterSeq = ownerSeq
      const deletedAt = phase.name === 'deleted' ? phase.deletedAt : null
      yield { video: await toVideo(job), ...(request && { request }), createdAt, deletedAt }
    }
  }
}
