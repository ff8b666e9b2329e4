import type { CreateVideo } from '@dailies/core'
import type { CreateOperation, Job } from '../store/job'

/** A validated uploaded video. */
export interface UploadedVideo {
  file: Blob
  /** Pixels, such as `1280x720`; empty if the file does not contain it. */
  size: string
  /** Length in seconds, rounded to two decimals; empty if the file does not contain it, or it is implausible. */
  seconds: string
  /** The price of the new video, in the currency of the capabilities; undefined if unknown. */
  price: number | undefined
}

/** A create request whose fields are validated, but whose source video and limits are not checked yet. */
export interface CreateRequest {
  operation: CreateOperation
  request: CreateVideo
  /** Our id of the video it starts from: of a remix, an edit or an extension. */
  sourceId?: string
  /** The uploaded video it starts from. */
  uploadedVideo?: UploadedVideo
  idempotency?: { key: string; fingerprint: string }
}

/** The input of `createJob`. */
export interface CreateJobInput {
  owner: string
  operation: CreateOperation
  request: CreateVideo
  /** The video it starts from: completed, and of the same owner. */
  source?: Job
  /** The uploaded video it starts from. */
  uploadedVideo?: UploadedVideo
  /** The client's `Idempotency-Key`, and a digest of the whole request. */
  idempotency?: { key: string; fingerprint: string }
}
