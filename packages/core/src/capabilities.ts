/** What one model can do, and what it costs. */
export interface ModelCapabilities {
  /** What a create names as its `model`. */
  id: string
  /** A short name for people. */
  label: string
  /** One line that helps to choose: speed against quality. Empty where nothing is known. */
  description: string
  /** Allowed sizes in pixels, as `1280x720`; the first is the default. */
  sizes: string[]
  /** Allowed lengths in seconds, as strings; the first is the default. */
  seconds: string[]
  /** Price of a second of film by size, in the currency of `currency`; a size without a price is missing. */
  prices?: Record<string, number>
  /** A reference image may become the first frame. */
  input_reference: boolean
  /** How long jobs have taken here, measured by this server. */
  durations?: DurationCapabilities[]
}

/** How long jobs of one kind have taken, in seconds from creation to completion. */
export interface DurationCapabilities {
  /** Pixels, as `1280x720`. */
  size: string
  /** Length of the films in seconds, as a string. */
  seconds: string
  /** Half of them took at most so long. */
  median: number
  /** The 90th percentile. */
  p90: number
  /** How many jobs this is drawn from. */
  count: number
}

/** A limit that applies to the one who asks. */
export interface LimitCapabilities {
  /** Jobs at the same time, new films within any 60 seconds, or money within a UTC day. */
  name: 'active_jobs' | 'requests_per_minute' | 'spend_per_day'
  /** How much is allowed: jobs, requests, or money in the currency of the capabilities. */
  limit: number
  /** How much of it is left. */
  remaining: number
  /** When it lifts, in Unix seconds; null where no time can be told. */
  resets_at: number | null
}

/** The answer of `GET /videos/capabilities`: what the page may offer, and to whom. */
export interface Capabilities {
  /** Always `videos.capabilities`. */
  object: 'videos.capabilities'
  /** Opaque and stable per owner: caches, channels and drafts are bound to it. */
  viewer: string
  /** The first is the default. */
  models: ModelCapabilities[]
  /** What this upstream can do beside create, retrieve, list, content and delete. */
  verbs: {
    /** Changed copies of finished films. */
    remix: boolean
    /** Edits of finished films. */
    edit: boolean
    /** Longer versions of finished films. */
    extend: boolean
  }
  /** What deleting a running job does upstream: it stops, or it runs on and is billed; `unknown` where nobody said. */
  cancellation: 'cancels' | 'continues' | 'unknown'
  /** `GET /videos/events` is there. */
  events: boolean
  /** ISO 4217. */
  currency: string
  /** The limits that hold for the one who asks; empty where there are none. */
  limits: LimitCapabilities[]
  /** The longest prompt, in characters. */
  max_prompt: number
  /** The largest reference image, in bytes. */
  max_reference_image_bytes: number
  /** The largest film of another place that edit and extend take as a file, in bytes; missing where they take none. */
  max_uploaded_video_bytes?: number
}
