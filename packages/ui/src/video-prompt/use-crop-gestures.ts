import { useEffect, useRef, type RefObject } from 'react'
import { addCropGestures, type CropSubject } from './crop-gestures'

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
    return addCropGestures(area.current, keys.current, () => latest.current)
  }, [area, keys])
}
