import { mergeProps, part } from '../primitives'
import { usePromptStrings } from '../strings/texts'
import { useVideoPrompt } from './video-prompt-context'

const visibleBelow = 200

/** The character counter: characters left or over, shown near the limit. `data-over` is set beyond the limit. */
export const VideoPromptCharacterCount = /* @__PURE__ */ part(
  'p',
  'dl-prompt-character-count dl-small',
  function VideoPromptCharacterCount(props) {
    const { id, charactersLeft = Infinity } = useVideoPrompt()
    const t = usePromptStrings()
    const isHidden = charactersLeft > visibleBelow
    return mergeProps(
      {
        id: `${id}count`,
        'data-over': charactersLeft < 0 ? '' : undefined,
        hidden: isHidden,
        children: isHidden
          ? null
          : t(charactersLeft < 0 ? 'charactersOver' : 'charactersLeft', { count: Math.abs(charactersLeft) }),
      },
      props,
    )
  },
)
