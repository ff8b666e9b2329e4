import { isFinal } from '@dailies/core'
import type { Asset, Video, VideoList, VideoRequest, VideoVariant } from '@dailies/core'
import type { Job, JobRequest } from '../store/job'
import { fromMicros } from '../store/micros'
import { metadataOf } from '../store/stored-metadata'
import type { ListedJobs } from '../jobs/search-jobs'

/** What the content route serves: the files, and the thumbnail track that is generated from the spritesheet's grid. */
export type ContentVariant = VideoVariant | 'thumbnail_track'

/** Builds the URL of one file. */
export type ContentLink = (job: Job, variant: ContentVariant) => string

/** What the video of a job depends on beside its row. */
export interface VideoView {
  link: ContentLink
  /** Unix milliseconds. */
  now: number
  /** Whether the upstream of this id is connected to this server. */
  isConnected(upstreamId: string): boolean
}

/** Converts a job to the video that its owner sees. */
export const toVideo = (job: Job, view: VideoView): Video => ({
  ...toVideoWithoutMetadata(job, view),
  metadata: metadataOf(job),
})

/** The video without its metadata, which `video-json.ts` adds as text. */
export function toVideoWithoutMetadata(job: Job, { link, now, isConnected }: VideoView): Omit<Video, 'metadata'> {
  const asset = (variant: VideoVariant): Asset => {
    const stored = job.assets[variant]
    const state = stateOf(job, variant, now)
    const isServed = state === 'ready' || state === 'archiving'
    return {
      content_type: null,
      bytes: null,
      ...stored,
      state,
      url: isServed ? link(job, variant) : null,
    }
  }
  const spritesheet = asset('spritesheet')
  const hasThumbnailTrack = spritesheet.url !== null && job.assets.spritesheet?.columns !== undefined
  return {
    ...job.video,
    assets: {
      version: job.version,
      ...(job.price !== null && { price: fromMicros(job.price) }),
      ...(job.isBilled && { cost: fromMicros(job.cost) }),
      ...(job.phase.name === 'waiting' && { waiting: true }),
      ...(job.phase.name === 'running' && job.phase.isCancelling && { cancel_requested: true }),
      ...(!isFinal(job.video) && !isConnected(job.upstreamId) && { disconnected: true }),
      video: asset('video'),
      thumbnail: asset('thumbnail'),
      spritesheet: { ...spritesheet, ...(hasThumbnailTrack && { thumbnail_track: link(job, 'thumbnail_track') }) },
      ...(job.request && { request: toVideoRequest(job.request) }),
      ...(job.video.status === 'queued' && job.queuePosition !== undefined && { queue_position: job.queuePosition }),
      ...(job.start && { started: { at: job.start.at / 1_000, progress: job.start.progress } }),
    },
  }
}

function toVideoRequest({ operation, fields, files }: JobRequest): VideoRequest {
  // The video itself has the others.
  const { prompt: _prompt, model: _model, size: _size, seconds, ...rest } = fields
  return {
    operation,
    ...(operation === 'extend' && seconds !== undefined && { seconds }),
    ...rest,
    ...(files.length > 0 && { has_file: true }),
  }
}

/** Converts a page of jobs to the list that their owner sees. */
export const toVideoList = (listed: ListedJobs, view: VideoView): VideoList => ({
  ...toListPosition(listed),
  data: listed.jobs.map((job) => toVideo(job, view)),
})

/** A list without its videos. */
export const toListPosition = ({ jobs, hasMore, readTo }: ListedJobs): Omit<VideoList, 'data'> => ({
  object: 'list',
  first_id: jobs[0]?.video.id ?? null,
  last_id: readTo ?? jobs.at(-1)?.video.id ?? null,
  has_more: hasMore,
})

function stateOf({ video, assets }: Job, variant: VideoVariant, now: number): Asset['state'] {
  if (video.status === 'failed') return 'unavailable'
  if (video.status !== 'completed') return 'waiting'
  const state = assets[variant]?.state ?? 'ready'
  const isExpired = video.expires_at !== null && video.expires_at * 1_000 <= now
  return isExpired && state !== 'unavailable' ? 'expired' : state
}

/** Links to the content route of a mount. */
export const contentLink =
  (mount: string): ContentLink =>
  ({ video }, variant) =>
    `${mount}/videos/${video.id}/content${variant === 'video' ? '' : `?variant=${variant}`}`
