import type { SpritesheetAsset, SpritesheetGrid } from '@dailies/core'
import { createContext } from 'react'
import { contextReader } from '../primitives'
import type { ScrubController } from './scrub-controller'
import type { SpritesheetSource } from './use-spritesheet'

/** State shared by the parts of a scrubber. */
export interface ScrubberContextValue {
  sheet: SpritesheetSource
  poster: string | undefined
  /** Size of the video in pixels, as `1280x720`. */
  size: string
  /** The grid of the spritesheet, if set by prop. */
  gridProp: SpritesheetGrid | undefined
  /** The spritesheet asset of the video, as returned by the server. */
  asset: SpritesheetAsset | undefined
  transform: ScrubController['transform']
  /** The labels of the time tag, evenly spaced over the video; empty until the spritesheet is requested. */
  timeLabels: string[]
}

export const ScrubberContext = /* @__PURE__ */ createContext<ScrubberContextValue | undefined>(undefined)

/** Returns the state of the surrounding scrubber. @throws Error outside a SpritesheetScrubberRoot */
export const useScrubber = /* @__PURE__ */ contextReader(ScrubberContext, 'SpritesheetScrubberRoot')
