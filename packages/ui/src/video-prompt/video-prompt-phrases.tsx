import { ChevronDown } from 'lucide'
import { useId, useState, type KeyboardEvent, type ReactElement } from 'react'
import { Icon, mergeProps, part, useOnDemand } from '../primitives'
import type { PromptPhraseList } from '../prompt-phrases'
import { useLanguageTag, useLocale } from '../strings/language-provider'
import { labelIn } from './phrase-label'
import { hasPhrase } from './phrase-text'
import { phraseTilesModule } from './load-phrase-tiles'
import { useVideoPrompt } from './video-prompt-context'

/** Props of {@link VideoPromptPhrases}, in addition to those of the element. */
export interface VideoPromptPhrasesOwnProps {
  /** The phrases, such as `cameraMoves` of `@dailies/ui/prompt-phrases`. */
  phrases: PromptPhraseList
}

/**
 * The button that opens a list of phrases as tiles that move. Each tile adds its phrase to the prompt, or removes it. The
 * button names those that the prompt has.
 *
 * @example
 * import { cameraMoves } from '@dailies/ui/prompt-phrases'
 * <VideoPromptPhrases phrases={cameraMoves} />
 */
export const VideoPromptPhrases = /* @__PURE__ */ part<'button', VideoPromptPhrasesOwnProps>(
  'button',
  'dl-picker dl-phrase-picker',
  function VideoPromptPhrases({ phrases: list, ...props }) {
    const { draft, isDisabled, isSubmitting } = useVideoPrompt()
    const language = useLanguageTag()
    const locale = useLocale()
    const popoverId = useId()
    const [button, setButton] = useState<HTMLButtonElement | null>(null)
    const [isOpen, setOpen] = useState(false)
    const tiles = useOnDemand(phraseTilesModule, isOpen, () => setOpen(false))
    const isBlocked = isDisabled || isSubmitting
    const named = list.phrases
      .filter(({ phrase }) => hasPhrase(draft.prompt, phrase))
      .map(({ labels }) => labelIn(language, labels))
    const close = (returnsFocus: boolean) => {
      setOpen(false)
      if (returnsFocus) button?.focus()
    }
    return mergeProps(
      {
        ref: setButton,
        type: 'button' as const,
        'aria-haspopup': 'dialog' as const,
        'aria-expanded': isOpen,
        'aria-controls': isOpen ? popoverId : undefined,
        'data-list': list.id,
        'data-state': isOpen ? 'open' : 'closed',
        'data-named': named.length > 0 ? '' : undefined,
        disabled: isBlocked,
        onClick: () => setOpen(!isOpen),
        onKeyDown: (event: KeyboardEvent) => {
          if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return
          event.preventDefault()
          setOpen(true)
        },
        children: (
          <>
            <span className="dl-phrase-names" dir="auto">
              {labelIn(language, list.labels)}
              {named.length > 0 && (
                <>
                  {': '}
                  <strong>{new Intl.ListFormat(locale, { type: 'unit' }).format(named)}</strong>
                </>
              )}
            </span>
            <Icon icon={ChevronDown} />
          </>
        ),
        render: (element: ReactElement) => (
          <>
            {element}
            {isOpen && tiles && !isBlocked && (
              <tiles.PhraseTiles id={popoverId} list={list} button={button} onClose={close} />
            )}
          </>
        ),
      },
      props,
    )
  },
)
