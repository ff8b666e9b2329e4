import { useEffect, useId, useRef } from 'react'
import { formatPercent, formatSize } from '../format'
import { Button } from '../primitives'
import { useLocale } from '../strings/language-provider'
import { usePromptStrings } from '../strings/texts'
import { defaultCrop, largestZoom, moveAcross, positionOf, type Crop } from './crop'
import { CropCanvas } from './crop-canvas'
import { cropByKey } from './crop-keys'
import { ImageInput } from './image-input'
import type { CroppedImage, FirstFrameImage } from './first-frame'
import { useFrameState, type FrameField } from './use-frame-button'
import { useCropGestures } from './use-crop-gestures'
import { useFrame, useVideoPrompt } from './video-prompt-context'

/** The content of the crop: the image, its zoom and the actions. */
export function CropEditor({ field, image }: { field: FrameField; image: FirstFrameImage }) {
  const { selection } = useVideoPrompt()
  const { frame, buttonId } = useFrameState(field)
  const { setCrop, setCropping, clear } = frame
  const isExact = selection.model?.exact_frame_size === true
  const crop = image.crop ?? defaultCrop
  const t = usePromptStrings()
  const hint = useId()
  const file = useRef<HTMLInputElement>(null)
  const initialCrop = useRef(image.crop)

  const focusFrame = () => document.getElementById(buttonId)?.focus()
  const close = () => {
    setCropping(false)
    focusFrame()
  }

  return (
    <>
      <CropArea
        bitmap={image.bitmap}
        crop={crop}
        setCrop={setCrop}
        hint={hint}
        onEscape={() => {
          setCrop(initialCrop.current)
          close()
        }}
      />
      <p id={hint} className="dl-muted dl-small">
        {t('cropHint')}
      </p>
      <Zoom crop={crop} setCrop={setCrop} />
      <div className="dl-actions">
        <Button onClick={() => file.current?.click()}>{t('replaceFirstFrame')}</Button>
        <Button
          onClick={() => {
            clear()
            focusFrame()
          }}
        >
          {t('clearFirstFrame')}
        </Button>
        {!isExact && image.crop && (
          <Button
            onClick={() => {
              setCrop(undefined)
              close()
            }}
          >
            {t('wholeImage')}
          </Button>
        )}
        <Button
          variant="outline"
          onClick={() => {
            setCrop(crop)
            close()
          }}
        >
          {t('cropDone')}
        </Button>
      </div>
      <ImageInput ref={file} frame={frame} />
    </>
  )
}

interface CropAreaProps extends CroppedImage {
  hint: string
  setCrop(crop: Crop): void
  onEscape(): void
}

function CropArea({ bitmap, crop, setCrop, hint, onEscape }: CropAreaProps) {
  const { selection: choice } = useVideoPrompt()
  const t = usePromptStrings()
  const locale = useLocale()
  const frame = useFrame()
  const area = useRef<HTMLDivElement>(null)
  const keys = useRef<HTMLInputElement>(null)
  const subject = { image: bitmap, frame, crop, setCrop }
  useCropGestures(area, keys, subject)
  useEffect(() => keys.current?.focus({ preventScroll: true }), [])

  const { across, down } = positionOf(bitmap, frame, crop)
  const percent = (fraction: number) => formatPercent(locale, fraction * 100)
  return (
    <div ref={area} className="dl-crop-area">
      <CropCanvas bitmap={bitmap} crop={crop} frame={frame} width={960} />
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
          zoom: percent(crop.zoom),
          across: percent(across),
          down: percent(down),
        })}
        aria-describedby={hint}
        onChange={({ target }) => setCrop(moveAcross(bitmap, frame, crop, Number(target.value) / 100))}
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

function Zoom({ crop, setCrop }: { crop: Crop; setCrop(crop: Crop): void }) {
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
        value={crop.zoom}
        aria-valuetext={formatPercent(locale, crop.zoom * 100)}
        onChange={({ target }) => setCrop({ ...crop, zoom: Number(target.value) })}
      />
    </label>
  )
}
