import type { ParameterValue } from './parameters'

/** Status of a job, as last reported by the upstream; the four values of the Videos API. */
export type VideoStatus = 'queued' | 'in_progress' | 'completed' | 'failed'

/**
 * A file of a video (the video itself, its thumbnail or its spritesheet): the value of `?variant=` on the content
 * route.
 */
export type VideoVariant = 'video' | 'thumbnail' | 'spritesheet'

/** Error of a failed job. */
export interface VideoFailure {
  /** Error code such as `moderation_blocked`; the upstream's own code if it returned one. */
  code: string
  /** Human-readable message; never contains an API key, a path or an upstream reference. */
  message: string
  /**
   * `false` for a provisional failure (`lost`, `deadline_exceeded`, `submission_unknown`): the server declared it, not
   * the upstream, and a later upstream update can still revert it.
   */
  final?: boolean
  /** `false` if the upstream rejected the request before it accepted the job, so that nothing was rendered. */
  accepted?: false
  /** `false` if the upstream reported that it charged nothing; otherwise it may have charged for an accepted job. */
  charged?: false
}

/**
 * State of one file of a video. `waiting`: the job is not completed. `archiving`: the file is being copied to storage
 * and can already be downloaded. `ready`: it can be downloaded. `expired`: deleted, both upstream and in storage.
 * `unavailable`: this upstream never provides it.
 */
export type AssetState = 'waiting' | 'archiving' | 'ready' | 'expired' | 'unavailable'

/** A file of a video: its state, URL, media type and size. */
export interface Asset {
  /** Whether the file can be downloaded, and why not. */
  state: AssetState
  /**
   * Download URL: a path on the origin of the video server, possibly a signed URL; null while the file cannot be downloaded.
   */
  url: string | null
  /** Media type, detected from the file's first bytes; null if not yet known. */
  content_type: string | null
  /** Size in bytes; null if not known. */
  bytes: number | null
}

/** The spritesheet file, with its tile grid if the server knows it. Tiles are ordered row by row. */
export interface SpritesheetAsset extends Asset {
  /** Number of tiles per row. */
  columns?: number
  /** Number of rows. */
  rows?: number
  /** Number of tiles that hold an image; the remaining tiles at the end are blank. */
  count?: number
  /** Tile width, in pixels of the spritesheet. */
  tile_width?: number
  /** Tile height, in pixels of the spritesheet. */
  tile_height?: number
  /** URL of the WebVTT thumbnail track of the tiles, for video players that support one. */
  thumbnail_track?: string
}

/** The original request of a video, as far as its own fields do not hold it. Use both to repeat the request. */
export interface VideoRequest {
  /** The operation that created the video. */
  operation: 'create' | 'remix' | 'edit' | 'extend'
  /** Duration that an extension adds in seconds, as a string. */
  seconds?: string
  /** Aspect ratio, as `16:9`. */
  aspect_ratio?: string
  /** Resolution tier, as `720p`. */
  resolution?: string
  /** Whether it was requested with sound. */
  generate_audio?: boolean
  /** The seed, if one was requested. */
  seed?: number
  /** What the video must not show. */
  negative_prompt?: string
  /** The values of the model's parameters, with their defaults. */
  parameters?: Record<string, ParameterValue>
  /**
   * The request included files (frames, references or an uploaded video). They are not stored, so repeating the request
   * needs them again.
   */
  has_file?: true
}

/** The first sight of a job in progress. Its pace counts from here, so that the time in a queue does not. */
export interface VideoStart {
  /** When it was seen, in Unix seconds. */
  at: number
  /** Its progress then, in percent: it may have started some time before it was polled. */
  progress: number
}

