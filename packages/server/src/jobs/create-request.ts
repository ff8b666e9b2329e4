import type { CreateVideo } from '@dailies/core'
import type { CreateOperation } from '../store/job'

/** A validated uploaded video. */
export interface UploadedVideo {
  file: Blob
  /** Pixels, such as `1280x720`; empty if the file does not contain it. */
  size: string
  /** Length in seconds, rounded to two decimals; empty if the file does not contain it, or it is implausible. */
  seconds: string
}

/** A create request as its owner sent it: each field is valid in itself, and none has a default yet. */
export interface CreateRequest {
  operation: CreateOperation
  request: Omit<CreateVideo, 'metadata'>
  /** The owner's own pairs, which are never sent to an upstream. */
  metadata?: Record<string, string>
  /** Our id of the video it starts from: of a remix, an edit or an extension. */
  sourceId?: string
  /** The uploaded video it starts from. */
  uploadedVideo?: UploadedVideo
  /** The client's `Idempotency-Key`. */
  idempotencyKey?: string
}
