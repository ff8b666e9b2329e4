import type {
  CreateVideo,
  EditVideo,
  ExtendVideo,
  VideoUpdate,
  ModelCapabilities,
  RemixVideo,
  VideoVariant,
} from '@dailies/core'

/** The grid of a spritesheet as the provider declares it: how many tiles per row and column. */
export interface DeclaredGrid {
  /** Tiles per row. */
  columns: number
  /** Rows of tiles. */
  rows: number
  /** Number of tiles that hold an image. @default columns * rows */
  count?: number
}

/** Any JSON value. */
export type Json = string | number | boolean | null | Json[] | { [key: string]: Json }

/** Options of every call to an upstream. */
export interface UpstreamCallOptions {
  /** Aborts the call. A create request that was already sent may still create a job. */
  signal?: AbortSignal
}

/** Options of every call that creates a job upstream: `create`, `remix`, `edit` and `extend`. */
export interface UpstreamCreateOptions extends UpstreamCallOptions {
  /** The id of our row. Send it as the `Idempotency-Key` header; a retry of the same job uses the same key. */
  idempotencyKey: string
  /**
   * A URL of this job alone, for the provider to call when the job has ended. The server polls the job then, and reads nothing
   * else from the call. Only for an upstream that `takesCallbacks`, on a server with a `publicURL`.
   */
  callbackURL?: string | undefined
}

/** The state of a job as the upstream reports it, with the delay it requests before the next poll. */
export interface UpstreamUpdate {
  /** The reported fields; only `status` is required. */
  update: VideoUpdate
  /** Milliseconds to wait before the next poll. The server respects values up to one hour. */
  pollAfterMs?: number | undefined
  /**
   * How many jobs are ahead of this one in the upstream's queue; 0 if it is next.
   *
   * @default not known
   */
  queuePosition?: number | undefined
  /**
   * What the job was billed, in the currency of the capabilities; 0 if nothing was billed, such as for a failed job of a
   * provider that says so. It replaces the price in the spending of the owner.
   *
   * @default the price, also for a failed or cancelled job
   */
  cost?: number | undefined
  /**
   * The failure of this update may be an error of the connection that was reported as the end of the job. It counts only
   * after three such answers in a row, over at least 60 s; until then the job keeps its status.
   *
   * @default false
   */
  mayBeTransient?: boolean | undefined
}

/** A job that exists upstream, as `create` and `list` return it. */
export interface UpstreamJob extends UpstreamUpdate {
  /**
   * Identifies the job for this upstream, for example by its id. Stored as it is, opaque to the server, and never sent
   * to a client.
   */
  ref: Json
}

/** The response to a content request: one file of a video as a stream. */
export interface UpstreamContent {
  /** 200 with the whole file, or 206 if the upstream honoured the range request. */
  status: 200 | 206
  /** The media type. Detect it from the first bytes (MIME sniffing); do not trust the upstream's `Content-Type`. */
  contentType: string
  /** Length of `body` in bytes; undefined if unknown. */
  contentLength: number | undefined
  /** The `Content-Range` header of a 206, unchanged. */
  contentRange: string | undefined
  /** The bytes, with back-pressure. Cancelling the stream must close the connection to the upstream. */
  body: ReadableStream<Uint8Array>
}

/**
 * A verified webhook event: which job it is about. The server polls that job and trusts no other field of the payload.
 */
export interface UpstreamWebhook {
  /** The id of the delivery. A repeated id is ignored (dedupe). */
  id: string
  /** The job, as `create` returned it. */
  ref: Json
  /** The type of the event, such as `video.completed`; used in logs only. */
  type: string
}

/** The capabilities of an upstream, which the client receives to build its forms. */
export interface UpstreamCapabilities {
  /** The models on offer. The first is the default. */
  models: ModelCapabilities[]
  /** `edit` and `extend` also accept an uploaded video, as a Blob instead of a ref. @default false */
  acceptsUploadedVideos?: boolean
  /** Whether deleting a running job cancels it, or the job continues (and may be billed). @default 'unknown' */
  cancellation?: 'cancels' | 'continues' | 'unknown'
  /** The grid of its spritesheets, if it is fixed. @default derived from each image */
  spritesheet?: DeclaredGrid
  /** The currency of the prices, in ISO 4217. @default 'USD' */
  currency?: string
}

/**
 * A provider of AI video generation: implement this interface to connect a provider that `openaiUpstream`
 * does not support.
 *
 * `create`, `retrieve` and `content` are required. The other methods are optional: if one is missing, the server does not
 * offer that operation. Jobs are identified by a `ref` that the upstream chooses and the server stores.
 *
 * Every method rejects with a `VideoError`. `create`, `remix`, `edit` and `extend` reject with a
 * `SubmissionRejectedError` only if the upstream certainly created no job. After any other rejection a job may
 * exist there and may have been billed, so the server does not send the request again unless the upstream is
 * `idempotent`.
 */
