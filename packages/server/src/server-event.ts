import type { VideoStatus, VideoVariant } from '@dailies/core'
import type { RouteName } from './http/routes'
import type { CreateOperation } from './store/job'

/**
 * Events of the server for logging and metrics, passed to `onEvent`. They contain no API key, no prompt and no upstream
 * reference. `durationMs` is in milliseconds.
 */
export type ServerEvent =
  /** The upstream accepted a new job; `durationMs` is the duration of the create request. */
  | { type: 'created'; videoId: string; owner: string; operation: CreateOperation; model: string; durationMs: number }
  /** A job was polled upstream; `code` is the error code if the poll failed. */
  | {
      type: 'polled'
      videoId: string
      owner: string
      model: string
      status: VideoStatus
      durationMs: number
      code?: string
    }
  /** A job completed; `durationMs` counts from its creation. */
  | { type: 'completed'; videoId: string; owner: string; model: string; durationMs: number }
  /** A job failed; `isFinal` is false for a provisional failure. `durationMs` counts from its creation. */
  | {
      type: 'failed'
      videoId: string
      owner: string
      model: string
      code: string
      isFinal: boolean
      durationMs: number
    }
  /** `credits.debit` threw or did not return in time: nothing was sent, and the charge is refunded. For logs only. */
  | { type: 'debit_failed'; videoId: string; owner: string; model: string; reason: string; durationMs: number }
  /** A file was archived; `bytes` is its size. */
  | {
      type: 'archived'
      videoId: string
      owner: string
      model: string
      variant: VideoVariant
      bytes: number
      durationMs: number
    }
  /**
   * A file could not be copied into the archive, read from it, deleted from it, or made as a preview. A copy is retried;
   * a read was tried at the provider instead. `reason` names the host or the path, for logs only.
   */
  | {
      type: 'archiving_failed'
      videoId: string
      owner: string
      model: string
      operation: 'copy' | 'read' | 'delete' | 'preview'
      variant: VideoVariant
      code: string
      reason: string
      durationMs: number
    }
  /**
   * A call to your code that is repeated until it succeeds has failed: `kind` names it, such as `settled`. `isDead` is
   * true if it was given up. `reason` is the message of the error, for logs only.
   */
  | {
      type: 'delivery_failed'
      kind: string
      videoId: string
      owner: string
      model: string
      attempts: number
      isDead: boolean
      reason: string
      durationMs: number
    }
  /**
   * There are unfinished jobs of an upstream that is not connected, so they wait. Once an hour; `durationMs` is the
   * duration of the check.
   */
  | { type: 'upstream_missing'; upstreamId: string; durationMs: number }
  /** A request failed with an error response; `route` is null if the path or method is unknown. */
  | {
      type: 'rejected'
      method: string
      /** Without the query, and without the code of a callback. */
      path: string
      route: RouteName | null
      status: number
      code: string
      /** The message of the unexpected error behind a 500, such as a database that cannot be opened. For logs only. */
      reason?: string
      durationMs: number
    }
  /** A provider called the URL of a job; `isIgnored` if the job has ended, is unknown, or is about to be polled already. */
  | { type: 'callback'; isIgnored: boolean; durationMs: number }
  /** A webhook was verified; `isRepeat` is true for a repeated delivery, which is ignored. */
  | { type: 'webhook'; eventType: string; isRepeat: boolean; durationMs: number }
