import { mergeProps, part } from '../primitives'
import { usePromptStrings } from '../strings/texts'
import { cropping } from './load-cropping'
import { useVideoPrompt } from './video-prompt-context'

/**
 * The image cropper of the first frame, while it is open: drag, pinch, scroll or use keys to select the part that fills
 * the video's frame.
 */
export const VideoPromptCrop = /* @__PURE__ */ part('fieldset', 'dl-crop', function VideoPromptCrop(props) {
  const { firstFrame, selection, isDisabled, isSubmitting } = useVideoPrompt()
  const t = usePromptStrings()
  const { image, isCropping } = firstFrame
  if (!image || !isCropping || isDisabled || isSubmitting || !selection.model?.input_reference) return null
  const { CropEditor } = cropping()
  return mergeProps({ 'aria-label': t('crop'), children: <CropEditor image={image} /> }, props)
})
