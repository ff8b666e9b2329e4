import { classes, part } from '../primitives'
import { useText } from '../strings/language-provider'
import { videoPrompt } from '../strings/english/video-prompt'
import { useVideoPrompt } from './video-prompt-context'

const near = 200

/** How many characters are left, once that begins to matter. `data-over` is there beyond the limit. */
export const VideoPromptCount = part('p', 'VideoPromptCount', ({ className, ...props }) => {
  const { id, left = Infinity } = useVideoPrompt()
  const text = useText('videoPrompt', videoPrompt)
  return {
    id: `${id}count`,
    ...props,
    className: classes('dl-prompt-count dl-small', className),
    'data-over': left < 0 ? '' : undefined,
    hidden: left > near,
    children: left > near ? null : text(left < 0 ? 'charactersOver' : 'charactersLeft', { count: Math.abs(left) }),
  }
})
