import type { ConnectionStatus, Video, VideoError } from '@dailies/core'
import { createContext } from 'react'
import { contextReader } from '../primitives'

/** Actions on a job: poll, cancel, stop (delete), retry, edit the prompt, dismiss. */
export interface JobActions {
  /** Polls the job immediately. */
  poll(): void
  /** Cancels the job and keeps the video; see `canCancel`. */
  cancel(): void
  /** Deletes the video, which cancels the job if the upstream supports that. */
  stop(): void
  /** Retries: creates a new job with the same inputs. */
  retry(): void
  /** Passes the video to `onEditPrompt`; undefined without that callback. */
  editPrompt: (() => void) | undefined
  /** Hides the job on this device; undefined without `onDismiss`. */
  dismiss: (() => void) | undefined
}

/** State and actions shared by the parts of a JobProgress. */
export interface JobProgressContextValue {
  /** Id of the video. */
  id: string
  /** The video; undefined until it has loaded. */
  video: Video | undefined
  /** Status of the connection that delivers updates. */
  connection: ConnectionStatus
  /** The error of the connection. */
  error: VideoError | undefined
  /** Actions on the job. */
  actions: JobActions
  /** Whether the model of the video can be cancelled. */
  canCancel: boolean
  /** Whether a cancel was requested, and the provider has not confirmed the end yet. */
  isCancelling: boolean
  /** Whether a retry request is pending. */
  isSubmitting: boolean
  /** The error of the last action. */
  actionError: VideoError | undefined
}

export const JobProgressContext = /* @__PURE__ */ createContext<JobProgressContextValue | undefined>(undefined)

/**
 * Hook that returns the job of the surrounding JobProgressRoot, for custom parts.
 *
 * @throws Error outside a JobProgressRoot
 */
export const useJobProgress = /* @__PURE__ */ contextReader(JobProgressContext, 'JobProgressRoot')
