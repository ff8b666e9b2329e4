import type { SpritesheetAsset, SpritesheetGrid } from '@dailies/core'
import { createContext } from 'react'
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
  /** What the tag can say, evenly over the film; none while nobody is interested. */
  moments: string[]
}

export const ScrubberContext = /* @__PURE__ */ createContext<ScrubberContextValue | undefined>(undefined)

export const useScrubber = /* @__PURE__ */ contextReader(ScrubberContext, 'SpritesheetScrubberRoot')
