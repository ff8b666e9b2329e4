import { useEffect, useRef, useState, type KeyboardEvent } from 'react'
import { usePopover } from '../top-layer'
import { usePromptStrings } from '../strings/texts'
import { ModelCard } from './model-card'
import { useModelChoice } from './use-model-choice'
import { useVideoPrompt } from './video-prompt-context'

// Fewer are found faster by looking.
const minSearched = 9

interface ModelListProps {
  id: string
  button: HTMLElement | null
  /** @param returnsFocus whether the focus goes back to the button */
  onClose(returnsFocus: boolean): void
}

/** The models as cards in a list, of which one or several can be selected. */
export function ModelList({ id, button, onClose }: ModelListProps) {
  const { capabilities } = useVideoPrompt()
  const t = usePromptStrings()
  const { layer, content } = usePopover(button, onClose)
  const [search, setSearch] = useState('')
  const { isSeveral, setSeveral, selected, select } = useModelChoice()
  const models = capabilities?.models ?? []
  const isSearched = models.length >= minSearched
  const words = search.toLocaleLowerCase()
  const found = models.filter(({ label, id, description }) =>
    `${label} ${id} ${description}`.toLocaleLowerCase().includes(words),
  )
  const [activeId, setActiveId] = useState(selected[0])
  const activeIndex = Math.max(
    0,
    found.findIndex(({ id }) => id === activeId),
  )
  const active = found[activeIndex]
  const optionId = (modelId: string) => `${id} ${models.findIndex(({ id }) => id === modelId)}`.replace(' ', '-')

  const focused = useRef<HTMLElement>(null)
  useEffect(() => focused.current?.focus({ preventScroll: true }), [])
  const activeOption = active && optionId(active.id)
  useEffect(() => {
    const card = document.getElementById(activeOption ?? '')
    if (card?.parentElement) scrollTo(card.parentElement, card)
  }, [activeOption])

  const choose = (model: string) => {
    select(model)
    setActiveId(model)
    if (!isSeveral) onClose(true)
  }
  const onKeyDown = (event: KeyboardEvent) => {
    const next = indexAfter(event.key, activeIndex, found.length)
    if (next !== undefined) setActiveId(found[next]?.id)
    else if (event.key === 'Enter' || (event.key === ' ' && !isSearched)) {
      if (active) choose(active.id)
    } else return
    event.preventDefault()
  }
  const keys = { 'aria-activedescendant': activeOption, onKeyDown }

  return (
    <div {...layer}>
      {/* oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- A dialog element would be modal or in the flow. */}
      <div ref={content} className="dl dl-popover dl-models" id={id} role="dialog" aria-label={t('model')}>
        {isSearched && (
          <input
            ref={(element) => void (focused.current = element)}
            type="search"
            role="combobox"
            aria-expanded
            aria-autocomplete="list"
            aria-controls={`${id}-list`}
            aria-label={t('searchModels')}
            placeholder={t('searchModels')}
            value={search}
            onChange={({ target }) => setSearch(target.value)}
            {...keys}
          />
        )}
        <div
          ref={isSearched ? undefined : (element) => void (focused.current = element)}
          id={`${id}-list`}
          className="dl-model-list"
          // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- A select shows no cards.
          role="listbox"
          aria-label={t('model')}
          aria-multiselectable={isSeveral}
          tabIndex={isSearched ? -1 : 0}
          {...(isSearched ? {} : keys)}
        >
          {found.map((model) => (
            <ModelCard
              key={model.id}
              id={optionId(model.id)}
              model={model}
              isActive={model === active}
              isSelected={selected.includes(model.id)}
              onSelect={() => choose(model.id)}
            />
          ))}
        </div>
        {found.length === 0 && <p className="dl-muted">{t('noModels')}</p>}
        <label className="dl-parameter dl-models-several">
          <input
            type="checkbox"
            role="switch"
            aria-checked={isSeveral}
            checked={isSeveral}
            onChange={({ target }) => setSeveral(target.checked)}
          />
          {t('severalModels')}
          <span className="dl-muted dl-small">{t('severalModelsHint')}</span>
        </label>
      </div>
    </div>
  )
}

/** Scrolls the list and nothing around it. */
const scrollTo = (list: HTMLElement, { offsetTop, offsetHeight }: HTMLElement): void => {
  const lowest = offsetTop + offsetHeight - list.clientHeight
  list.scrollTop = Math.max(lowest, Math.min(list.scrollTop, offsetTop))
}

const indexAfter = (key: string, index: number, count: number): number | undefined => {
  if (key === 'ArrowDown') return Math.min(index + 1, count - 1)
  if (key === 'ArrowUp') return Math.max(index - 1, 0)
  if (key === 'Home') return 0
  return key === 'End' ? count - 1 : undefined
}
