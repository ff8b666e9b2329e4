import type { SpritesheetAsset, SpritesheetGrid } from '@dailies/core'
import { createContext, type RefCallback } from 'react'
import { contextReader } from '../primitives'
import type { Sheet } from './use-sheet'

/** What the parts of a scrubber share. */
export interface ScrubberContextValue {
  sheet: Sheet
  poster: string | undefined
  /** Pixels of the film, as `1280x720`. */
  size: string
  /** How the sheet is cut, where the page says so. */
  told: SpritesheetGrid | undefined
  /** What the server tells of the sheet. */
  asset: SpritesheetAsset | undefined
  /** A ref for what holds the words for the moment. */
  tag: RefCallback<HTMLElement>
}

export const ScrubberContext = /* @__PURE__ */ createContext<ScrubberContextValue | undefined>(undefined)

export const useScrubber = /* @__PURE__ */ contextReader(ScrubberContext, 'SpritesheetScrubberRoot')