/** Fields that a Dailies server adds to a Video, all under one key, so that other clients ignore them. */
export interface VideoAssets {
  /** Version number, incremented with every change of this video; an update with a lower version is outdated. */
  version: number
  /** The price that was expected when the video was created, in the currency of the capabilities; missing if unknown. */
  price?: number
  /** What the provider billed, in the same currency; missing if it does not tell. */
  cost?: number
  /**
   * The provider of this job is not connected to the server at present, so its state is not updated until the operator
   * connects it again.
   */
  disconnected?: true
  /**
   * The job waits on the server until one of the viewer's other jobs ends: nothing was sent to the provider, so it can be
   * cancelled and deleted at no cost. `queue_position` is its place then.
   */
  waiting?: true
  /** The owner asked to cancel the job, and the provider has not confirmed its end yet. */
  cancel_requested?: true
  /** The video file. */
  video: Asset
  /** The thumbnail (poster image). */
  thumbnail: Asset
  /** The spritesheet: frames of the video as tiles of one image. */
  spritesheet: SpritesheetAsset
  /**
   * The original request; missing if the video was not created through this server, or before the server stored
   * requests.
   */
  request?: VideoRequest
  /**
   * How many jobs are ahead of this one in the upstream's queue, or in the viewer's own while it is `waiting`; 0 if it is
   * next. Missing if that is not known.
   */
  queue_position?: number
  /** The first sight of the job in progress; missing until then. */
  started?: VideoStart
}

/**
 * A video generation job, in the snake_case of the Videos API. Times are Unix seconds.
 *
 * A Dailies server returns every field. Other servers only guarantee `id` and `status`; the client fills in the rest.
 */
export interface Video {
  /** Opaque id, unique within one server. Encode it in URLs: some servers use `+`, `/` and `=`. */
  id: string
  /** Always `video`. */
  object: 'video'
  /** Id of the model; empty if the server does not return it. */
  model: string
  /** The status last reported by the upstream. */
  status: VideoStatus
  /**
   * Progress in percent, 0 to 100; null until the upstream reports one. 100 does not mean completed: only `status`
   * does.
   */
  progress: number | null
  /** Creation time in Unix seconds. */
  created_at: number
  /** Completion time in Unix seconds; null until the job is completed. */
  completed_at: number | null
  /** When the file expires, in Unix seconds; null if it does not expire. */
  expires_at: number | null
  /** The prompt; null if the server does not return it. */
  prompt: string | null
  /** Width and height in pixels, as `1280x720`. */
  size: string
  /** Duration of the video in seconds, as a string like in the Videos API. */
  seconds: string
  /** Id of the source video of a remix, an edit or an extension; null for a new video. */
  remixed_from_video_id: string | null
  /** Why the job failed; null if it did not. */
  error: VideoFailure | null
  /** The owner's own pairs; missing if the server has no metadata. */
  metadata?: Record<string, string>
  /** The files of the video; missing if the server is not a Dailies server. */
  assets?: VideoAssets
}

/** A page of videos with its pagination cursors, newest first by default. */
export interface VideoList {
  /** Always `list`. */
  object: 'list'
  /** The videos of this page. */
  data: Video[]
  /** Id of the first video in `data`; null if the page is empty. */
  first_id: string | null
  /**
   * The `after` cursor of the next page: the id of the last video in `data`, or of the last one that a search read. Null if
   * the page is empty.
   */
  last_id: string | null
  /** Whether there is a next page. */
  has_more: boolean
}

/** Response of a delete request. */
export interface DeletedVideo {
  /** Id of the deleted video. */
  id: string
  /** Always `video.deleted`. */
  object: 'video.deleted'
  /** Always true: a failed deletion rejects. */
  deleted: true
}

/** An update of a job from a poll, a webhook or an event. All fields except the status are optional. */
export type VideoUpdate = {
  /** The reported status. */
  status: VideoStatus
} & {
  [K in Exclude<keyof Video, 'id' | 'object' | 'status'>]?: Video[K] | undefined
}

/**
 * Whether a job is settled: completed or failed. A provisional failure counts as settled, although the upstream can
 * still revert it.
 */
export const isSettled = (video: { status: VideoStatus }): boolean =>
  video.status === 'completed' || video.status === 'failed'

/**
 * Whether a job is settled for good: completed, or failed with a failure that is not provisional. No later update
 * changes its status.
 */
export const isFinal = (video: { status: VideoStatus; error?: VideoFailure | null | undefined }): boolean =>
  video.status === 'completed' || (video.status === 'failed' && video.error?.final !== false)
