import { pan, zoomBy, type Crop } from './crop'
import type { CropSubject } from './crop-gestures'

const step = 0.04
const largeStep = 0.2

const directions: Record<string, readonly [across: number, down: number]> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
}

/**
 * The crop after a key press: arrows move the frame over the image, with Shift in larger steps; plus and minus zoom.
 * Undefined for any other key.
 */
export const cropByKey = (
  { key, shiftKey }: { key: string; shiftKey: boolean },
  { image, frame, crop }: Omit<CropSubject, 'setCrop'>,
): Crop | undefined => {
  if (key === '+' || key === '=') return zoomBy(crop, 1.1)
  if (key === '-') return zoomBy(crop, 1 / 1.1)
  const direction = directions[key]
  if (!direction) return undefined
  const distance = shiftKey ? largeStep : step
  return pan(image, frame, crop, direction[0] * distance, direction[1] * distance)
}
