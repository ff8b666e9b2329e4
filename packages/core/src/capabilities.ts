import type { ModelParameter } from './parameters'
import type { VideoShape } from './shapes'
import type { VideoRequest } from './video'

/** A price per second of video, in the currency of the capabilities; two where sound changes it. */
export type ModelPrice =
  | number
  | {
      /** With sound. */
      with_audio: number
      /** Without sound. */
      without_audio: number
    }

/** How many references of each kind one request may have. A missing kind is not accepted. */
export interface ReferenceLimits {
  /** JPEG, PNG or WebP. */
  images?: number
  /** MP4, WebM or QuickTime. */
  videos?: number
  /** MP3, WAV, M4A or Ogg. */
  audios?: number
}

/** An operation on a video that not every model has. */
export type ModelOperation = Exclude<VideoRequest['operation'], 'create'> | 'cancel'

/** What one model supports, and its prices. What is missing is not offered. */
export interface ModelCapabilities {
  /** Model id, the `model` of a create request. */
  id: string
  /** Display name. */
  label: string
  /** One line that helps to compare models, such as speed against quality. Empty if there is none. */
  description: string
  /** URL of a still that shows the look of the model. */
  sample_image?: string
  /** Allowed sizes in pixels, as `1280x720`; the first is the default. */
  sizes: string[]
  /** Allowed durations in seconds, as strings; the first is the default. */
  seconds: string[]
  /**
   * The aspect ratio and the resolution tier of each of `sizes`.
   * @default derived from the pixels: `1280x720` is `16:9` in `720p`
   */
  shapes?: VideoShape[]
  /**
   * Price per second of video, by size (`1280x720`) or else by resolution tier (`720p`), in `currency`; what has no known
   * price is missing.
   */
  prices?: Record<string, ModelPrice>
  /** Whether an image can be used as the first frame. */
  input_reference: boolean
  /** Whether an image can be used as the last frame, beside a first one. @default false */
  last_frame?: boolean
  /** Frames must have exactly the pixels of the video; otherwise the provider crops or scales them. @default false */
  exact_frame_size?: boolean
  /** The references that a create accepts. @default none */
  input_references?: ReferenceLimits
  /** Sound: a choice, or part of every video. @default no sound */
  generate_audio?: 'optional' | 'always'
  /** Whether a create accepts a seed. @default false */
  seed?: boolean
  /** A create accepts a negative prompt of so many characters. @default not accepted */
  negative_prompt?: {
    /** Characters. */
    max_length: number
  }
  /** The operations on videos of this model. @default those of the server */
  operations?: ModelOperation[]
  /** What cancelling or deleting a running job does. @default that of the server */
  cancellation?: Capabilities['cancellation']
  /** What else a create can set, in the order of the form. @default nothing */
  parameters?: ModelParameter[]
  /** Run time statistics of previous jobs, measured by this server. */
  durations?: RunTimeStats[]
}

/** Run time statistics of jobs for one video size and duration, in seconds from the start to completion, without the time in a queue. */
export interface RunTimeStats {
  /** Width and height in pixels, as `1280x720`. */
  size: string
  /** Duration of the videos in seconds, as a string. */
  seconds: string
  /** The median (50th percentile) in seconds. */
  median: number
  /** The 90th percentile in seconds. */
  p90: number
  /** Sample size: how many jobs were measured. */
  count: number
}

/** A rate limit, quota or budget that applies to the caller. */
export interface LimitCapabilities {
  /** What is limited: concurrent jobs, new videos within any 60 seconds, or money spent within a UTC day. */
  name: 'active_jobs' | 'requests_per_minute' | 'spend_per_day'
  /** The limit: jobs, requests, or money in the currency of the capabilities. */
  limit: number
  /** How much of the limit is left. */
  remaining: number
  /** When the limit resets, in Unix seconds; null if that is not known. */
  resets_at: number | null
}

/** Response of `GET /videos/capabilities`: the models, features and limits available to the caller. */
export interface Capabilities {
  /** Always `videos.capabilities`. */
  object: 'videos.capabilities'
  /** Opaque id of the caller, stable per owner. Caches, cross-tab channels and drafts are scoped to it. */
  viewer: string
  /** The available models; the first is the default. */
  models: ModelCapabilities[]
  /** Optional operations of this upstream. Create, retrieve, list, content and delete are always supported. */
  operations: {
    /** Changed copies of completed videos. */
    remix: boolean
    /** Edits of completed videos. */
    edit: boolean
    /** Longer versions of completed videos. */
    extend: boolean
    /** Cancels running jobs, of models that have this operation. */
    cancel?: boolean
  }
  /**
   * Whether deleting a running job cancels it upstream, or the job continues and is billed; `unknown` if it is not
   * documented.
   */
  cancellation: 'cancels' | 'continues' | 'unknown'
  /** Whether videos have metadata, and lists can be filtered by it. @default false */
  metadata?: boolean
  /** Whether videos can be shared by a link. @default false */
  sharing?: boolean
  /** Whether lists can be searched, and filtered by status and model. @default false */
  search?: boolean
  /** Whether the server has the server-sent events stream `GET /videos/events`. */
  events: boolean
  /** Currency code, ISO 4217. */
  currency: string
  /** The limits that apply to the caller; empty if there are none. */
  limits: LimitCapabilities[]
  /** Maximum prompt length, in characters. */
  max_prompt: number
  /** Maximum size of a reference image, in bytes. */
  max_reference_image_bytes: number
  /** Maximum size of an uploaded video for edit and extend, in bytes; missing if uploads are not supported. */
  max_uploaded_video_bytes?: number
}
