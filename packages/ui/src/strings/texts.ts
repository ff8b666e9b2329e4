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
export const useFailureText = textOf('failure', failure)
export const useJobText = textOf('jobProgress', jobProgress)
export const useRemixText = textOf('remixPanel', remixPanel)
export const useScrubberText = textOf('spritesheetScrubber', spritesheetScrubber)
export const useLibraryText = textOf('videoLibrary', videoLibrary)
export const usePlayerText = textOf('videoPlayer', videoPlayer)
export const usePromptText = textOf('videoPrompt', videoPrompt)
