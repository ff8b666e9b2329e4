import { ImagePlus } from 'lucide'
import { useRef, type ReactElement } from 'react'
import { Icon, useCustomProperties } from '../primitives'
import { usePromptStrings } from '../strings/texts'
import { CropCanvas } from './crop-canvas'
import { croppedTo } from './crop'
import { ImageInput } from './image-input'
import { useFrame, useVideoPrompt } from './video-prompt-context'

/** The frames of a video that can be images, by their wire names. */
export type FrameField = 'input_reference' | 'last_frame'

const texts = {
  input_reference: { add: 'addFirstFrame', edit: 'editFirstFrame', crop: 'crop' },
  last_frame: { add: 'addLastFrame', edit: 'editLastFrame', crop: 'cropLast' },
} as const satisfies Record<FrameField, object>

/** The state of a frame, and the id of its button. */
export function useFrameState(field: FrameField) {
  const { id, firstFrame, lastFrame } = useVideoPrompt()
  const isFirst = field === 'input_reference'
  return { frame: isFirst ? firstFrame : lastFrame, buttonId: `${id}${isFirst ? 'first' : 'last'}-frame` }
}

/** The props of the button of a frame: a click opens the file picker, or the crop of the image that it has. */
export function useFrameButton(field: FrameField, isPending = false) {
  const { id, selection, isDisabled, isSubmitting, error } = useVideoPrompt()
  const { frame: state, buttonId } = useFrameState(field)
  const { image, isDecoding, isCropping, setCropping } = state
  const t = usePromptStrings()
  const input = useRef<HTMLInputElement>(null)
  const video = useFrame()
  const isExact = selection.model?.exact_frame_size === true
  const result = image && croppedTo(image, video, isExact)
  const { width, height } = result?.frame ?? video
  const ref = useCustomProperties({ '--dl-aspect': `${width} / ${height}` })
  const text = texts[field]
  const label = image ? t(text.edit, { name: image.file.name }) : t(text.add)
  return {
    ref,
    type: 'button' as const,
    id: buttonId,
    'data-frame-slot': field === 'last_frame' ? 'last' : 'first',
    'data-state': isDecoding ? 'decoding' : image ? 'filled' : 'empty',
    'data-shape': width >= height ? 'landscape' : 'portrait',
    'aria-label': isDecoding ? t('decoding') : label,
    title: t(image ? text.crop : text.add),
    'aria-expanded': image ? isCropping : undefined,
    'aria-describedby': error?.field === field ? `${id}${field}-error` : undefined,
    'aria-hidden': isPending || undefined,
    disabled: isPending || isDisabled || isSubmitting,
    onClick: () => (image ? setCropping(!isCropping) : input.current?.click()),
    children: result ? (
      <CropCanvas bitmap={image.bitmap} crop={result.crop} frame={result.frame} width={176} />
    ) : isPending ? null : (
      <Icon icon={ImagePlus} />
    ),
    render: (element: ReactElement) => (
      <>
        {element}
        <ImageInput ref={input} frame={state} />
      </>
    ),
  }
}
