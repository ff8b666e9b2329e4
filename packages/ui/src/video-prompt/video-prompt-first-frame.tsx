import { useCapabilities } from '@dailies/core/react'
import { ImagePlus } from 'lucide'
import { useRef, type ReactElement } from 'react'
import { Icon, mergeProps, part, useCustomProperties } from '../primitives'
import { usePromptStrings } from '../strings/texts'
import { CropCanvas } from './crop-canvas'
import { ImageInput } from './image-input'
import { useFrame, useVideoPrompt } from './video-prompt-context'

/**
 * The first frame (reference image) as a small thumbnail with the video's aspect ratio. If empty, a click opens the
 * file picker; if filled, it opens the crop. Renders nothing if the model accepts no first frame. `data-state` is
 * `empty`, `decoding` or `filled`.
 */
export const VideoPromptFirstFrame = /* @__PURE__ */ part(
  'button',
  'dl-first-frame',
  function VideoPromptFirstFrame(props) {
    const { id, selection, firstFrame, isDisabled, isSubmitting, error } = useVideoPrompt()
    const { image, isDecoding, isCropping, setCropping } = firstFrame
    const { isLoading } = useCapabilities()
    const t = usePromptStrings()
    const input = useRef<HTMLInputElement>(null)
    const frame = useFrame()
    const ref = useCustomProperties({ '--dl-aspect': `${frame.width} / ${frame.height}` })
    // While the capabilities load, an empty, hidden button keeps the text next to it from moving.
    const isPending = !selection.model && isLoading
    if (!isPending && !selection.model?.input_reference) return null
    const label = image ? t('editFirstFrame', { name: image.file.name }) : t('addFirstFrame')
    const icon = isPending ? null : <Icon icon={ImagePlus} />
    return mergeProps(
      {
        ref,
        type: 'button' as const,
        id: `${id}first-frame`,
        'data-state': isDecoding ? 'decoding' : image ? 'filled' : 'empty',
        'data-shape': frame.width >= frame.height ? 'landscape' : 'portrait',
        'aria-label': isDecoding ? t('decoding') : label,
        title: image ? t('crop') : t('addFirstFrame'),
        'aria-expanded': image ? isCropping : undefined,
        'aria-describedby': error?.field === 'input_reference' ? `${id}input_reference-error` : undefined,
        'aria-hidden': isPending || undefined,
        disabled: isPending || isDisabled || isSubmitting,
        onClick: () => (image ? setCropping(!isCropping) : input.current?.click()),
        children: image ? <CropCanvas image={image} frame={frame} width={176} /> : icon,
        render: (element: ReactElement) => (
          <>
            {element}
            <ImageInput ref={input} />
          </>
        ),
      },
      props,
    )
  },
)