export interface Upstream {
  /**
   * Stable id, chosen by the operator, such as `openai`. It is stored with every job, and only the upstream of that id
   * is asked about the job, also after the configuration has changed. Never derive it from a key or an address.
   */
  id: string
  /** The models and features on offer. Read once, when the server is created. */
  capabilities: UpstreamCapabilities
  /**
   * The upstream creates one job per `Idempotency-Key`, so the server may retry a create request without a response.
   *
   * @default false
   */
  idempotent?: boolean
  /**
   * Every create passes its `callbackURL` on to the provider, which calls it when the job has ended. Such a job is polled
   * rarely while no client waits for it.
   *
   * @default false
   */
  takesCallbacks?: boolean
  /**
   * Creates a video job. Resolves as soon as the upstream has accepted it.
   *
   * @throws SubmissionRejectedError if no job was created
   */
  create(request: Omit<CreateVideo, 'metadata'>, options: UpstreamCreateOptions): Promise<UpstreamJob>
  /**
   * Polls a job: returns its current status.
   *
   * @throws VideoError `not_found` if the upstream does not know the job. Three such responses in a row, over at least
   * 60 s, fail the job with the code `lost`. After any other error the server polls again, with exponential backoff.
   */
  retrieve(ref: Json, options?: UpstreamCallOptions): Promise<UpstreamUpdate>
  /**
   * Downloads one file of a finished job as a stream: the video, its thumbnail or its spritesheet.
   *
   * @param options `range` is a `Range` header, such as `bytes=0-1023`. The upstream may ignore it and return the whole
   * file.
   * @throws VideoError `unsupported` if this upstream never has this variant, `not_ready` while the job runs, `expired`
   * if the file is certainly deleted, `not_found` if the file is missing now; after three such responses over at least
   * 60 s it counts as expired
   */
  content(
    ref: Json,
    variant: VideoVariant,
    options?: UpstreamCallOptions & { range?: string },
  ): Promise<UpstreamContent>
  /** Strips inline video data (base64) from a ref. Called once the video is archived, to keep the stored row small. */
  stripInlineVideo?(ref: Json): Json
  /**
   * Deletes a job and its files. Idempotent: resolves if the job is deleted already.
   *
   * @throws VideoError `unsupported` if jobs cannot be deleted. After any other error the server retries for 24 hours.
   */
  delete?(ref: Json, options?: UpstreamCallOptions): Promise<void>
  /**
   * Cancels a running job, and resolves when the upstream has accepted that; the next polls say how it ended. Only for
   * models whose `cancellation` is `cancels`.
   *
   * @throws VideoError `unsupported` if the job cannot be cancelled, `not_found` if the upstream does not know it
   */
  cancel?(ref: Json, options?: UpstreamCallOptions): Promise<void>
  /**
   * Remixes a finished video: creates a variation with a new prompt.
   *
   * @throws SubmissionRejectedError if no job was created
   */
  remix?(ref: Json, request: RemixVideo, options: UpstreamCreateOptions): Promise<UpstreamJob>
  /**
   * Edits a finished video: creates a changed version. `source` is a Blob only with `acceptsUploadedVideos`.
   *
   * @throws SubmissionRejectedError if no job was created
   */
  edit?(source: Json | Blob, request: EditVideo, options: UpstreamCreateOptions): Promise<UpstreamJob>
  /**
   * Extends a finished video: creates a longer version. `source` is a Blob only with `acceptsUploadedVideos`.
   *
   * @throws SubmissionRejectedError if no job was created
   */
  extend?(source: Json | Blob, request: ExtendVideo, options: UpstreamCreateOptions): Promise<UpstreamJob>
  /**
   * Lists the newest jobs of the whole account, newest first. Used to find a job whose create request got no response.
   */
  list?(options?: UpstreamCallOptions & { limit?: number; after?: string }): Promise<UpstreamJob[]>
  /**
   * Verifies the signature of a webhook, over the raw bytes of the body. Anybody can send one, so check first what the
   * headers show (a signature, its age), and only then call `readBody`, which reads up to 64 KiB.
   *
   * @throws VideoError `unauthorized` if the signature is wrong, missing or too old, and what `readBody` throws
   */
  verifyWebhook?(headers: Headers, readBody: () => Promise<Uint8Array>): Promise<UpstreamWebhook>
}
