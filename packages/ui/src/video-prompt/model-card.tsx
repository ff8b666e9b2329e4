import type { ModelCapabilities } from '@dailies/core'
import { Check } from 'lucide'
import { Icon } from '../primitives'
import { useModelFacts } from './model-facts'

interface ModelCardProps {
  id: string
  model: ModelCapabilities
  isActive: boolean
  isSelected: boolean
  onSelect(): void
}

/** One model: a still of its look if it has one, its advice, its price, and what it takes. */
export function ModelCard({ id, model, isActive, isSelected, onSelect }: ModelCardProps) {
  const { price, facts } = useModelFacts()(model)
  return (
    // The list has the focus and the keys.
    // oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/interactive-supports-focus
    <div
      id={id}
      className="dl-model"
      // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- An option of a select has only text.
      role="option"
      data-value={model.id}
      aria-selected={isSelected}
      data-active={isActive ? '' : undefined}
      onClick={onSelect}
    >
      {model.sample_image !== undefined && (
        <img className="dl-model-sample" src={model.sample_image} alt="" loading="lazy" decoding="async" />
      )}
      <span className="dl-model-text">
        <span className="dl-model-title">
          <strong dir="auto">{model.label}</strong>
          {price !== undefined && <span className="dl-small">{price}</span>}
        </span>
        {model.description !== '' && <span dir="auto">{model.description}</span>}
        {facts.length > 0 && <span className="dl-muted dl-small">{facts.join(' · ')}</span>}
      </span>
      <span className="dl-model-check">{isSelected && <Icon icon={Check} />}</span>
    </div>
  )
}
