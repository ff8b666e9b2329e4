import { classes, part } from '../primitives'
import { useText } from '../strings/language-provider'
import { videoPrompt } from '../strings/english/video-prompt'
import { useVideoPrompt } from './video-prompt-context'

/** Begins the film. It stays in the tab order while sending, so that focus is not lost, but does nothing then. */
export const VideoPromptSubmit = part('button', 'VideoPromptSubmit', ({ className, ...props }) => {
  const { isSubmitting } = useVideoPrompt()
  const text = useText('videoPrompt', videoPrompt)
  return {
    type: 'submit',
    title: text('shortcut', { key: 'Ctrl' }),
    children: text(isSubmitting ? 'submitting' : 'submit'),
    ...props,
    className: classes('dl-button', className),
    'data-look': 'accent',
    'aria-disabled': isSubmitting,
  }
})
