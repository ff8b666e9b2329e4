/**
 * A hover scrubber that previews a video by its spritesheet. An entry of its own: a page that imports it loads nothing of the other components. Its style sheet is
 * `@dailies/ui/styles/spritesheet-scrubber.css`.
 *
 * @packageDocumentation
 */
'use client'

export { SpritesheetScrubber } from './spritesheet-scrubber'
export type { SpritesheetScrubberProps } from './spritesheet-scrubber'
export {
  SpritesheetScrubberPlayhead,
  SpritesheetScrubberImage,
  SpritesheetScrubberPoster,
  SpritesheetScrubberTime,
} from './spritesheet-scrubber-parts'
export type { ScrubberVideo, ScrubberOptions } from './source-scrubber'
export { SpritesheetScrubberRoot } from './spritesheet-scrubber-root'
export type { SpritesheetScrubberRootProps } from './spritesheet-scrubber-root'
