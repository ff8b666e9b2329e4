export { SpritesheetScrubber } from './spritesheet-scrubber'
export type { SpritesheetScrubberProps } from './spritesheet-scrubber'
export {
  SpritesheetScrubberPlayhead,
  SpritesheetScrubberImage,
  SpritesheetScrubberPoster,
  SpritesheetScrubberTime,
} from './spritesheet-scrubber-parts'
export type { ScrubberVideo, ScrubberOptions } from './source-scrubber'
export { VideoScrubber } from './video-scrubber'
export { SpritesheetScrubberRoot } from './spritesheet-scrubber-root'
export type { SpritesheetScrubberRootProps } from './spritesheet-scrubber-root'
