import type { VideoStatus, VideoVariant } from '@dailies/core'
import type { RouteName } from './routes'
import type { CreateVerb } from './store/job'

/**
 * What happens inside, for logs and measurements. It holds no key, no prompt and no reference of the upstream's. `durationMs` is in
 * milliseconds.
 */
export type ServerEvent =
  /** The upstream has taken a new job. */
  | { type: 'created'; videoId: string; owner: string; verb: CreateVerb; model: string; durationMs: number }
  /** The upstream was asked how a job goes; `code` is the error's where it did not say. */
  | {
      type: 'polled'
      videoId: string
      owner: string
      model: string
      status: VideoStatus
      durationMs: number
      code?: string
    }
  /** A job is done; `durationMs` counts from its creation. */
  | { type: 'completed'; videoId: string; owner: string; model: string; durationMs: number }
  /** A job failed; not `isFinal` where that is our own verdict. `durationMs` counts from its creation. */
  | {
      type: 'failed'
      videoId: string
      owner: string
      model: string
      code: string
      isFinal: boolean
      durationMs: number
    }
  /** A file is in the archive now. */
  | {
      type: 'archived'
      videoId: string
      owner: string
      model: string
      variant: VideoVariant
      bytes: number
      durationMs: number
    }
  /** A request was answered with an error; `route` is null where the path or its method is none of ours. */
  | {
      type: 'rejected'
      method: string
      /** Without the query. */
      path: string
      route: RouteName | null
      status: number
      code: string
      durationMs: number
    }
  /** A webhook was verified; a repeat is one whose delivery came before. */
  | { type: 'webhook'; eventType: string; isRepeat: boolean; durationMs: number }
