import { useEffect, useId, useRef, type ComponentPropsWithoutRef } from 'react'
import { formatPercent, formatSize } from '../format'
import { Button, VisuallyHidden, classes } from '../primitives'
import { useLocale, useText } from '../strings/language-provider'
import { videoPrompt } from '../strings/english/video-prompt'
import { cropRectangle, largestZoom, type Crop } from './crop'
import { CropCanvas } from './crop-canvas'
import { PictureInput } from './picture-input'
import type { ReferenceImage } from './reference-image'
import { useCropGestures } from './use-crop-gestures'
import { useFrame, useVideoPrompt } from './video-prompt-context'

/** The crop of the first frame, while it is open: drag, pinch, scroll or keys choose the part that fills the film's frame. */
export function VideoPromptCrop(props: ComponentPropsWithoutRef<'div'>) {
  const { reference, choice, isSubmitting } = useVideoPrompt()
  const { image, isCropping } = reference
  if (!image || !isCropping || isSubmitting || !choice.model?.input_reference) return null
  return <OpenCrop {...props} image={image} />
}

function OpenCrop({ image, className, ...props }: ComponentPropsWithoutRef<'div'> & { image: ReferenceImage }) {
  const { id, reference, choice } = useVideoPrompt()
  const { setCrop, setCropping, remove } = reference
  const text = useText('videoPrompt', videoPrompt)
  const locale = useLocale()
  const frame = useFrame()
  const hint = useId()
  const input = useRef<HTMLInputElement>(null)
  const area = useRef<HTMLDivElement>(null)
  const before = useRef<Crop>(image.crop)
  const gestures = useCropGestures(area, { picture: image.picture, frame, crop: image.crop, setCrop })

  useEffect(() => area.current?.focus(), [])

  const close = () => {
    setCropping(false)
    document.getElementById(`${id}reference`)?.focus()
  }

  return (
    <div
      {...props}
      className={classes('dl-crop', className)}
      role="group"
      aria-label={text('crop')}
      onKeyDown={(event) => {
        props.onKeyDown?.(event)
        if (event.key !== 'Escape') return
        event.stopPropagation()
        setCrop(before.current)
        close()
      }}
    >
      <div
        ref={area}
        className="dl-crop-area"
        role="application"
        tabIndex={0}
        aria-label={text('cropArea', { size: formatSize(locale, choice.size ?? '') })}
        aria-describedby={hint}
        {...gestures}
      >
        <CropCanvas image={image} frame={frame} width={960} />
      </div>
      <p id={hint} className="dl-muted dl-small">
        {text('cropHint')}
      </p>
      <div className="dl-actions">
        <label className="dl-crop-zoom">
          {text('zoom')}
          <input
            type="range"
            min={1}
            max={largestZoom}
            step={0.05}
            value={image.crop.zoom}
            aria-valuetext={formatPercent(locale, image.crop.zoom * 100)}
            onChange={({ target }) => setCrop({ ...image.crop, zoom: Number(target.value) })}
          />
        </label>
        <Button onClick={() => input.current?.click()}>{text('replaceReference')}</Button>
        <Button
          onClick={() => {
            remove()
            document.getElementById(`${id}reference`)?.focus()
          }}
        >
          {text('removeReference')}
        </Button>
        <Button look="outline" onClick={close}>
          {text('cropDone')}
        </Button>
      </div>
      <PictureInput ref={input} />
      <VisuallyHidden role="status">{text('cropState', placeOf(image, frame, locale))}</VisuallyHidden>
    </div>
  )
}

const placeOf = ({ picture, crop }: ReferenceImage, frame: { width: number; height: number }, locale: string) => {
  const { left, top, width, height } = cropRectangle(picture, frame, crop)
  const part = (start: number, room: number) => formatPercent(locale, room > 0 ? (100 * start) / room : 50)
  return {
    zoom: formatPercent(locale, crop.zoom * 100),
    across: part(left, picture.width - width),
    down: part(top, picture.height - height),
  }
}
