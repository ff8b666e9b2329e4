import { useEffect, useState } from 'react'
import { useIsControlled } from '../primitives'
import { browserStore, createControlledFirstFrames } from './first-frame-store'
import type { VideoPromptOptions } from './prompt-options'
import type { FirstFrameSource, FirstFrameState } from './use-first-frame'
import type { PromptDraftState } from './use-prompt-draft'

/** The first frame of a prompt: the file that its user controls, else the one that is kept in this browser. */
export function useFirstFrameSource(
  { firstFrame, onFirstFrameChange }: VideoPromptOptions,
  { draft, updateDraft }: PromptDraftState,
): FirstFrameSource {
  const isControlled = useIsControlled('firstFrame', firstFrame)
  const [controlled] = useState(createControlledFirstFrames)
  return {
    key: firstFrame === undefined ? draft.reference : controlled.keyOf(firstFrame),
    store: isControlled ? controlled : browserStore,
    onChange(key, file) {
      if (!isControlled) updateDraft({ reference: key })
      else if (file) controlled.add(key, file)
      onFirstFrameChange?.(file)
    },
  }
}

/** Selects the default first frame, once the server is known and unless the draft had one before. */
export function useDefaultFirstFrame(
  { firstFrame, defaultFirstFrame }: VideoPromptOptions,
  { hadFirstFrame }: PromptDraftState,
  { select }: FirstFrameState,
  isReady: boolean,
): void {
  const file = isReady && firstFrame === undefined && !hadFirstFrame ? defaultFirstFrame : null
  useEffect(() => {
    if (file) void select(file, { crops: false })
  }, [file, select])
}
