import { failure } from './english/failure'
import { jobProgress } from './english/job-progress'
import { remixPanel } from './english/remix-panel'
import { spritesheetScrubber } from './english/spritesheet-scrubber'
import { videoLibrary } from './english/video-library'
import { videoPlayer } from './english/video-player'
import { videoPrompt } from './english/video-prompt'
import { useText } from './language-provider'
import type { Section, Strings, Text } from './language'

/* @__NO_SIDE_EFFECTS__ */
const textOf =
  <Source extends Section>(name: keyof Strings, english: Source) =>
  (): Text<Source> =>
    useText(name, english)

// One hook a section, so that a page that shows one component carries the words of one.
export const useFailureStrings = textOf('failure', failure)
export const useJobStrings = textOf('jobProgress', jobProgress)
export const useRemixStrings = textOf('remixPanel', remixPanel)
export const useScrubberStrings = textOf('spritesheetScrubber', spritesheetScrubber)
export const useLibraryStrings = textOf('videoLibrary', videoLibrary)
export const usePlayerStrings = textOf('videoPlayer', videoPlayer)
export const usePromptStrings = textOf('videoPrompt', videoPrompt)
