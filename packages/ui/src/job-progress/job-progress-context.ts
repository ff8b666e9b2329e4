import type { ConnectionStatus, Video, VideoError } from '@dailies/core'
import { createContext } from 'react'
import { contextReader } from '../primitives'

/** What can be done about a job. */
export interface JobActions {
  /** Looks at once. */
  checkAgain(): void
  /** Deletes the video, which stops the job where the upstream can. */
  stop(): void
  /** Begins the same film anew. */
  tryAgain(): void
  /** Hands the prompt back for a change; undefined where the page takes none. */
  editPrompt: (() => void) | undefined
  /** Hides it on this device; undefined where the page offers no such thing. */
  dismiss: (() => void) | undefined
}

/** What the parts of a JobProgress share. */
export interface JobProgressContextValue {
  /** Of the video. */
  id: string
  /** Undefined until something has been heard of it. */
  video: Video | undefined
  /** Whether it can still be heard. */
  connection: ConnectionStatus
  /** Why it cannot be heard. */
  error: VideoError | undefined
  /** What can be done about it. */
  actions: JobActions
  /** A new job is being sent. */
  isSubmitting: boolean
  /** Why the last action did not work. */
  refusal: VideoError | undefined
}

export const JobProgressContext = /* @__PURE__ */ createContext<JobProgressContextValue | undefined>(undefined)

/** The job that the surrounding JobProgressRoot follows. @throws Error outside one. */
export const useJobProgress = /* @__PURE__ */ contextReader(JobProgressContext, 'JobProgressRoot')
