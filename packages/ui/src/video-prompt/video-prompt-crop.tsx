import { useEffect, useId, useRef, type ComponentPropsWithoutRef } from 'react'
import { formatPercent, formatSize } from '../format'
import { Button, classes } from '../primitives'
import { useLocale } from '../strings/language-provider'
import { usePromptStrings } from '../strings/texts'
import type { Crop } from './crop'
import { CropCanvas } from './crop-canvas'
import { cropping } from './load-cropping'
import { PictureInput } from './picture-input'
import type { ReferenceImage } from './first-frame'
import { useCropGestures } from './use-crop-gestures'
import { useFrame, useVideoPrompt } from './video-prompt-context'

/** The crop of the first frame, while it is open: drag, pinch, scroll or keys choose the part that fills the film's frame. */
export function VideoPromptCrop(props: ComponentPropsWithoutRef<'fieldset'>) {
  const { reference, choice, isSubmitting } = useVideoPrompt()
  const { image, isCropping } = reference
  if (!image || !isCropping || isSubmitting || !choice.model?.input_reference) return null
  return <OpenCrop {...props} image={image} />
}

function OpenCrop({ image, className, ...props }: ComponentPropsWithoutRef<'fieldset'> & { image: ReferenceImage }) {
  const { id, reference } = useVideoPrompt()
  const { setCrop, setCropping, clear } = reference
  const text = usePromptStrings()
  const hint = useId()
  const file = useRef<HTMLInputElement>(null)
  const before = useRef<Crop>(image.crop)

  const focusFirstFrame = () => document.getElementById(`${id}reference`)?.focus()
  const close = () => {
    setCropping(false)
    focusFirstFrame()
  }

  return (
    <fieldset aria-label={text('crop')} {...props} className={classes('dl-crop', className)}>
      <CropArea
        image={image}
        hint={hint}
        onEscape={() => {
          setCrop(before.current)
          close()
        }}
      />
      <p id={hint} className="dl-muted dl-small">
        {text('cropHint')}
      </p>
      <Zoom image={image} />
      <div className="dl-actions">
        <Button onClick={() => file.current?.click()}>{text('replaceFirstFrame')}</Button>
        <Button
          onClick={() => {
            clear()
            focusFirstFrame()
          }}
        >
          {text('clearFirstFrame')}
        </Button>
        <Button variant="outline" onClick={close}>
          {text('cropDone')}
        </Button>
      </div>
      <PictureInput ref={file} />
    </fieldset>
  )
}

function CropArea({ image, hint, onEscape }: { image: ReferenceImage; hint: string; onEscape(): void }) {
  const { choice, reference } = useVideoPrompt()
  const { setCrop } = reference
  const text = usePromptStrings()
  const locale = useLocale()
  const frame = useFrame()
  const area = useRef<HTMLDivElement>(null)
  const keys = useRef<HTMLInputElement>(null)
  const subject = { picture: image.picture, frame, crop: image.crop, setCrop }
  useCropGestures(area, keys, subject)
  useEffect(() => keys.current?.focus({ preventScroll: true }), [])

  const { across, down } = cropping().placeOf(image.picture, frame, image.crop)
  const percent = (part: number) => formatPercent(locale, part * 100)
  return (
    <div ref={area} className="dl-crop-area">
      <CropCanvas image={image} frame={frame} width={960} />
      {/* A slider is what screen readers hand arrow keys to, and what tells them the new place by itself. */}
      <input
        ref={keys}
        className="dl-crop-keys"
        type="range"
        min={0}
        max={100}
        value={Math.round(across * 100)}
        aria-label={text('cropArea', { size: formatSize(locale, choice.size ?? '') })}
        aria-valuetext={text('cropState', {
          zoom: percent(image.crop.zoom),
          across: percent(across),
          down: percent(down),
        })}
        aria-describedby={hint}
        onChange={({ target }) =>
          setCrop(cropping().moveAcross(image.picture, frame, image.crop, Number(target.value) / 100))
        }
        onKeyDown={(event) => {
          const next = cropping().cropByKey(event, subject)
          if (next) setCrop(next)
          else if (event.key === 'Escape') onEscape()
          else return
          event.preventDefault()
          event.stopPropagation()
        }}
      />
    </div>
  )
}

function Zoom({ image }: { image: ReferenceImage }) {
  const { reference } = useVideoPrompt()
  const text = usePromptStrings()
  const locale = useLocale()
  return (
    <label className="dl-crop-zoom">
      {text('zoom')}
      <input
        type="range"
        min={1}
        max={cropping().largestZoom}
        step={0.05}
        value={image.crop.zoom}
        aria-valuetext={formatPercent(locale, image.crop.zoom * 100)}
        onChange={({ target }) => reference.setCrop({ ...image.crop, zoom: Number(target.value) })}
      />
    </label>
  )
}
