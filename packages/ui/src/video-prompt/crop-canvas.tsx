import { useEffect, useRef } from 'react'
import type { Pixels } from '../format'
import { cropping } from './load-cropping'
import type { CroppedImage } from './first-frame'

/**
 * A preview of a frame. It is a canvas, because a `blob:` URL needs an exception in the page's
 * Content-Security-Policy.
 */
export function CropCanvas({ bitmap, crop, frame, width }: CroppedImage & { frame: Pixels; width: number }) {
  const canvas = useRef<HTMLCanvasElement>(null)
  const height = Math.round((width * frame.height) / frame.width)
  useEffect(() => {
    if (canvas.current) cropping().drawCrop(canvas.current, { bitmap, crop }, frame)
  }, [bitmap, crop, frame])
  return <canvas ref={canvas} className="dl-crop-canvas" width={width} height={height} aria-hidden />
}
