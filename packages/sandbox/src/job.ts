import type { RenderedVideo } from './video/renderer'

/** What a job is to make; every field is settled already. */
export interface CreateRequest {
  model: string
  size: string
  /** Whole length of the film. */
  seconds: string
  /** From the first take to this one. */
  prompts: [string, ...string[]]
  reference?: Uint8Array
  /** Repeated by a remix, so that it visibly derives. @default a seed of the job's own */
  seed?: number
  /** The job of which this is a remix. */
  remixedFrom?: string
}

/** Where a job stands. Times are Unix seconds. */
type JobState =
  | { status: 'queued' }
  | { status: 'in_progress'; startedAt: number; dueAt: number }
  | { status: 'completed'; at: number; expiresAt: number; film: RenderedVideo | undefined }
  | { status: 'failed'; at: number; progress: number; failure: { code: string; message: string } }

/** A job and what is known of it. */
export interface Job {
  readonly id: string
  /** Counts from 1 in the order of creation. */
  readonly number: number
  readonly createdAt: number
  readonly request: Readonly<CreateRequest> & { readonly seed: number }
  state: JobState
  /** Resolves once the job is completed, failed or forgotten. */
  readonly settled: Promise<void>
}
