import { useState } from 'react'
import { addPhrase } from './prompt-aspects'
import { togglePhrase } from './phrase-text'

/** Phrases that are added to the prompt and removed from it, and can be undone one by one. */
export interface PhraseEdits {
  /** Adds a phrase to the prompt. */
  add(phrase: string): void
  /** Adds a phrase, or removes it where it stands by itself. Toggled back at once, the text is exactly as before. */
  toggle(phrase: string): void
  /** Undoes the last of them, unless the text was edited since. @returns whether there was one */
  undo(): boolean
}

interface Edit {
  phrase: string
  before: string
  after: string
}

const maxEdits = 50

export function usePhraseEdits(prompt: string, setPrompt: (prompt: string) => void): PhraseEdits {
  const [edits, setEdits] = useState<readonly Edit[]>([])
  const last = edits.at(-1)
  const undoable = last?.after === prompt ? last : undefined
  const apply = (phrase: string, after: string) => {
    setEdits([...edits, { phrase, before: prompt, after }].slice(-maxEdits))
    setPrompt(after)
  }
  const undo = () => {
    if (!undoable) return false
    setEdits(edits.slice(0, -1))
    setPrompt(undoable.before)
    return true
  }
  return {
    add: (phrase) => apply(phrase, addPhrase(prompt, phrase)),
    toggle: (phrase) => {
      if (undoable?.phrase === phrase) undo()
      else apply(phrase, togglePhrase(prompt, phrase))
    },
    undo,
  }
}
