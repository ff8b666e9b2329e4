import { ChevronDown } from 'lucide'
import { useId, useState, type KeyboardEvent, type ReactElement } from 'react'
import { Icon, mergeProps, part, useOnDemand } from '../primitives'
import { useLocale } from '../strings/language-provider'
import { usePromptStrings } from '../strings/texts'
import { fieldErrorProps } from './field-error-props'
import { modelListModule } from './load-model-list'
import { useVideoPrompt } from './video-prompt-context'

/**
 * The button that opens the models as cards, with price and time of each, and a search if there are many. It selects one
 * model, or several to which the prompt is sent at once. Renders nothing if the server offers only one model. See
 * `VideoPromptModel` for a plain select.
 */
export const VideoPromptModelPicker = /* @__PURE__ */ part(
  'button',
  'dl-picker dl-model-picker',
  function VideoPromptModelPicker(props) {
    const { id, capabilities, selections, isDisabled, isSubmitting, error } = useVideoPrompt()
    const t = usePromptStrings()
    const locale = useLocale()
    const popoverId = useId()
    const [button, setButton] = useState<HTMLButtonElement | null>(null)
    const [isOpen, setOpen] = useState(false)
    const list = useOnDemand(modelListModule, isOpen, () => setOpen(false))
    if (!selections[0]?.model || !capabilities || capabilities.models.length < 2) return null
    const isBlocked = isDisabled || isSubmitting
    const labels = selections.map(({ model }) => model?.label ?? '')
    const close = (returnsFocus: boolean) => {
      setOpen(false)
      if (returnsFocus) button?.focus()
    }
    return mergeProps(
      {
        ref: setButton,
        type: 'button' as const,
        role: 'combobox',
        'aria-label': t('model'),
        'aria-haspopup': 'dialog' as const,
        'aria-expanded': isOpen,
        'aria-controls': isOpen ? popoverId : undefined,
        'data-value': selections[0].model.id,
        'data-state': isOpen ? 'open' : 'closed',
        disabled: isBlocked,
        onClick: () => setOpen(!isOpen),
        onKeyDown: (event: KeyboardEvent) => {
          if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return
          event.preventDefault()
          setOpen(true)
        },
        ...fieldErrorProps(id, 'model', error?.field),
        children: (
          <>
            <span dir="auto">{new Intl.ListFormat(locale, { type: 'unit' }).format(labels)}</span>
            <Icon icon={ChevronDown} />
          </>
        ),
        render: (element: ReactElement) => (
          <>
            {element}
            {isOpen && list && !isBlocked && <list.ModelList id={popoverId} button={button} onClose={close} />}
          </>
        ),
      },
      props,
    )
  },
)
