import type { VideoError } from '@dailies/core'
import type { PropNames } from '../primitives'
import type { StoryboardShot } from './shot'

/** State of a storyboard that the user of it may control, and its callbacks. */
export interface StoryboardOptions {
  /**
   * Its name: where its shots are kept for this viewer, and how `useStoryboardTarget` finds it.
   *
   * @default 'storyboard'
   */
  name?: string | undefined
  /** The shots in their order, for an app that saves them. */
  value?: readonly StoryboardShot[] | undefined
  /** The shots at first, if `value` is not given and none are kept. @default [] */
  defaultValue?: readonly StoryboardShot[] | undefined
  /** Called with the shots when the user changes them. */
  onValueChange?: ((shots: readonly StoryboardShot[]) => void) | undefined
  /** The name of the VideoPrompt that the next shot is made with. @default 'prompt' */
  promptName?: string | undefined
  /** Called with the exported MP4. Without it the file is downloaded. */
  onExport?: ((file: File) => void) | undefined
  /** Whether the controls and keys do nothing. @default false */
  disabled?: boolean | undefined
  /** Called if a request failed: of a video, or of its file. */
  onError?: ((error: VideoError) => void) | undefined
}

export const storyboardOptionNames: PropNames<StoryboardOptions> = {
  name: true,
  value: true,
  defaultValue: true,
  onValueChange: true,
  promptName: true,
  onExport: true,
  disabled: true,
  onError: true,
}
