import { mergeProps, part } from '../primitives'
import { useVideoPrompt } from './video-prompt-context'
import { useFrameButton } from './use-frame-button'

/**
 * The last frame, beside the first one and like it. Renders nothing if the model accepts none, and until there is a first
 * frame, which it needs.
 */
export const VideoPromptLastFrame = /* @__PURE__ */ part(
  'button',
  'dl-first-frame',
  function VideoPromptLastFrame(props) {
    const { selection, firstFrame } = useVideoPrompt()
    const button = useFrameButton('last_frame')
    return selection.model?.last_frame && selection.model.input_reference && firstFrame.image
      ? mergeProps(button, props)
      : null
  },
)
