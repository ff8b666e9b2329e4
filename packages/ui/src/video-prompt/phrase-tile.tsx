import { Check } from 'lucide'
import { Icon, useCustomProperties } from '../primitives'
import type { PromptPhrase } from '../prompt-phrases'
import { stillSize } from '../prompt-scene'

interface PhraseTileProps {
  phrase: PromptPhrase
  label: string
  /** Whether the prompt has the phrase. */
  isNamed: boolean
  /** Whether Tab stops here. */
  isActive: boolean
  onPress(): void
}

/** One phrase: a scene that shows what it does, and its label. The tooltip is the text that goes into the prompt. */
export function PhraseTile({ phrase: { phrase, look }, label, isNamed, isActive, onPress }: PhraseTileProps) {
  const filter = useCustomProperties({ '--dl-phrase-filter': look?.filter })
  return (
    <button
      type="button"
      className="dl-tile dl-phrase"
      title={phrase}
      aria-pressed={isNamed}
      tabIndex={isActive ? 0 : -1}
      onClick={onPress}
    >
      <span className="dl-tile-picture">
        <canvas ref={filter} {...stillSize} aria-hidden />
        {isNamed && <Icon icon={Check} />}
      </span>
      <span dir="auto">{label}</span>
    </button>
  )
}
