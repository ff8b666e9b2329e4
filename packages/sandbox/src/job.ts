import type { ParameterValue } from '@dailies/core'
import type { RenderedVideo } from './renderer'

/** The APIs that the sandbox serves: OpenAI's Videos API in a dialect, and the providers' own. */
export type ApiName = (typeof apiNames)[number]

/** Every API. */
export const apiNames = ['videos', 'gemini', 'fal', 'openrouter', 'replicate'] as const

/** What a job renders, with all defaults filled in. */
export interface CreateRequest extends VideoFormat {
  /** As the client wrote it, in the body or the path. */
  model: string
  /** All prompts, from the original video to this one. */
  prompts: [string, ...string[]]
  /** The first frame. */
  referenceImage?: Uint8Array
  /** The last frame. */
  lastFrame?: Uint8Array
  /** Images of persons or things to appear in the video. */
  references?: readonly Uint8Array[]
  /** Width to height, such as `16:9`. */
  aspectRatio?: string
  /** A tier such as `720p`. */
  resolution?: string
  /** Whether the video has sound; undefined if that is left to the model. */
  generateAudio?: boolean
  /** What the video must not show. */
  negativePrompt?: string
  /** The declared parameters of the model. */
  parameters?: Readonly<Record<string, ParameterValue>>
  /** Reused by a remix, so that it resembles its source. @default derived from the job */
  seed?: number
  /** The job of which this is a remix. */
  remixedFrom?: string
}

/** Size and length of a video, as the wire writes them. */
export interface VideoFormat {
  /** Pixels, such as `1280x720`. */
  size: string
  /** In seconds. */
  seconds: string
}

/** Why a job has failed. */
export interface JobFailure {
  code: string
  message: string
}

/** How a job ends, where it was decided when it was created. */
export interface JobOutcome {
  /** Whether the job never ends. @default false */
  isStuck?: boolean
  /** Why the job fails once it has started. @default it does not */
  failure?: JobFailure | undefined
}

/** State of a job. Times are Unix seconds; `completesAt` is when the job is due to complete. */
type JobState =
  | { status: 'queued' }
  | { status: 'in_progress'; startedAt: number; completesAt: number }
  | { status: 'completed'; at: number; expiresAt: number; format: VideoFormat; files: RenderedVideo | undefined }
  | { status: 'failed'; at: number; progress: number; failure: JobFailure }

/** A job of the sandbox. */
export interface Job {
  readonly id: string
  /** The API that accepted it; the others do not know it. */
  readonly api: ApiName
  /** Counts from 1 in the order of creation. */
  readonly number: number
  readonly createdAt: number
  readonly request: Readonly<CreateRequest> & { readonly seed: number }
  readonly outcome: JobOutcome
  state: JobState
  /** Resolves when the job is completed, failed or deleted. */
  readonly settled: Promise<void>
}

/** What a job was asked for until it is completed, and then what its file is: a renderer may deliver another size or length. */
export const formatOf = ({ request: { size, seconds }, state }: Job): VideoFormat =>
  state.status === 'completed' ? state.format : { size, seconds }
