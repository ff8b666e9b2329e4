import { useEffect, useRef, type KeyboardEvent, type PointerEvent, type RefObject } from 'react'
import type { Pixels } from '../format'
import { pan, zoomBy, type Crop } from './crop'

/** What a gesture needs to know of the picture it moves. */
export interface CropSubject {
  picture: Pixels
  frame: Pixels
  crop: Crop
  setCrop(crop: Crop): void
}

const step = 0.04
const leap = 0.2
const keys: Record<string, readonly [across: number, down: number]> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
}

/** Drag, pinch, wheel and keys over the crop. The picture follows the finger, so the frame moves the other way. */
export function useCropGestures(area: RefObject<HTMLElement | null>, subject: CropSubject) {
  const pointers = useRef(new Map<number, { x: number; y: number }>())
  useWheel(area, subject)

  const onPointerMove = (event: PointerEvent<HTMLElement>) => {
    const before = pointers.current.get(event.pointerId)
    if (!before) return
    const box = event.currentTarget.getBoundingClientRect()
    const now = { x: event.clientX, y: event.clientY }
    const [other] = [...pointers.current].filter(([id]) => id !== event.pointerId).map(([, point]) => point)
    // With two fingers each contributes half of the movement, and their distance enlarges.
    const share = other ? 0.5 : 1
    const { picture, frame, crop, setCrop } = subject
    const moved = pan(
      picture,
      frame,
      crop,
      (-(now.x - before.x) / box.width) * share,
      (-(now.y - before.y) / box.height) * share,
    )
    setCrop(other ? zoomBy(moved, distance(now, other) / Math.max(1, distance(before, other))) : moved)
    pointers.current.set(event.pointerId, now)
  }

  const forget = (event: PointerEvent) => pointers.current.delete(event.pointerId)

  return {
    onPointerDown: (event: PointerEvent<HTMLElement>) => {
      event.currentTarget.setPointerCapture(event.pointerId)
      pointers.current.set(event.pointerId, { x: event.clientX, y: event.clientY })
    },
    onPointerMove,
    onPointerUp: forget,
    onPointerCancel: forget,
    onKeyDown: (event: KeyboardEvent) => {
      const next = byKey(event, subject)
      if (!next) return
      event.preventDefault()
      subject.setCrop(next)
    },
  }
}

const byKey = ({ key, shiftKey }: KeyboardEvent, { picture, frame, crop }: CropSubject): Crop | undefined => {
  if (key === '+' || key === '=') return zoomBy(crop, 1.1)
  if (key === '-') return zoomBy(crop, 1 / 1.1)
  const [across, down] = keys[key] ?? []
  if (across === undefined || down === undefined) return undefined
  const size = shiftKey ? leap : step
  return pan(picture, frame, crop, across * size, down * size)
}

// React listens to wheel events passively, and a passive listener cannot keep the page from scrolling.
const useWheel = (area: RefObject<HTMLElement | null>, subject: CropSubject) => {
  const latest = useRef(subject)
  useEffect(() => {
    latest.current = subject
  })
  useEffect(() => {
    const element = area.current
    const onWheel = (event: WheelEvent) => {
      // Only once somebody works here: a page must scroll on when the pointer merely passes over.
      if (!event.ctrlKey && document.activeElement !== element) return
      event.preventDefault()
      latest.current.setCrop(zoomBy(latest.current.crop, Math.exp(-event.deltaY / 400)))
    }
    element?.addEventListener('wheel', onWheel, { passive: false })
    return () => element?.removeEventListener('wheel', onWheel)
  }, [area])
}

const distance = (one: { x: number; y: number }, other: { x: number; y: number }) =>
  Math.hypot(one.x - other.x, one.y - other.y)
