import type { Asset, Video, VideoAssets } from '@dailies/core'

/** A queued video; a test overrides the fields it needs. */
export const sampleVideo = (fields: Partial<Video> = {}): Video => ({
  id: 'video_1',
  object: 'video',
  model: 'mini',
  status: 'queued',
  progress: null,
  created_at: 1_790_000_000,
  completed_at: null,
  expires_at: null,
  prompt: 'A lighthouse at dusk',
  size: '320x192',
  seconds: '4',
  remixed_from_video_id: null,
  error: null,
  ...fields,
})

const waiting: Asset = { state: 'waiting', url: null, content_type: null, bytes: null }

/** The files of a running job. */
export const sampleAssets: VideoAssets = { version: 1, video: waiting, thumbnail: waiting, spritesheet: waiting }
