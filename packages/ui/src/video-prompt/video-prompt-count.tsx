import { part } from '../primitives'
import { usePromptStrings } from '../strings/texts'
import { useVideoPrompt } from './video-prompt-context'

const near = 200

/** How many characters are left, once that begins to matter. `data-over` is there beyond the limit. */
export const VideoPromptCount = /* @__PURE__ */ part('p', 'dl-prompt-count dl-small', function VideoPromptCount(props) {
  const { id, left = Infinity } = useVideoPrompt()
  const text = usePromptStrings()
  return {
    id: `${id}count`,
    ...props,
    'data-over': left < 0 ? '' : undefined,
    hidden: left > near,
    children: left > near ? null : text(left < 0 ? 'charactersOver' : 'charactersLeft', { count: Math.abs(left) }),
  }
})
