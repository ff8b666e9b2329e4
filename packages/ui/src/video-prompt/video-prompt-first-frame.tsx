import { useCapabilities } from '@dailies/core/react'
import { ImagePlus } from 'lucide'
import { useRef, type ComponentPropsWithoutRef } from 'react'
import { Icon, classes, useCustomProperties } from '../primitives'
import { usePromptStrings } from '../strings/texts'
import { CropCanvas } from './crop-canvas'
import { PictureInput } from './picture-input'
import { useFrame, useVideoPrompt } from './video-prompt-context'

/**
 * The first frame, small, in the shape of the film. Empty it asks for a picture, filled it opens the crop. Not there where the model
 * takes none. `data-state` is `empty`, `decoding` or `filled`.
 */
export function VideoPromptFirstFrame({ className, ...props }: ComponentPropsWithoutRef<'button'>) {
  const { id, choice, reference, isSubmitting, refusal } = useVideoPrompt()
  const { image, isDecoding, isCropping, setCropping } = reference
  const { isLoading } = useCapabilities()
  const text = usePromptStrings()
  const input = useRef<HTMLInputElement>(null)
  const frame = useFrame()
  const ref = useCustomProperties({ '--dl-aspect': `${frame.width} / ${frame.height}` })
  // A frame in its place, so that the text beside it stays where it is.
  if (!choice.model && isLoading) return <span className="dl-first-frame" />
  if (!choice.model?.input_reference) return null

  return (
    <>
      <button
        type="button"
        id={`${id}reference`}
        {...props}
        ref={ref}
        className={classes('dl-first-frame', className)}
        data-state={isDecoding ? 'decoding' : image ? 'filled' : 'empty'}
        data-shape={frame.width >= frame.height ? 'landscape' : 'portrait'}
        aria-label={
          isDecoding
            ? text('decoding')
            : image
              ? text('editFirstFrame', { name: image.file.name })
              : text('addFirstFrame')
        }
        title={image ? text('crop') : text('addFirstFrame')}
        aria-expanded={image ? isCropping : undefined}
        aria-describedby={refusal?.field === 'input_reference' ? `${id}input_reference-refusal` : undefined}
        disabled={isSubmitting}
        onClick={() => (image ? setCropping(!isCropping) : input.current?.click())}
      >
        {image ? <CropCanvas image={image} frame={frame} width={176} /> : <Icon of={ImagePlus} />}
      </button>
      <PictureInput ref={input} />
    </>
  )
}
