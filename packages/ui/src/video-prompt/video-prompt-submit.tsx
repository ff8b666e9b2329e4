import { formatNumber } from '../format'
import { mergeProps, part } from '../primitives'
import { useLocale } from '../strings/language-provider'
import { usePromptStrings } from '../strings/texts'
import { useVideoPrompt } from './video-prompt-context'

/**
 * The submit button, which creates the video, or all takes at the price that it shows. While a request is pending it does nothing but stays focusable, so that
 * focus is not lost.
 */
export const VideoPromptSubmit = /* @__PURE__ */ part('button', 'dl-button', function VideoPromptSubmit(props) {
  const { isDisabled, isSubmitting, firstFrame, lastFrame, takes, selections, price } = useVideoPrompt()
  const locale = useLocale()
  const t = usePromptStrings()
  const count = takes * selections.length
  const whole = count > 1 ? [`×${formatNumber(locale, count)}`, ...(price === undefined ? [] : ['·', price])] : []
  return mergeProps(
    {
      type: 'submit' as const,
      'data-variant': 'primary',
      disabled: isDisabled,
      title: t('shortcut', { key: 'Ctrl' }),
      'aria-disabled': isSubmitting || firstFrame.isDecoding || lastFrame.isDecoding,
      children: isSubmitting ? t('submitting') : [t('submit'), ...whole].join(' '),
    },
    props,
  )
})
