import { useDraft } from '@dailies/core/react'
import { useState } from 'react'

/** The prompts that were sent, to be brought back in an empty field. */
export interface PromptHistory {
  /** Adds a prompt that was sent. */
  add(prompt: string): void
  /**
   * Shows an earlier prompt (1) or a later one (-1), if the field is empty or shows one that is not edited.
   *
   * @returns whether the field shows a prompt of the history, or is empty again
   */
  move(step: 1 | -1): boolean
}

const maxPrompts = 50
const none: readonly string[] = []

/** The history of a prompt. It is kept in this tab for the viewer, like the draft. */
export function usePromptHistory(name: string, prompt: string, setPrompt: (prompt: string) => void): PromptHistory {
  const { draft: sent, setDraft: setSent } = useDraft(`${name} history`, none)
  // Counted from the last one.
  const [place, setPlace] = useState(-1)
  const isBrowsing = place >= 0 && prompt === sent.at(-1 - place)
  return {
    add: (prompt) => {
      setPlace(-1)
      setSent((sent) => [...sent.filter((other) => other !== prompt), prompt].slice(-maxPrompts))
    },
    move(step) {
      if (!isBrowsing && prompt !== '') return false
      const next = (isBrowsing ? place : -1) + step
      if (next < -1 || next >= sent.length) return isBrowsing
      setPlace(next)
      setPrompt(next < 0 ? '' : (sent.at(-1 - next) ?? ''))
      return true
    },
  }
}
