import type { Asset, Video, VideoList, VideoVariant } from '@dailies/core'
import type { Job } from './store/job'
import type { JobPage } from './store/store'

/** What the content route serves: the files, and the storyboard made of what is known of one. */
export type ContentVariant = VideoVariant | 'thumbnail_track'

/** What one file's URL is. */
export type ContentLink = (job: Job, variant: ContentVariant) => string

/** A job as its owner sees it. */
export function toVideo(job: Job, link: ContentLink, now: number): Video {
  const asset = (variant: VideoVariant): Asset => {
    const known = job.assets[variant]
    const state = stateOf(job, variant, now)
    const isServed = state === 'ready' || state === 'archiving'
    return {
      content_type: null,
      bytes: null,
      ...known,
      state,
      url: isServed ? link(job, variant) : null,
    }
  }
  const sheet = asset('spritesheet')
  const hasThumbnailTrack = sheet.url !== null && job.assets.spritesheet?.columns !== undefined
  return {
    ...job.video,
    assets: {
      version: job.version,
      video: asset('video'),
      thumbnail: asset('thumbnail'),
      spritesheet: { ...sheet, ...(hasThumbnailTrack && { thumbnail_track: link(job, 'thumbnail_track') }) },
      ...(job.request && { request: job.request }),
    },
  }
}

/** A page of jobs as their owner sees it. */
export function toVideoList({ jobs, hasMore }: JobPage, link: ContentLink, now: number): VideoList {
  const data = jobs.map((job) => toVideo(job, link, now))
  return { object: 'list', data, first_id: data[0]?.id ?? null, last_id: data.at(-1)?.id ?? null, has_more: hasMore }
}

function stateOf({ video, assets }: Job, variant: VideoVariant, now: number): Asset['state'] {
  if (video.status === 'failed') return 'unavailable'
  if (video.status !== 'completed') return 'waiting'
  const state = assets[variant]?.state ?? 'ready'
  const isExpired = video.expires_at !== null && video.expires_at * 1_000 <= now
  return isExpired && state !== 'unavailable' ? 'expired' : state
}

/** The content route of a mount. */
export const contentLink =
  (mount: string): ContentLink =>
  ({ video }, variant) =>
    `${mount}/videos/${video.id}/content${variant === 'video' ? '' : `?variant=${variant}`}`
