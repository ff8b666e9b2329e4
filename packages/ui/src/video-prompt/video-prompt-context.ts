import type { Capabilities, Video } from '@dailies/core'
import { createContext, useMemo, type RefObject } from 'react'
import { parseSize, type Pixels } from '../format'
import { contextReader } from '../primitives'
import type { PromptChoice, PromptDraft } from './prompt-choice'
import type { PromptError } from './prompt-error'
import type { FirstFrameState } from './use-first-frame'

/** What the parts of one VideoPrompt read and ask for. */
export interface VideoPromptState {
  /** Prefix of the ids by which labels, fields and refusals point at each other. */
  id: string
  /** Tells apart the drafts of several prompts on one page. */
  name: string
  /** What is written and chosen, kept across a reload. */
  draft: PromptDraft
  /** Changes some of it. */
  change(next: Partial<PromptDraft>): void
  /** What may be offered; undefined until the server has answered. */
  capabilities: Capabilities | undefined
  /** The model, size and seconds that will be asked for. */
  choice: PromptChoice
  /** Characters that are still free; negative beyond the limit, undefined while the limit is not known. */
  left: number | undefined
  /** The picture that becomes the first frame. */
  reference: FirstFrameState
  /** Why the last film was not begun. */
  refusal: PromptError | undefined
  /** Clears the refusal. */
  dismiss(): void
  /** Sent, and not answered yet. */
  isSubmitting: boolean
  /** Begins the film; undefined where it was refused, see `refusal`. */
  submit(): Promise<Video | undefined>
  /** The text field. */
  field: RefObject<HTMLTextAreaElement | null>
}

export const VideoPromptContext = /* @__PURE__ */ createContext<VideoPromptState | undefined>(undefined)

/** State of the VideoPrompt around, for a part of your own. @throws Error outside a VideoPromptRoot. */
export const useVideoPrompt = /* @__PURE__ */ contextReader(VideoPromptContext, 'VideoPromptRoot')

/** The frame of the film that is asked for, or of a usual one while nothing is known. */
export const useFrame = (): Pixels => {
  const { size } = useVideoPrompt().choice
  return useMemo(() => (size && parseSize(size)) || { width: 1280, height: 720 }, [size])
}
