import type { NewShare, Video, VideoError } from '@dailies/core'
import type { UseVideoLibrary } from '@dailies/core/react'
import { createContext } from 'react'
import { contextReader } from '../primitives'
import type { LibraryItem } from './library-items'
import type { LibraryQuery } from './library-query'
import type { MountedParts } from './mounted-parts'
import type { VideoExample } from './video-example'
import type { Selection } from './selection'
import type { LibraryDeletions } from './use-library-deletions'

/** An action that failed: a remix or an update was rejected, or the code of a dialog could not be loaded. */
export interface FailedAction {
  action: 'remix' | 'open' | 'update'
  /** The video of the action, to try it again. */
  id?: string
  error: VideoError
}

/** The context value of a VideoLibrary. */
export interface VideoLibraryContextValue {
  library: UseVideoLibrary
  query: LibraryQuery
  /** Changes the query partially. */
  updateQuery(change: Partial<LibraryQuery>): void
  /** Ids of the videos that match the query, in the order of the grid. */
  ids: readonly string[]
  /** The places of the grid: videos, and stacks of takes. */
  items: readonly LibraryItem[]
  /** About how high the pictures of a row are, in CSS pixels. */
  rowHeight: number
  /** Opens or closes the stack of a group of takes. */
  toggleStack(group: string): void
  /** The id of the video whose dialog is open. */
  openVideoId: string | undefined
  /**
   * Opens a video, or closes the dialog.
   *
   * @param options.onlyIfOpen does nothing unless this video is still open, for a response that arrives later
   */
  openVideo(id: string | undefined, options?: { onlyIfOpen: string }): void
  /** The ids of the compared videos; none if nothing is compared. */
  compareIds: readonly string[]
  /** Compares two to four videos; no ids close the comparison. */
  openCompare(ids: readonly string[]): void
  /** Which optional parts the composition has. */
  parts: MountedParts
  /** Called if a request failed. */
  onError: ((error: VideoError) => void) | undefined
  /** Called with the video that is kept after a comparison. */
  onKeep: ((video: Video) => void) | undefined
  /**
   * Fills a prompt into the VideoPrompt, or calls `onPrompt`.
   *
   * @param video the video to make again, whose other options are filled in as well
   */
  fillPrompt(prompt: string, video?: Video): void
  /** The examples of an empty library. */
  examples: readonly VideoExample[] | undefined
  /** The `name` of the VideoPrompt of the page. */
  promptName: string
  /** Called with a prompt instead of filling it in. */
  onPrompt: ((prompt: string, video?: Video) => void) | undefined
  /** Whether cards play while they are pointed at or have the focus. */
  previews: boolean
  setPreviews(previews: boolean): void
  selection: Selection
  /** The last action that failed; cleared once a video is opened. */
  failedAction: FailedAction | undefined
  setFailedAction(failedAction: FailedAction): void
  /** The address of the page that shows a share. */
  shareURL: ((share: NewShare) => string) | undefined
  /** Whether a video has a link of its own. */
  linkToVideos: boolean
  /** Hides a failed video on this device, without deleting it. It is shown again if it gets a playable file. */
  hideFailedVideo(id: string): void
}

export const VideoLibraryContext = /* @__PURE__ */ createContext<VideoLibraryContextValue | undefined>(undefined)

/** Reads the context of the VideoLibrary. @throws Error outside a VideoLibraryRoot. */
export const useLibrary = /* @__PURE__ */ contextReader(VideoLibraryContext, 'VideoLibraryRoot')

/** A context of its own: a card must not render again each time that a deletion is sent. */
export const VideoLibraryDeletionsContext = /* @__PURE__ */ createContext<LibraryDeletions | undefined>(undefined)

/** Reads the deletions of the VideoLibrary. @throws Error outside a VideoLibraryRoot. */
export const useDeletions = /* @__PURE__ */ contextReader(VideoLibraryDeletionsContext, 'VideoLibraryRoot')
