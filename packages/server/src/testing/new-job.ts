import { newJob as anyJob } from '../new-job'
import type { Job } from '../store/job'

/** A reserved job as it is before the upstream was asked. */
export function newJob(owner: string, at: number, changes: Partial<Job> = {}): Job {
  const video = { model: 'mini', prompt: 'A lamp.', size: '320x192', seconds: '4' }
  const upstreamRequest = { verb: 'create', request: { prompt: 'A lamp.' }, sentAt: at } as const
  return anyJob(owner, at, video, { upstreamRequest, cost: 400_000, ...changes })
}
