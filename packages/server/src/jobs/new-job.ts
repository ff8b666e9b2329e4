import { newId } from './new-id'
import type { Job } from '../store/job'

/** What a new job always has. */
type NewJob = Pick<Job, 'owner' | 'upstreamId' | 'phase'> &
  Partial<Omit<Job, 'video'>> & { video?: Partial<Job['video']> }

/** Builds the row of a new job that was created at this time: queued, due now, and without a known price. */
export const newJob = (at: number, { video, ...fields }: NewJob): Job => ({
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
  ownerSeq: 0,
  createdAt: at,
  changedAt: at,
  dueAt: at,
  polledAt: null,
  failures: 0,
  price: null,
  cost: 0,
  ...fields,
})
