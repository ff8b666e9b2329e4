import { newJob as newJobOf } from '../jobs/new-job'
import type { Job } from '../store/job'

/** A reserved job before its create is sent upstream. */
export function newJob(owner: string, at: number, changes: Partial<Job> = {}): Job {
  const video = { model: 'mini', prompt: 'A lamp.', size: '320x192', seconds: '4' }
  const upstreamRequest = { operation: 'create', request: { prompt: 'A lamp.' }, sentAt: at } as const
  return newJobOf(owner, at, video, { upstreamRequest, cost: 400_000, ...changes })
}
