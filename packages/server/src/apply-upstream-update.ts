import { advance, isFinal, isSettled } from '@dailies/core'
import type { VideoUpdate, Video, VideoFailure } from '@dailies/core'
import type { Job } from './store/job'

/** What may be believed of an expiry, in seconds from completion; beyond it is "never", or wrong. */
const longestLife = 366 * 86_400

/**
 * Folds the upstream's answer into a job. What the owner asked for stays as asked; times are told by our clock, since the upstream's may
 * be wrong or missing; and a name of the upstream's for another video never gets in.
 */
export function applyUpstreamUpdate(job: Job, heard: VideoUpdate, now: number): Job {
  const seconds = Math.floor(now / 1_000)
  const { status, progress, error } = heard
  const completedAt = heard.completed_at
  const isPlausible =
    typeof completedAt === 'number' && completedAt >= job.video.created_at && completedAt <= seconds + 60
  const completed = isPlausible ? completedAt : seconds
  const life =
    typeof heard.expires_at === 'number' ? heard.expires_at - (completedAt ?? job.video.completed_at ?? seconds) : 0
  const video = advance(job.video, {
    status,
    progress,
    // Some upstreams end a job without a word why.
    error: error ?? (status === 'failed' ? unexplained : undefined),
    ...(status === 'completed' && {
      completed_at: job.video.completed_at ?? completed,
      expires_at: job.video.expires_at ?? (life > 0 && life < longestLife ? completed + life : null),
    }),
    // The stitched length of an extension, or what the request left to the upstream.
    ...(job.video.seconds === '' || (status === 'completed' && isLonger(heard, job.video))
      ? { seconds: heard.seconds }
      : {}),
    ...(job.video.size === '' && { size: heard.size }),
    // No model is named with a film of another place.
    ...(job.video.model === '' && { model: heard.model }),
  })
  return withVideo(clearProvisionalFailure(job), video, now)
}

const unexplained: VideoFailure = {
  code: 'generation_failed',
  message: 'The video service ended this job and gave no reason. Try again, or change the prompt.',
}

const isLonger = (heard: VideoUpdate, known: Job['video']): boolean =>
  known.remixed_from_video_id !== null && Number(heard.seconds) > Number(known.seconds)

const clearProvisionalFailure = ({ provisionalFailureAt: _verdictAt, missing: _missing, ...job }: Job): Job => ({ ...job, failures: 0 })

/** A verdict of our own, which a later answer of the upstream may undo. */
export const judge = (job: Job, error: Omit<VideoFailure, 'final'>, now: number): Job =>
  isSettled(job.video)
    ? job
    : {
        ...withVideo(job, advance(job.video, { status: 'failed', error: { ...error, final: false } }), now),
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
    ...(isNewlyCompleted && !job.isAdopted && { took: now - job.createdAt }),
  }
}
