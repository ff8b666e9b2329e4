import { useCapabilities } from '@dailies/core/react'
import { ImagePlus } from 'lucide'
import { useRef, type ComponentPropsWithoutRef } from 'react'
import { Icon, classes, useCustomProperties } from '../primitives'
import { usePromptStrings } from '../strings/texts'
import { CropCanvas } from './crop-canvas'
import { ImageInput } from './image-input'
import { useFrame, useVideoPrompt } from './video-prompt-context'

/**
 * The first frame (reference image) as a small thumbnail with the video's aspect ratio. If empty, a click opens the
 * file picker; if filled, it opens the crop. Renders nothing if the model accepts no first frame. `data-state` is
 * `empty`, `decoding` or `filled`.
 */
export function VideoPromptFirstFrame({ className, ...props }: ComponentPropsWithoutRef<'button'>) {
  const { id, selection, firstFrame, isSubmitting, error: promptError } = useVideoPrompt()
  const { image, isDecoding, isCropping, setCropping } = firstFrame
  const { isLoading } = useCapabilities()
  const t = usePromptStrings()
  const input = useRef<HTMLInputElement>(null)
  const frame = useFrame()
  const ref = useCustomProperties({ '--dl-aspect': `${frame.width} / ${frame.height}` })
  // An empty placeholder, so that the text next to it does not move when the capabilities have loaded.
  if (!selection.model && isLoading) return <span className="dl-first-frame" />
  if (!selection.model?.input_reference) return null

  return (
    <>
      <button
        type="button"
        id={`${id}first-frame`}
        {...props}
        ref={ref}
        className={classes('dl-first-frame', className)}
        data-state={isDecoding ? 'decoding' : image ? 'filled' : 'empty'}
        data-shape={frame.width >= frame.height ? 'landscape' : 'portrait'}
        aria-label={
          isDecoding ? t('decoding') : image ? t('editFirstFrame', { name: image.file.name }) : t('addFirstFrame')
        }
        title={image ? t('crop') : t('addFirstFrame')}
        aria-expanded={image ? isCropping : undefined}
        aria-describedby={promptError?.field === 'input_reference' ? `${id}input_reference-error` : undefined}
        disabled={isSubmitting}
        onClick={() => (image ? setCropping(!isCropping) : input.current?.click())}
      >
        {image ? <CropCanvas image={image} frame={frame} width={176} /> : <Icon icon={ImagePlus} />}
      </button>
      <ImageInput ref={input} />
    </>
  )
}
