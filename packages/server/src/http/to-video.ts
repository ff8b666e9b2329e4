import { isFinal } from '@dailies/core'
import type { Asset, Video, VideoAssets, VideoList, VideoRequest, VideoVariant } from '@dailies/core'
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
  ...job.video,
  assets: toAssets(job, view),
  metadata: metadataOf(job),
})

/** The assets of a video, with what this server adds to the API. */
export function toAssets(job: Job, view: VideoView): VideoAssets {
  const { video, phase } = job
  const { link, isConnected } = view
  // Without spreads: every read of a video passes here, and V8 gives an object made by a spread a hidden class of its own,
  // so that each access to its properties misses the inline cache.
  const assets: VideoAssets = {
    version: job.version,
    video: toAsset(job, 'video', view),
    thumbnail: toAsset(job, 'thumbnail', view),
    spritesheet: toAsset(job, 'spritesheet', view),
  }
  const { spritesheet } = assets
  if (spritesheet.url !== null && job.assets.spritesheet?.columns !== undefined)
    spritesheet.thumbnail_track = link(job, 'thumbnail_track')
  if (job.price !== null) assets.price = fromMicros(job.price)
  if (job.isBilled) assets.cost = fromMicros(job.cost)
  if (phase.name === 'waiting') assets.waiting = true
  if (phase.name === 'running' && phase.isCancelling) assets.cancel_requested = true
  if (!isFinal(video) && !isConnected(job.upstreamId)) assets.disconnected = true
  if (job.request) assets.request = toVideoRequest(job.request)
  if (video.status === 'queued' && job.queuePosition !== undefined) assets.queue_position = job.queuePosition
  if (job.start) assets.started = { at: job.start.at / 1_000, progress: job.start.progress }
  return assets
}

function toAsset(job: Job, variant: VideoVariant, { link, now }: VideoView): Asset {
  const stored = job.assets[variant]
  const state = stateOf(job, variant, now)
  const isServed = state === 'ready' || state === 'archiving'
  const url = isServed ? link(job, variant) : null
  if (!stored) return { content_type: null, bytes: null, state, url }
  return { ...stored, state, url }
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
