import { useState } from 'react'
import type { PromptDraft } from './prompt-draft'
import type { PromptDraftState } from './use-prompt-draft'

/** A draft that was replaced by a video's prompt, an example or a suggestion, and can be brought back. */
export interface ReplacedDraft {
  /** Whether a draft with a text was replaced. */
  canUndo: boolean
  /** Whether the text is still that which replaced it. */
  isUnedited: boolean
  /** Changes the draft so that it can be undone. */
  replace(changes: Partial<PromptDraft>): void
  /** Brings the replaced draft back. */
  undo(): void
  /** Keeps what replaced it. */
  dismiss(): void
}

/** What was replaced in a draft, and by which text. */
interface Replacement {
  previous: Partial<PromptDraft>
  prompt: string
}

export function useReplacedDraft({
  draft,
  updateDraft,
}: Pick<PromptDraftState, 'draft' | 'updateDraft'>): ReplacedDraft {
  const [replacement, setReplacement] = useState<Replacement>()
  return {
    canUndo: replacement !== undefined,
    isUnedited: replacement?.prompt === draft.prompt,
    replace(changes) {
      const { prompt = draft.prompt } = changes
      const keys = new Set(Object.keys(changes))
      const previous = Object.fromEntries(Object.entries(draft).filter(([key]) => keys.has(key)))
      // An empty text is no loss. Of two replacements the first is undone with the second, unless the text was edited between.
      if (draft.prompt.trim() !== '' && prompt !== draft.prompt)
        setReplacement((before) => ({
          previous: before?.prompt === draft.prompt ? { ...previous, ...before.previous } : previous,
          prompt,
        }))
      updateDraft(changes)
    },
    undo() {
      if (replacement) updateDraft(replacement.previous)
      setReplacement(undefined)
    },
    dismiss: () => setReplacement(undefined),
  }
}
