import { applyUpdate, isFinal, isSettled } from '@dailies/core'
import type { VideoUpdate, Video, VideoFailure } from '@dailies/core'
import type { Job } from '../store/job'

/** The longest plausible expiry, in seconds from completion; a longer one means "never", or is wrong. */
const maxLifetime = 366 * 86_400

/**
 * Applies an upstream update to a job. What the owner requested is kept; implausible or missing times are replaced by
 * our clock; and an upstream's id of another video is never copied.
 */
export function applyUpstreamUpdate(job: Job, update: VideoUpdate, now: number): Job {
  const seconds = Math.floor(now / 1_000)
  const { status, progress, error } = update
  const completedAt = update.completed_at
  const isPlausible =
    typeof completedAt === 'number' && completedAt >= job.video.created_at && completedAt <= seconds + 60
  const completed = isPlausible ? completedAt : seconds
  const lifetime =
    typeof update.expires_at === 'number' ? update.expires_at - (completedAt ?? job.video.completed_at ?? seconds) : 0
  const video = applyUpdate(job.video, {
    status,
    progress,
    // Some upstreams fail a job without a reason.
    error: error ?? (status === 'failed' ? unexplained : undefined),
    ...(status === 'completed' && {
      completed_at: job.video.completed_at ?? completed,
      expires_at: job.video.expires_at ?? (lifetime > 0 && lifetime < maxLifetime ? completed + lifetime : null),
    }),
    // The total length of an extension, or a value that the request left to the upstream.
    ...(job.video.seconds === '' || (status === 'completed' && isLonger(update, job.video))
      ? { seconds: update.seconds }
      : {}),
    ...(job.video.size === '' && { size: update.size }),
    // A request with an uploaded video names no model.
    ...(job.video.model === '' && { model: update.model }),
  })
  return withVideo(clearProvisionalFailure(job), video, now)
}

const unexplained: VideoFailure = {
  code: 'generation_failed',
  message: 'The video service failed this job without a reason. Try again, or change the prompt.',
}

const isLonger = (update: VideoUpdate, video: Job['video']): boolean =>
  video.remixed_from_video_id !== null && Number(update.seconds) > Number(video.seconds)

const clearProvisionalFailure = ({
  provisionalFailureAt: _provisionalFailureAt,
  missing: _missing,
  ...job
}: Job): Job => ({ ...job, failures: 0 })

/** Fails a job provisionally (`final: false`): a later update of the upstream can replace the failure. */
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
  const isBilled = video.status !== 'failed' || !isFinal(video)
  return {
    ...job,
    video,
    version: job.version + 1,
    changedAt: now,
    isActive: !isSettled(video),
    cost: isBilled ? job.cost : 0,
    ...(isNewlyCompleted && !job.isAdopted && { durationMs: now - job.createdAt }),
  }
}
