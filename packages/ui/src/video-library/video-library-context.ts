import type { UndoableDelete, UseVideoLibrary } from '@dailies/core/react'
import { createContext } from 'react'
import type { Failure } from '../failure'
import { contextReader } from '../primitives'
import type { LibraryQuery } from './library-query'
import type { Selection } from './selection'

/** What the parts of a VideoLibrary share. */
export interface VideoLibraryContextValue {
  library: UseVideoLibrary
  query: LibraryQuery
  ask(change: Partial<LibraryQuery>): void
  /** Ids of the films that match, in order. */
  ids: readonly string[]
  /** The film whose dialog is open. */
  openVideoId: string | undefined
  /** Opens a film, or none. @param from only where this film is still the open one: what is asked may have taken a while */
  open(id: string | undefined, from?: string): void
  /** Hands a prompt to where films begin. */
  handPrompt(prompt: string): void
  selection: Selection
  undoableDelete: UndoableDelete
  /** The last change that was refused, and the film it was to be made of; forgotten once a film is opened. */
  rejectedRemix: { id: string; failed: Failure } | undefined
  /** A change of this film was refused. */
  rejectRemix(id: string, failed: Failure): void
  /** Hides on this device what is no film; should it become one after all, it is there again. */
  dismiss(id: string): void
}

export const VideoLibraryContext = /* @__PURE__ */ createContext<VideoLibraryContextValue | undefined>(undefined)

/** The library around a part. */
export const useLibrary = /* @__PURE__ */ contextReader(VideoLibraryContext, 'VideoLibraryRoot')
