import { mergeProps, part } from '../primitives'
import { usePromptStrings } from '../strings/texts'
import { cropping } from './load-cropping'
import type { FrameField } from './use-frame-button'
import { useVideoPrompt } from './video-prompt-context'

/**
 * The image cropper of the first or the last frame, while it is open: drag, pinch, scroll or use keys to select the part
 * that fills the video's frame.
 */
export const VideoPromptCrop = /* @__PURE__ */ part('fieldset', 'dl-crop', function VideoPromptCrop(props) {
  const { firstFrame, lastFrame, selection, isDisabled, isSubmitting } = useVideoPrompt()
  const t = usePromptStrings()
  const field: FrameField = firstFrame.isCropping || !selection.model?.last_frame ? 'input_reference' : 'last_frame'
  const { image, isCropping } = field === 'last_frame' ? lastFrame : firstFrame
  if (!image || !isCropping || isDisabled || isSubmitting || !selection.model?.input_reference) return null
  const { CropEditor } = cropping()
  return mergeProps(
    {
      'aria-label': t(field === 'last_frame' ? 'cropLast' : 'crop'),
      children: <CropEditor key={field} field={field} image={image} />,
    },
    props,
  )
})
