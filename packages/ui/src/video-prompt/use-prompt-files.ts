import type { VideoPromptOptions } from './prompt-options'
import type { PromptSelection } from './prompt-selection'
import { useFirstFrame, type FirstFrameState } from './use-first-frame'
import { useDefaultFrame, useFrameSource } from './use-first-frame-source'
import type { PromptDraftState } from './use-prompt-draft'
import { useReferences, type ReferencesState } from './use-references'

/** The files of a prompt. */
export interface PromptFiles {
  firstFrame: FirstFrameState
  lastFrame: FirstFrameState
  references: ReferencesState
  isDecoding: boolean
  clear(): void
}

/** The frames and the references of a prompt. */
export function usePromptFiles(
  options: VideoPromptOptions,
  draftState: PromptDraftState,
  { model }: PromptSelection,
): PromptFiles {
  const { draft, updateDraft, hadFirstFrame, hadLastFrame } = draftState
  const isExact = model?.exact_frame_size === true
  const firstFrame = useFirstFrame(
    useFrameSource({
      name: 'firstFrame',
      value: options.firstFrame,
      onChange: options.onFirstFrameChange,
      isExact,
      key: draft.reference,
      setKey: (reference) => updateDraft({ reference }),
    }),
  )
  const lastFrame = useFirstFrame(
    useFrameSource({
      name: 'lastFrame',
      value: options.lastFrame,
      onChange: options.onLastFrameChange,
      isExact,
      key: draft.lastFrame,
      setKey: (key) => updateDraft({ lastFrame: key }),
    }),
  )
  const isKnown = model !== undefined
  useDefaultFrame(options.defaultFirstFrame, firstFrame, isKnown && options.firstFrame === undefined && !hadFirstFrame)
  useDefaultFrame(options.defaultLastFrame, lastFrame, isKnown && options.lastFrame === undefined && !hadLastFrame)
  const references = useReferences(options, draftState)
  return {
    firstFrame,
    lastFrame,
    references,
    isDecoding: firstFrame.isDecoding || lastFrame.isDecoding,
    clear() {
      firstFrame.clear()
      lastFrame.clear()
      references.clear()
    },
  }
}
