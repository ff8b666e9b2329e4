import type { ParameterValue } from '@dailies/core'
import type { RenderedVideo } from './renderer'

/** What a job renders, with all defaults filled in. */
export interface CreateRequest extends VideoFormat {
  model: string
  /** All prompts, from the original video to this one. */
  prompts: [string, ...string[]]
  referenceImage?: Uint8Array
  parameters?: Readonly<Record<string, ParameterValue>>
  /** Reused by a remix, so that it resembles its source. @default derived from the job */
  seed?: number
  /** The job of which this is a remix. */
  remixedFrom?: string
}

/** Size and length of a video, as the wire writes them. */
export interface VideoFormat {
  size: string
  /** In seconds. */
  seconds: string
}

/** State of a job. Times are Unix seconds; `completesAt` is when the job is due to complete. */
type JobState =
  | { status: 'queued' }
  | { status: 'in_progress'; startedAt: number; completesAt: number }
  | { status: 'completed'; at: number; expiresAt: number; format: VideoFormat; files: RenderedVideo | undefined }
  | { status: 'failed'; at: number; progress: number; failure: { code: string; message: string } }

/** A job of the sandbox. */
export interface Job {
  readonly id: string
  /** Counts from 1 in the order of creation. */
  readonly number: number
  readonly createdAt: number
  readonly request: Readonly<CreateRequest> & { readonly seed: number }
  state: JobState
  /** Resolves when the job is completed, failed or deleted. */
  readonly settled: Promise<void>
}

/** What a job was asked for until it is completed, and then what its file is: a renderer may deliver another size or length. */
export const formatOf = ({ request: { size, seconds }, state }: Job): VideoFormat =>
  state.status === 'completed' ? state.format : { size, seconds }
