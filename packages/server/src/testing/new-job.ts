import { newId } from '../new-id'
import type { Job } from '../store/job'

/** A reserved job as it is before the upstream was asked. */
export function newJob(owner: string, at: number, changes: Partial<Job> = {}): Job {
  return {
    owner,
    video: {
      id: newId('video', at),
      object: 'video',
      model: 'mini',
      status: 'queued',
      progress: null,
      created_at: Math.floor(at / 1_000),
      completed_at: null,
      expires_at: null,
      prompt: 'A lamp.',
      size: '320x192',
      seconds: '4',
      remixed_from_video_id: null,
      error: null,
    },
    assets: {},
    version: 0,
    createdAt: at,
    changedAt: at,
    removedAt: null,
    submission: { verb: 'create', request: { prompt: 'A lamp.' }, sentAt: at },
    isActive: true,
    dueAt: at,
    lookedAt: null,
    failures: 0,
    cost: 400_000,
    ...changes,
  }
}
