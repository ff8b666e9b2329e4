import { newId } from './new-id'
import type { Job } from '../store/job'

/** Builds the row of a new job: queued and due now, with the given fields of its video and of the row itself. */
export const newJob = (owner: string, at: number, video: Partial<Job['video']>, changes: Partial<Job> = {}): Job => ({
  owner,
  video: {
    id: newId('video', at),
    object: 'video',
    model: '',
    status: 'queued',
    progress: null,
    created_at: Math.floor(at / 1_000),
    completed_at: null,
    expires_at: null,
    prompt: null,
    size: '',
    seconds: '',
    remixed_from_video_id: null,
    error: null,
    ...video,
  },
  assets: {},
  version: 0,
  createdAt: at,
  changedAt: at,
  deletedAt: null,
  isActive: true,
  dueAt: at,
  polledAt: null,
  failures: 0,
  cost: 0,
  ...changes,
})
