import type { SpritesheetGrid } from '@dailies/core'
import { createContext, type RefObject } from 'react'
import { contextReader } from '../primitives'

/** `idle`: not asked for yet. `unavailable`: there is none, it could not be loaded, or its grid cannot be told. */
export type SheetState = 'idle' | 'loading' | 'ready' | 'unavailable'

/** What the parts of a scrubber share. */
export interface ScrubberContextValue {
  state: SheetState
  /** Undefined while it is not asked for. */
  sheetURL: string | undefined
  /** The film that a sheet is to be drawn from; undefined where there is a sheet. */
  filmURL: string | undefined
  posterURL: string | undefined
  grid: SpritesheetGrid | undefined
  /** Pixels of the film, as `1280x720`. */
  size: string
  tag: RefObject<HTMLElement | null>
  onSheetLoad(image: HTMLImageElement): void
  onSheetError(): void
  onSheetDrawn(grid: SpritesheetGrid | undefined): void
}

export const ScrubberContext = /* @__PURE__ */ createContext<ScrubberContextValue | undefined>(undefined)

export const useScrubber = contextReader(ScrubberContext, 'SpritesheetScrubberRoot')
