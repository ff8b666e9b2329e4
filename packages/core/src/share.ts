import type { Asset, VideoVariant } from './video'

/** What a new share shows, and for how long. */
export interface ShareVideo {
  /** The shared files. @default ['video', 'thumbnail'] */
  variants?: readonly VideoVariant[]
  /** After how many seconds it ends, up to ten years. @default it does not end by itself */
  expires_in?: number
}

/** A link that shows one video to whoever has it, until it is deleted or expires. */
export interface Share {
  /** Opaque id, to delete the share. It opens nothing. */
  id: string
  /** Always `video.share`. */
  object: 'video.share'
  /** Id of the video. */
  video_id: string
  /** The shared files. */
  variants: VideoVariant[]
  /** In Unix seconds. */
  created_at: number
  /** In Unix seconds; null if it does not end by itself. */
  expires_at: number | null
}

/** A new share, with the token that opens it. The server stores only a hash, so the token is returned once. */
export interface NewShare extends Share {
  /** Opens the video for anyone who has it. */
  token: string
  /** Path of the description on the origin of the video server, a {@link SharedVideo}. */
  url: string
  /** Path of the video file on the origin of the video server, for `src` and `href`; null if it is not shared. */
  content_url: string | null
}

/** The shares of a video, the oldest first. */
export interface ShareList {
  /** Always `list`. */
  object: 'list'
  /** The shares that have not expired. */
  data: Share[]
}

/** Response of a deletion of a share. */
export interface DeletedShare {
  /** Id of the share. */
  id: string
  /** Always `video.share.deleted`. */
  object: 'video.share.deleted'
  /** Always true: a failed deletion rejects. */
  deleted: true
}

/** What a share shows: neither the prompt, nor the owner, nor the id of the video. */
export interface SharedVideo {
  /** Always `video.shared`. */
  object: 'video.shared'
  /** The title (`dailies.title`); null if it has none. */
  title: string | null
  /** Width and height in pixels, as `1280x720`. */
  size: string
  /** Duration in seconds, as a string. */
  seconds: string
  /** When the video was created, in Unix seconds. */
  created_at: number
  /** When the share ends, in Unix seconds; null if it does not end by itself. */
  expires_at: number | null
  /** The shared files, with their paths on the origin of the video server. */
  files: Partial<Record<VideoVariant, Asset>>
}
