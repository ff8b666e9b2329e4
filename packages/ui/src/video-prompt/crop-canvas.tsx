import { useEffect, useRef } from 'react'
import type { Pixels } from '../format'
import { cropping } from './load-cropping'
import type { FirstFrameImage } from './first-frame'

/**
 * A preview of the cropped first frame. It is a canvas, because a `blob:` URL needs an exception in the page's
 * Content-Security-Policy.
 */
export function CropCanvas({ image, frame, width }: { image: FirstFrameImage; frame: Pixels; width: number }) {
  const canvas = useRef<HTMLCanvasElement>(null)
  const height = Math.round((width * frame.height) / frame.width)
  useEffect(() => {
    if (canvas.current) cropping().drawCrop(canvas.current, image, frame)
  }, [image, frame])
  return <canvas ref={canvas} className="dl-crop-canvas" width={width} height={height} aria-hidden />
}
