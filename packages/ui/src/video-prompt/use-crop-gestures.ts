import { useEffect, useRef, type RefObject } from 'react'
import type { CropSubject } from './crop-gestures'
import { cropping } from './load-cropping'

/** Handles drag, pinch and wheel gestures on the crop area, and focuses its keyboard input on a press. */
export function useCropGestures(
  area: RefObject<HTMLElement | null>,
  keys: RefObject<HTMLElement | null>,
  subject: CropSubject,
): void {
  const latest = useRef(subject)
  useEffect(() => {
    latest.current = subject
  })
  useEffect(() => {
    if (!area.current || !keys.current) return undefined
    return cropping().addCropGestures(area.current, keys.current, () => latest.current)
  }, [area, keys])
}
