import { VideoError } from '@dailies/core'
import type {
  CreateVideo,
  EditVideo,
  ExtendVideo,
  VideoUpdate,
  ModelCapabilities,
  RemixVideo,
  VideoVariant,
} from '@dailies/core'

/** How spritesheets are cut, where that is known. */
export interface DeclaredGrid {
  /** Tiles in a row. */
  columns: number
  /** Rows of tiles. */
  rows: number
  /** How many tiles hold a picture. @default columns * rows */
  count?: number
}

/** Any JSON value. */
export type Json = string | number | boolean | null | Json[] | { [key: string]: Json }

/** What every call upstream may carry. */
export interface UpstreamCallOptions {
  /** Abandons the call. A submission that was sent is not taken back. */
  signal?: AbortSignal
}

/** What a call that makes a new job upstream carries. */
export interface UpstreamCreateOptions extends UpstreamCallOptions {
  /** Our row's id, sent as `Idempotency-Key`. */
  idempotencyKey: string
}

/** The upstream certainly made nothing of this submission (it said 4xx, or was never reached), so the key is free and nothing is owed. */
export class SubmissionRejectedError extends VideoError {}

/** What was heard of a job, and how long the upstream asks us to wait before the next look. */
export interface UpstreamUpdate {
  /** What it said; only the status must be there. */
  update: VideoUpdate
  /** Milliseconds; heeded up to an hour. */
  pollAfterMs?: number | undefined
}

/** A new job upstream. */
export interface UpstreamJob extends UpstreamUpdate {
  /** How this upstream knows the job; opaque to everyone else, and it never leaves the server. */
  ref: Json
}

/** The bytes of one file, as the upstream has them now. */
export interface UpstreamContent {
  /** 200 with the whole file, or 206 where the upstream honoured the range. */
  status: 200 | 206
  /** Told by the first bytes, not by the upstream's label. */
  contentType: string
  /** Bytes in `body`, where known. */
  contentLength: number | undefined
  /** As the upstream sent it, with a 206. */
  contentRange: string | undefined
  /** Read at the pace of whoever reads; cancelling it lets go of the upstream. */
  body: ReadableStream<Uint8Array>
}

/** A verified webhook: which job it speaks of, as far as the upstream names it. */
export interface UpstreamWebhook {
  /** The delivery's own id, by which repeats are dropped. */
  id: string
  /** The job it speaks of, as `create` gave it. */
  ref: Json
  /** The event's own name, such as `video.completed`; for logs. */
  type: string
}

/** What the page may be offered from this upstream. */
export interface UpstreamCapabilities {
  /** The first is the default. */
  models: ModelCapabilities[]
  /** Edit and extend take a film of another place too, as a Blob instead of a reference. @default false */
  takesUploadedVideos?: boolean
  /** What deleting a running job does. @default 'unknown' */
  cancellation?: 'cancels' | 'continues' | 'unknown'
  /** How its spritesheets are cut, where that is known. */
  spritesheet?: DeclaredGrid
  /** ISO 4217. @default 'USD' */
  currency?: string
}

/**
 * A server that makes films. The verbs of `Videos` over an opaque reference; a verb that is missing is not offered.
 *
 * Every method rejects with a `VideoError`. `create` and its kin reject with a {@link SubmissionRejectedError} only where the upstream
 * certainly made nothing; after any other rejection a job may exist there and may have been billed.
 */
export interface Upstream {
  /** What it offers; read once, when the server is made. */
  capabilities: UpstreamCapabilities
  /** The upstream promises one job per `Idempotency-Key`, so an unanswered create may be asked again. @default false */
  idempotent?: boolean
  /** Submits a new film; resolves as soon as it is accepted. */
  create(request: CreateVideo, options: UpstreamCreateOptions): Promise<UpstreamJob>
  /** Asks how a job goes. @throws VideoError `not_found` where the upstream does not know it; three such answers over at least 60 s make it lost */
  retrieve(ref: Json, options?: UpstreamCallOptions): Promise<UpstreamUpdate>
  /**
   * @throws VideoError `unsupported` where this upstream never has this variant, `not_ready` while running, `expired` once certainly gone,
   * `not_found` where it does not have the file now; three such answers over at least 60 s make it expired
   */
  content(
    ref: Json,
    variant: VideoVariant,
    options?: UpstreamCallOptions & { range?: string },
  ): Promise<UpstreamContent>
  /** The reference of a job whose film is archived: without the film, where the reference itself held it. */
  withoutInlineVideo?(ref: Json): Json
  /** Deletes the job; one that is gone already counts as deleted. */
  delete?(ref: Json, options?: UpstreamCallOptions): Promise<void>
  /** Submits a changed copy of a finished film. */
  remix?(ref: Json, request: RemixVideo, options: UpstreamCreateOptions): Promise<UpstreamJob>
  /** Submits an edit of a finished film; a Blob only where it `takesUploadedVideos`. */
  edit?(source: Json | Blob, request: EditVideo, options: UpstreamCreateOptions): Promise<UpstreamJob>
  /** Submits a longer version of a finished film; a Blob only where it `takesUploadedVideos`. */
  extend?(source: Json | Blob, request: ExtendVideo, options: UpstreamCreateOptions): Promise<UpstreamJob>
  /** The newest jobs of the whole account, for finding one whose create was never answered. */
  list?(options?: UpstreamCallOptions & { limit?: number; after?: string }): Promise<UpstreamJob[]>
  /** Verifies a webhook on its raw bytes. @throws VideoError `unauthorized` where the signature is wrong, missing or too old. */
  verifyWebhook?(rawBody: Uint8Array, headers: Headers): Promise<UpstreamWebhook>
}
