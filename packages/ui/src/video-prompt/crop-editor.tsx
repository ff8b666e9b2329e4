import { useEffect, useId, useRef } from 'react'
import { formatPercent, formatSize } from '../format'
import { Button } from '../primitives'
import { useLocale } from '../strings/language-provider'
import { usePromptStrings } from '../strings/texts'
import { largestZoom, moveAcross, positionOf, type Crop } from './crop'
import { CropCanvas } from './crop-canvas'
import { cropByKey } from './crop-keys'
import { ImageInput } from './image-input'
import type { FirstFrameImage } from './first-frame'
import { useCropGestures } from './use-crop-gestures'
import { useFrame, useVideoPrompt } from './video-prompt-context'

/** The content of the crop: the image, its zoom and the actions. */
export function CropEditor({ image }: { image: FirstFrameImage }) {
  const { id, firstFrame } = useVideoPrompt()
  const { setCrop, setCropping, clear } = firstFrame
  const t = usePromptStrings()
  const hint = useId()
  const file = useRef<HTMLInputElement>(null)
  const initialCrop = useRef<Crop>(image.crop)

  const focusFirstFrame = () => document.getElementById(`${id}first-frame`)?.focus()
  const close = () => {
    setCropping(false)
    focusFirstFrame()
  }

  return (
    <>
      <CropArea
        image={image}
        hint={hint}
        onEscape={() => {
          setCrop(initialCrop.current)
          close()
        }}
      />
      <p id={hint} className="dl-muted dl-small">
        {t('cropHint')}
      </p>
      <Zoom image={image} />
      <div className="dl-actions">
        <Button onClick={() => file.current?.click()}>{t('replaceFirstFrame')}</Button>
        <Button
          onClick={() => {
            clear()
            focusFirstFrame()
          }}
        >
          {t('clearFirstFrame')}
        </Button>
        <Button variant="outline" onClick={close}>
          {t('cropDone')}
        </Button>
      </div>
      <ImageInput ref={file} />
    </>
  )
}

function CropArea({ image, hint, onEscape }: { image: FirstFrameImage; hint: string; onEscape(): void }) {
  const { selection: choice, firstFrame } = useVideoPrompt()
  const { setCrop } = firstFrame
  const t = usePromptStrings()
  const locale = useLocale()
  const frame = useFrame()
  const area = useRef<HTMLDivElement>(null)
  const keys = useRef<HTMLInputElement>(null)
  const subject = { image: image.bitmap, frame, crop: image.crop, setCrop }
  useCropGestures(area, keys, subject)
  useEffect(() => keys.current?.focus({ preventScroll: true }), [])

  const { across, down } = positionOf(image.bitmap, frame, image.crop)
  const percent = (fraction: number) => formatPercent(locale, fraction * 100)
  return (
    <div ref={area} className="dl-crop-area">
      <CropCanvas image={image} frame={frame} width={960} />
      {/* A slider, because screen readers pass arrow keys on to it and announce its new value. */}
      <input
        ref={keys}
        className="dl-crop-keys"
        type="range"
        min={0}
        max={100}
        value={Math.round(across * 100)}
        aria-label={t('cropArea', { size: formatSize(locale, choice.size ?? '') })}
        aria-valuetext={t('cropState', {
          zoom: percent(image.crop.zoom),
          across: percent(across),
          down: percent(down),
        })}
        aria-describedby={hint}
        onChange={({ target }) => setCrop(moveAcross(image.bitmap, frame, image.crop, Number(target.value) / 100))}
        onKeyDown={(event) => {
          const next = cropByKey(event, subject)
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

function Zoom({ image }: { image: FirstFrameImage }) {
  const { firstFrame } = useVideoPrompt()
  const t = usePromptStrings()
  const locale = useLocale()
  return (
    <label className="dl-crop-zoom">
      {t('zoom')}
      <input
        type="range"
        min={1}
        max={largestZoom}
        step={0.05}
        value={image.crop.zoom}
        aria-valuetext={formatPercent(locale, image.crop.zoom * 100)}
        onChange={({ target }) => firstFrame.setCrop({ ...image.crop, zoom: Number(target.value) })}
      />
    </label>
  )
}
