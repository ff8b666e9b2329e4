import type { Capabilities, Video } from '@dailies/core'
import { createContext, useMemo, type RefObject } from 'react'
import { parseSize, type Pixels } from '../format'
import type { FrameDrag } from '../frames'
import { contextReader } from '../primitives'
import type { FrameSlot } from '../prompt-target'
import type { PromptDraft } from './prompt-draft'
import type { PromptError, PromptField } from './prompt-error'
import type { PromptSelection } from './prompt-selection'
import type { VideoPromptOptions } from './prompt-options'
import type { FirstFrameState } from './use-first-frame'
import type { PhraseEdits } from './use-phrase-edits'
import type { PromptHistory } from './use-prompt-history'
import type { ReferencesState } from './use-references'
import type { ReplacedDraft } from './use-replaced-draft'

/** State and actions shared by the parts of a VideoPrompt. */
export interface VideoPromptState {
  /** Prefix of the element ids that link labels, fields and error messages. */
  id: string
  /** Storage name of the draft; unique for each prompt on a page. */
  name: string
  /** The prompt text and the selected options, persisted across reloads. */
  draft: PromptDraft
  /** Updates parts of the draft. */
  updateDraft(changes: Partial<PromptDraft>): void
  /** The capabilities of the server; undefined while they are loading. */
  capabilities: Capabilities | undefined
  /** The selected options, as the model offers them. */
  selection: PromptSelection
  /** What is selected for each model that the prompt is sent to; the first is `selection`. */
  selections: readonly PromptSelection[]
  /** Sends the prompt to these models, at most four. The draft keeps the first. */
  setModels(models: readonly string[]): void
  /** Characters left; negative beyond the limit, undefined while the limit is not known. */
  charactersLeft: number | undefined
  /** State of the first frame (reference image). */
  firstFrame: FirstFrameState
  /** State of the last frame. */
  lastFrame: FirstFrameState
  /** The references, in their order. */
  references: ReferencesState
  /** Captures a frame of a video as a frame of the prompt, or as one more reference. Errors are shown there. */
  captureInto(slot: FrameSlot, frame: FrameDrag): Promise<void>
  /** A draft that was replaced, to be brought back. */
  replaced: ReplacedDraft
  /** Phrases that are added to the prompt and removed from it. */
  phrases: PhraseEdits
  /** The prompts that were sent. */
  history: PromptHistory
  /** Returns a better prompt; undefined if the app offers none. */
  enhance: VideoPromptOptions['onEnhance']
  /** The error of the last submit, with the field it belongs to. */
  error: PromptError | undefined
  /** Shows an error at a field, or of the form as a whole. */
  fail(error: unknown, field: PromptField | null): void
  /** Dismisses the error. */
  dismiss(): void
  /** How many videos are created at once of each model. */
  takes: number
  /** Sets how many videos are created at once of each model. */
  setTakes(takes: number): void
  /** The price of all of them, formatted for the locale; undefined if it is not known. */
  price: string | undefined
  /** Whether nothing can be changed or submitted. */
  isDisabled: boolean
  /** Whether a request is pending. */
  isSubmitting: boolean
  /** Creates the videos. Resolves with the first, or with undefined if there is none; see `error`. */
  submit(): Promise<Video | undefined>
  /** The text field. */
  field: RefObject<HTMLTextAreaElement | null>
}

export const VideoPromptContext = /* @__PURE__ */ createContext<VideoPromptState | undefined>(undefined)

/**
 * Hook that returns the state of the surrounding VideoPrompt, for custom parts.
 *
 * @throws Error outside a VideoPromptRoot
 */
export const useVideoPrompt = /* @__PURE__ */ contextReader(VideoPromptContext, 'VideoPromptRoot')

/** The selected size in pixels, or 1280 × 720 while it is not known. */
export const useFrame = (): Pixels => {
  const { size } = useVideoPrompt().selection
  return useMemo(() => (size && parseSize(size)) || { width: 1280, height: 720 }, [size])
}
