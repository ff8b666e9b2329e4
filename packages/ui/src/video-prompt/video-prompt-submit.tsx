import { part } from '../primitives'
import { usePromptStrings } from '../strings/texts'
import { useVideoPrompt } from './video-prompt-context'

/** Begins the film. It stays in the tab order while sending, so that focus is not lost, but does nothing then. */
export const VideoPromptSubmit = /* @__PURE__ */ part('button', 'dl-button', function VideoPromptSubmit(props) {
  const { isSubmitting, reference } = useVideoPrompt()
  const text = usePromptStrings()
  return {
    type: 'submit',
    title: text('shortcut', { key: 'Ctrl' }),
    children: text(isSubmitting ? 'submitting' : 'submit'),
    ...props,
    'data-variant': 'primary',
    'aria-disabled': isSubmitting || reference.isDecoding,
  }
})
