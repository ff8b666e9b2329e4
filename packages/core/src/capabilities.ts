import type { ModelParameter } from './parameters'

/** What one model supports, and its prices. */
export interface ModelCapabilities {
  /** Model id, the `model` of a create request. */
  id: string
  /** Display name. */
  label: string
  /** One line that helps to compare models, such as speed against quality. Empty if there is none. */
  description: string
  /** Allowed sizes in pixels, as `1280x720`; the first is the default. */
  sizes: string[]
  /** Allowed durations in seconds, as strings; the first is the default. */
  seconds: string[]
  /** Price per second of video by size, in `currency`; a size without a known price is missing. */
  prices?: Record<string, number>
  /** Whether a reference image can be used as the first frame. */
  input_reference: boolean
  /** What else a create can set, in the order of the form. @default nothing */
  parameters?: ModelParameter[]
  /** Run time statistics of previous jobs, measured by this server. */
  durations?: RunTimeStats[]
}

/** Run time statistics of jobs for one video size and duration, in seconds from creation to completion. */
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
  }
  /**
   * Whether deleting a running job cancels it upstream, or the job continues and is billed; `unknown` if it is not
   * documented.
   */
  cancellation: 'cancels' | 'continues' | 'unknown'
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
