import { isFinal, isSettled } from '@dailies/core'
import { applyUpdate } from '@dailies/core/internal'
import type { VideoUpdate, Video, VideoFailure } from '@dailies/core'
import type { UpstreamUpdate } from '../upstream/upstream'
import { micros } from '../store/micros'
import { durationOf } from './duration-of'
import type { KnownEnd } from './duration-of'
import { nextVersion, refOf } from '../store/job'
import { publicFailure } from '../upstream/to-upstream-error'
import type { Job, JobPhase } from '../store/job'

/** The longest plausible expiry, in seconds from completion; a longer one means "never", or is wrong. */
const maxLifetime = 366 * 86_400

/**
 * Applies an upstream update to a job. What the owner requested is kept; implausible or missing times are replaced by
 * our clock; and an upstream's id of another video is never copied. A failed job keeps its cost unless the upstream
 * reports another.
 *
 * @param knownEnds how long such jobs ran, in milliseconds
 */
export function applyUpstreamUpdate(
  job: Job,
  { update, cost, queuePosition }: Omit<UpstreamUpdate, 'pollAfterMs'>,
  now: number,
  knownEnds: readonly number[] = [],
): Job {
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
    error:
      status === 'failed'
        ? { ...publicFailure(error ?? unexplained, job), ...(cost === 0 && { charged: false }) }
        : error && publicFailure(error, job),
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
  const next = withVideo(job, video, now, {
    ...queueFields(job, video, queuePosition, now),
    ...(isPlausible && { endedAt: completedAt * 1_000 }),
    knownEnds,
  })
  return {
    ...next,
    ...(isAmount(cost) && billed(job, next, micros(cost), now)),
    phase: phaseAfterUpdate(job, video, now),
    failures: 0,
  }
}

/** The position in the upstream's queue and the first sight of the job in progress, as they are after an update. */
function queueFields(job: Job, { status, progress }: Video, position: number | undefined, now: number): RunFields {
  const start = job.start ?? (status === 'in_progress' ? { at: now, progress: progress ?? 0 } : undefined)
  return {
    ...(status === 'queued' && isPosition(position) && { queuePosition: position }),
    ...(start && { start }),
  }
}

/** What an update says about the time in the queue and after it. */
type RunFields = Pick<Job, 'queuePosition' | 'start'> & KnownEnd

const isPosition = (value: number | undefined): value is number =>
  value !== undefined && Number.isSafeInteger(value) && value >= 0

/** No video costs a million of any currency; such an amount is in another unit, or wrong. */
const maxAmount = 1_000_000

/** Whether the upstream reported a usable amount. */
const isAmount = (cost: number | undefined): cost is number => typeof cost === 'number' && cost >= 0 && cost < maxAmount

/** The owner sees what was billed, so a new amount is a new version. */
function billed(before: Job, next: Job, cost: number, now: number): Partial<Job> {
  if (before.isBilled && before.cost === cost) return {}
  return { cost, isBilled: true, ...(next.version === before.version && nextVersion(next, now)) }
}

/** The phase of a job after an update of the upstream, which has answered for it. */
function phaseAfterUpdate(job: Job, video: Video, now: number): JobPhase {
  const { phase } = job
  if (phase.name === 'deleted' || phase.name === 'done' || phase.name === 'copying') return phase
  const ref = refOf(job)
  if (ref === undefined || isFinal(video)) return { name: 'done', ...(ref !== undefined && { ref }) }
  if (!isSettled(video)) {
    // It was polled, so it is neither missing nor failed. Fields of the phase that a newer version added stay.
    const {
      missing: _missing,
      transientFailures: _transientFailures,
      ...running
    } = phase.name === 'running' ? phase : { missing: undefined, transientFailures: undefined }
    return { ...running, name: 'running', ref, isIdle: false }
  }
  // An upstream that is a Dailies server reports provisional failures of its own.
  const failedAt = phase.name === 'provisionally_failed' ? phase.failedAt : now
  return { name: 'provisionally_failed', failedAt, ref }
}

const unexplained: VideoFailure = {
  code: 'generation_failed',
  message: 'The video service failed this job without a reason. Try again, or change the prompt.',
}

const isLonger = (update: VideoUpdate, video: Job['video']): boolean =>
  video.remixed_from_video_id !== null && Number(update.seconds) > Number(video.seconds)

/** Fails a job that was never sent, for good: it costs nothing. */
export function failUnsent(job: Job, { code, message }: { code: string; message: string }, now: number): Job {
  const error: VideoFailure = { code, message, accepted: false }
  const { queuePosition: _queuePosition, ...failed } = withVideo(
    job,
    applyUpdate(job.video, { status: 'failed', error }),
    now,
  )
  return { ...failed, phase: { name: 'done' }, cost: 0, dueAt: null }
}

/** Fails a job provisionally (`final: false`): a later update of the upstream can replace the failure. */
export function failProvisionally(job: Job, error: Omit<VideoFailure, 'final'>, now: number): Job {
  const { phase } = job
  if (phase.name !== 'submitting' && phase.name !== 'running') return job
  const failed = withVideo(job, applyUpdate(job.video, { status: 'failed', error: { ...error, final: false } }), now)
  const { name: _name, ...known } = phase
  return { ...failed, phase: { ...known, name: 'provisionally_failed', failedAt: now } }
}

function withVideo(job: Job, video: Video, now: number, run: RunFields = job): Job {
  const { queuePosition: known, ...rest } = job
  const { queuePosition, start } = run
  if (video === job.video && queuePosition === known && start === job.start) return job
  const isNewlyCompleted = video.status === 'completed' && job.video.status !== 'completed'
  const durationMs = isNewlyCompleted && !job.isAdopted ? durationOf(job, now, run) : undefined
  return {
    ...rest,
    video,
    ...(queuePosition !== undefined && { queuePosition }),
    ...(start && { start }),
    ...nextVersion(job, now),
    ...(durationMs !== undefined && { durationMs }),
    // Its credits were given back before it was known to be completed after all.
    ...(isNewlyCompleted &&
      job.credit?.isReturned &&
      job.phase.name !== 'deleted' && { credit: { debits: 2 as const } }),
  }
}
