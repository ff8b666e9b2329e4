import { part } from '../primitives'
import { usePromptStrings } from '../strings/texts'
import { useVideoPrompt } from './video-prompt-context'

const visibleBelow = 200

/** The character counter: characters left or over, shown near the limit. `data-over` is set beyond the limit. */
export const VideoPromptCount = /* @__PURE__ */ part('p', 'dl-prompt-count dl-small', function VideoPromptCount(props) {
  const { id, left = Infinity } = useVideoPrompt()
  const text = usePromptStrings()
  return {
    id: `${id}count`,
    ...props,
    'data-over': left < 0 ? '' : undefined,
    hidden: left > visibleBelow,
    children:
      left > visibleBelow ? null : text(left < 0 ? 'charactersOver' : 'charactersLeft', { count: Math.abs(left) }),
  }
})
