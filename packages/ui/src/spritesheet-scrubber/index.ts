export { SpritesheetScrubber } from './spritesheet-scrubber'
export type { SpritesheetScrubberProps } from './spritesheet-scrubber'
export {
  SpritesheetScrubberLine,
  SpritesheetScrubberPicture,
  SpritesheetScrubberPoster,
  SpritesheetScrubberTime,
} from './spritesheet-scrubber-parts'
export type { ScrubberFilm, ScrubberOptions } from './film-scrubber'
export { SpritesheetScrubberRoot } from './spritesheet-scrubber-root'
export type { SpritesheetScrubberRootProps } from './spritesheet-scrubber-root'
