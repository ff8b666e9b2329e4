import { PenLine } from 'lucide'
import { AlertContent } from '../failure'
import { Button, Icon, mergeProps, part } from '../primitives'
import { usePromptStrings } from '../strings/texts'
import { useEnhancement } from './use-enhancement'
import { useVideoPrompt } from './video-prompt-context'

/**
 * The button that asks for a better prompt, and the suggestion to use or to leave. Renders nothing without `onEnhance`.
 * `data-state` is `idle`, `pending`, `suggested` or `failed`.
 */
export const VideoPromptEnhance = /* @__PURE__ */ part('div', 'dl-prompt-enhance', function VideoPromptEnhance(props) {
  const { enhance, draft, replaced, field, isDisabled, isSubmitting } = useVideoPrompt()
  const t = usePromptStrings()
  const { enhancement, start, cancel } = useEnhancement()
  if (!enhance) return null
  const { state } = enhancement
  const hasText = draft.prompt.trim() !== ''
  const isBlocked = isDisabled || isSubmitting
  const close = () => {
    cancel()
    field.current?.focus()
  }
  const press = () => {
    if (state === 'suggested') close()
    else if (state === 'pending') cancel()
    else if (hasText) start()
  }
  const children = (
    <>
      <output className="dl-prompt-suggestion">
        {state === 'pending' && <span className="dl-muted dl-small">{t('enhancing')}</span>}
        {state === 'suggested' && (
          <>
            <span className="dl-muted dl-small">{t('suggestion')}</span>
            <span dir="auto">{enhancement.suggestion}</span>
          </>
        )}
      </output>
      {state === 'suggested' && (
        <Button
          variant="outline"
          disabled={isBlocked}
          onClick={() => {
            replaced.replace({ prompt: enhancement.suggestion })
            close()
          }}
        >
          {t('useSuggestion')}
        </Button>
      )}
      {/* One button for all states, so that the focus stays; and focusable without a text. */}
      <Button disabled={isBlocked} aria-disabled={!hasText && (state === 'idle' || state === 'failed')} onClick={press}>
        {(state === 'idle' || state === 'failed') && <Icon icon={PenLine} />}
        {t(labels[state])}
      </Button>
      {state === 'failed' && (
        <div className="dl-alert" role="alert">
          <AlertContent title={t('enhanceFailed')} text="" />
        </div>
      )}
    </>
  )
  return mergeProps({ 'data-state': state, children }, props)
})

const labels = { idle: 'enhance', failed: 'enhance', pending: 'cancelEnhance', suggested: 'leaveSuggestion' } as const
