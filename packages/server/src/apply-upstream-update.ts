import { applyUpdate, isFinal, isSettled } from '@dailies/core'
import type { VideoUpdate, Video, VideoFailure } from '@dailies/core'
import type { Job } from './store/job'

/** What may be believed of an expiry, in seconds from completion; beyond it is "never", or wrong. */
const longestLife = 366 * 86_400

/**
 * Folds the upstream's answer into a job. What the owner asked for stays as asked; times are told by our clock, since the upstream's may
 * be wrong or missing; and a name of the upstream's for another video never gets in.
 */
export function applyUpstreamUpdate(job: Job, update: VideoUpdate, now: number): Job {
  const seconds = Math.floor(now / 1_000)
  const { status, progress, error } = update
  const completedAt = update.completed_at
  const isPlausible =
    typeof completedAt === 'number' && completedAt >= job.video.created_at && completedAt <= seconds + 60
  const completed = isPlausible ? completedAt : seconds
  const life =
    typeof update.expires_at === 'number' ? update.expires_at - (completedAt ?? job.video.completed_at ?? seconds) : 0
  const video = applyUpdate(job.video, {
    status,
    progress,
    // Some upstreams end a job without a word why.
    error: error ?? (status === 'failed' ? unexplained : undefined),
    ...(status === 'completed' && {
      completed_at: job.video.completed_at ?? completed,
      expires_at: job.video.expires_at ?? (life > 0 && life < longestLife ? completed + life : null),
    }),
    // The stitched length of an extension, or what the request left to the upstream.
    ...(job.video.seconds === '' || (status === 'completed' && isLonger(update, job.video))
      ? { seconds: update.seconds }
      : {}),
    ...(job.video.size === '' && { size: update.size }),
    // No model is named with a film of another place.
    ...(job.video.model === '' && { model: update.model }),
  })
  return withVideo(clearProvisionalFailure(job), video, now)
}

const unexplained: VideoFailure = {
  code: 'generation_failed',
  message: 'The video service ended this job and gave no reason. Try again, or change the prompt.',
}

const isLonger = (update: VideoUpdate, known: Job['video']): boolean =>
  known.remixed_from_video_id !== null && Number(update.seconds) > Number(known.seconds)

const clearProvisionalFailure = ({ provisionalFailureAt: _verdictAt, missing: _missing, ...job }: Job): Job => ({ ...job, failures: 0 })

/** A verdict of our own, which a later answer of the upstream may undo. */
export const failProvisionally = (job: Job, error: Omit<VideoFailure, 'final'>, now: number): Job =>
  isSettled(job.video)
    ? job
    : {
        ...withVideo(job, applyUpdate(job.video, { status: 'failed', error: { ...error, final: false } }), now),
        provisionalFailureAt: now,
      }

function withVideo(job: Job, video: Video, now: number): Job {
  if (video === job.video) return job
  const isNewlyCompleted = video.status === 'completed' && job.video.status !== 'completed'
  const isPaid = video.status !== 'failed' || !isFinal(video)
  return {
    ...job,
    video,
    version: job.version + 1,
    changedAt: now,
    isActive: !isSettled(video),
    cost: isPaid ? job.cost : 0,
    ...(isNewlyCompleted && !job.isAdopted && { durationMs: now - job.createdAt }),
  }
}
