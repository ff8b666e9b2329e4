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
import { useText } from './language-provider'
import type { Section, Strings, Text } from './language'

/* @__NO_SIDE_EFFECTS__ */
const createTextHook =
  <Source extends Section>(name: keyof Strings, english: Source) =>
  (): Text<Source> =>
    useText(name, english)

// One hook per section, so a page that uses one component bundles the strings of one component.
export const useFailureStrings = createTextHook('failure', failure)
export const useJobStrings = createTextHook('jobProgress', jobProgress)
export const useRemixStrings = createTextHook('remixPanel', remixPanel)
export const useScrubberStrings = createTextHook('spritesheetScrubber', spritesheetScrubber)
export const useStoryboardStrings = createTextHook('storyboard', storyboard)
export const useCompareStrings = createTextHook('videoCompare', videoCompare)
export const useDialogStrings = createTextHook('videoDialog', videoDialog)
export const useLibraryStrings = createTextHook('videoLibrary', videoLibrary)
export const usePlayerStrings = createTextHook('videoPlayer', videoPlayer)
export const usePromptStrings = createTextHook('videoPrompt', videoPrompt)
