/** What the upstream last said of a job; the four words of the Videos API. */
export type VideoStatus = 'queued' | 'in_progress' | 'completed' | 'failed'

/** One of the files of a video, as named by `?variant=` on the content route. */
export type VideoVariant = 'video' | 'thumbnail' | 'spritesheet'

/** Why a job failed. */
export interface VideoFailure {
  /** A word such as `moderation_blocked`; the upstream's own where it gave one. */
  code: string
  /** A sentence for people; never holds a key, a path or an upstream's reference. */
  message: string
  /** `false` where this is our own verdict (`lost`, `deadline_exceeded`, `submission_unknown`), which a later answer of the upstream may still undo. */
  final?: boolean
}

/**
 * State of one file of a video. `waiting`: the job is not done. `archiving`: being copied, and served meanwhile.
 * `ready`: served. `expired`: gone, upstream and here. `unavailable`: this upstream never offers it.
 */
export type AssetState = 'waiting' | 'archiving' | 'ready' | 'expired' | 'unavailable'

/** One file of a video. */
export interface Asset {
  /** Whether it is served, and if not, why. */
  state: AssetState
  /** Where it is served: a path on the origin of the mount, possibly signed, or null while it is not served. */
  url: string | null
  /** Its media type, told by its first bytes; null while it is not known. */
  content_type: string | null
  /** Length in bytes, where known. */
  bytes: number | null
}

/** The spritesheet, with its grid where the server knows it. Tiles are read row by row. */
export interface SpritesheetAsset extends Asset {
  /** Tiles in a row. */
  columns?: number
  /** Rows of tiles. */
  rows?: number
  /** How many tiles hold a picture; the rest of the last row is blank. */
  count?: number
  /** Width of one tile, in pixels of the image. */
  tile_width?: number
  /** Height of one tile, in pixels of the image. */
  tile_height?: number
  /** Where a WebVTT storyboard of the tiles is served, for players that read one. */
  thumbnail_track?: string
}

/** How a video was asked for, beside what its own fields tell: whoever asks for the same again needs both. */
export interface VideoRequest {
  /** The verb. */
  verb: 'create' | 'remix' | 'edit' | 'extend'
  /** What an extension adds, in seconds, as a string. */
  seconds?: string
  /** It came with a file, a first frame or a film of another place, which is not kept: the same can only be asked for with that file. */
  has_file?: true
}

/** What a Dailies server adds to a Video, all under one key, so that other clients ignore it. */
export interface VideoAssets {
  /** Grows with every change of this video; a lower one is older news. */
  version: number
  /** The film. */
  video: Asset
  /** A still of it. */
  thumbnail: Asset
  /** Moments of it, side by side in one image. */
  spritesheet: SpritesheetAsset
  /** How it was asked for; missing for what was made before the server kept it, or not through it. */
  request?: VideoRequest
}

/**
 * A video job, in the Videos API's own snake_case. Times are Unix seconds.
 *
 * A Dailies server fills every field; from any other server only `id` and `status` can be relied on, and the client fills the rest.
 */
export interface Video {
  /** Opaque; unique within one server. Encode it in a URL: some servers use `+`, `/` and `=`. */
  id: string
  /** Always `video`. */
  object: 'video'
  /** The model that renders it; empty where the server does not say. */
  model: string
  /** What the upstream last said. */
  status: VideoStatus
  /** Percent, 0 to 100; null while the upstream has said nothing about it. Never means "done": only `status` does. */
  progress: number | null
  /** Unix seconds. */
  created_at: number
  /** Unix seconds; null until it is completed. */
  completed_at: number | null
  /** When its file stops being served; null where it is kept. */
  expires_at: number | null
  /** What was asked for; null where the server does not say. */
  prompt: string | null
  /** Pixels, as `1280x720`. */
  size: string
  /** Length of the film in seconds, as a string, as the Videos API has it. */
  seconds: string
  /** The film that this one was made from by a remix, an edit or an extension; null for a new one. */
  remixed_from_video_id: string | null
  /** Why it failed; null unless it did. */
  error: VideoFailure | null
  /** Its files; missing where the server is no Dailies server. */
  assets?: VideoAssets
}

/** A page of videos, newest first unless asked otherwise. */
export interface VideoList {
  /** Always `list`. */
  object: 'list'
  /** The videos of this page. */
  data: Video[]
  /** Id of the first of `data`; null where that is empty. */
  first_id: string | null
  /** Id of the last of `data`, which asks for the next page as `after`; null where that is empty. */
  last_id: string | null
  /** There is a next page. */
  has_more: boolean
}

/** The answer to a deletion. */
export interface DeletedVideo {
  /** The id of the video that is gone. */
  id: string
  /** Always `video.deleted`. */
  object: 'video.deleted'
  /** Always true: a deletion that did not work rejects. */
  deleted: true
}

/** What was heard of a job, from a poll, a webhook or an event: anything may be missing but the status. */
export type VideoUpdate = {
  /** What the upstream said. */
  status: VideoStatus
} & {
  [K in Exclude<keyof Video, 'id' | 'object' | 'status'>]?: Video[K] | undefined
}

/** The job has an end: it completed or failed. A verdict of our own counts as an end too, although the upstream may still undo it. */
export const isSettled = (video: { status: VideoStatus }): boolean =>
  video.status === 'completed' || video.status === 'failed'

/** The job has an end that nothing can undo: the upstream's own word. */
export const isFinal = (video: { status: VideoStatus; error?: VideoFailure | null | undefined }): boolean =>
  video.status === 'completed' || (video.status === 'failed' && video.error?.final !== false)
