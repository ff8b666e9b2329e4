import type { CreateVideo, VideoStatus } from '@dailies/core'
import type { ErrorFields } from '@dailies/core/internal'

/** What a poll says about a job. */
export type GeminiState =
  | { kind: 'running'; status: Extract<VideoStatus, 'queued' | 'in_progress'> }
  | { kind: 'completed'; url: string }
  | { kind: 'failed'; reason: ErrorFields; mayBeTransient: boolean; isFree: boolean }

/** One of the two APIs by which Google makes videos. */
export interface GeminiApi {
  /** The POST that creates a job; its path is below the base URL. */
  createRequest(request: CreateVideo): Promise<{ path: string; body: object }>
  /** The path of the job. @throws VideoError if the answer names none */
  readRef(body: unknown): string
  /** Whether a path is of a job of this API. */
  owns(path: string): boolean
  readState(body: unknown): GeminiState
  /** The path that cancels a job. @default jobs cannot be cancelled */
  cancelPath?: (path: string) => string
}
