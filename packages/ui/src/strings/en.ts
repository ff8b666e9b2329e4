import { failure } from './english/failure'
import { jobProgress } from './english/job-progress'
import { remixPanel } from './english/remix-panel'
import { spritesheetScrubber } from './english/spritesheet-scrubber'
import { storyboard } from './english/storyboard'
import { videoCompare } from './english/video-compare'
import { videoDialog } from './english/video-dialog'
import { videoLibrary } from './english/video-library'
import { videoPlayer } from './english/video-player'
import { videoPrompt } from './english/video-prompt'

/** The built-in English language, from which all translations are made. */
export const english = {
  locale: 'en',
  direction: 'ltr',
  strings: {
    failure,
    jobProgress,
    remixPanel,
    spritesheetScrubber,
    storyboard,
    videoCompare,
    videoDialog,
    videoLibrary,
    videoPlayer,
    videoPrompt,
  },
} as const
