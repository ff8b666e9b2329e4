import { useState } from 'react'
import { maxModels } from './prompt-selection'
import { useVideoPrompt } from './video-prompt-context'

/** The selected models: one, until several are wanted. */
export function useModelChoice() {
  const { selections, setModels } = useVideoPrompt()
  const selected = selections.flatMap(({ model }) => (model ? [model.id] : []))
  const [wantsSeveral, setWantsSeveral] = useState(false)
  const isSeveral = wantsSeveral || selected.length > 1
  return {
    isSeveral,
    setSeveral(wanted: boolean) {
      setWantsSeveral(wanted)
      if (!wanted) setModels(selected.slice(0, 1))
    },
    selected,
    /** Selects a model; of several it adds one, or takes one away that is not the last. */
    select(model: string) {
      if (!isSeveral) setModels([model])
      else if (!selected.includes(model)) {
        if (selected.length < maxModels) setModels([...selected, model])
      } else if (selected.length > 1) setModels(selected.filter((other) => other !== model))
    },
  }
}
