import { useEffect, useRef, type RefObject } from 'react'
import type { CropSubject } from './crop-gestures'
import { cropping } from './load-cropping'

/** Drag, pinch and wheel over the crop, and the focus of its keys on a press. */
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
    return cropping().followGestures(area.current, keys.current, () => latest.current)
  }, [area, keys])
}
