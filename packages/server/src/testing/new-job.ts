import { newJob as newJobOf } from '../jobs/new-job'
import type { Job } from '../store/job'

/** A reserved job before its create is sent to the upstream `up`. */
export function newJob(owner: string, at: number, changes: Partial<Job> = {}): Job {
  const video = { model: 'mini', prompt: 'A lamp.', size: '320x192', seconds: '4' }
  const fields = { prompt: 'A lamp.' }
  return newJobOf(at, {
    owner,
    upstreamId: 'up',
    video,
    request: { operation: 'create', fields, files: [] },
    phase: { name: 'submitting', upstreamRequest: { operation: 'create', fields, files: 'none', sentAt: at } },
    price: 400_000,
    cost: 400_000,
    ...changes,
  })
}
