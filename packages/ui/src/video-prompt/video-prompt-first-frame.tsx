import { useCapabilities } from '@dailies/core/react'
import { mergeProps, part } from '../primitives'
import { useFrameButton } from './use-frame-button'
import { useVideoPrompt } from './video-prompt-context'

/**
 * The first frame (reference image) as a small thumbnail of what is sent. If empty, a click opens the file picker; if
 * filled, it opens the crop. Renders nothing if the model accepts no first frame. `data-state` is `empty`, `decoding` or
 * `filled`.
 */
export const VideoPromptFirstFrame = /* @__PURE__ */ part(
  'button',
  'dl-first-frame',
  function VideoPromptFirstFrame(props) {
    const { selection } = useVideoPrompt()
    const { isLoading } = useCapabilities()
    // While the capabilities load, an empty, hidden button keeps the text next to it from moving.
    const isPending = !selection.model && isLoading
    const button = useFrameButton('input_reference', isPending)
    return isPending || selection.model?.input_reference ? mergeProps(button, props) : null
  },
)
