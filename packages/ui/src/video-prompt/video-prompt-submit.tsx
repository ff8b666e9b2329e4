import { mergeProps, part } from '../primitives'
import { usePromptStrings } from '../strings/texts'
import { useVideoPrompt } from './video-prompt-context'

/**
 * The submit button, which creates the video. While a request is pending it does nothing but stays focusable, so that
 * focus is not lost.
 */
export const VideoPromptSubmit = /* @__PURE__ */ part('button', 'dl-button', function VideoPromptSubmit(props) {
  const { isDisabled, isSubmitting, firstFrame, lastFrame } = useVideoPrompt()
  const t = usePromptStrings()
  return mergeProps(
    {
      type: 'submit' as const,
      'data-variant': 'primary',
      disabled: isDisabled,
      title: t('shortcut', { key: 'Ctrl' }),
      'aria-disabled': isSubmitting || firstFrame.isDecoding || lastFrame.isDecoding,
      children: t(isSubmitting ? 'submitting' : 'submit'),
    },
    props,
  )
})
