import type { Pixels } from '../format'
import { pan, zoomBy, type Crop } from './crop'

/** What a gesture needs to know of the picture it moves. */
export interface CropSubject {
  picture: Pixels
  frame: Pixels
  crop: Crop
  setCrop(crop: Crop): void
}

interface Point {
  x: number
  y: number
}

/**
 * Drag, pinch and wheel over the crop, which a press gives the focus of its keys. The picture follows the finger, so the frame moves
 * the other way. The listeners are the element's own: React listens to the wheel passively, and a passive listener cannot keep the
 * page from scrolling.
 *
 * @returns what ends it
 */
export const followGestures = (area: HTMLElement, keys: HTMLElement, subject: () => CropSubject): (() => void) => {
  const pointers = new Map<number, Point>()
  const gone = new AbortController()
  const options = { signal: gone.signal, passive: false }

  area.addEventListener(
    'mousedown',
    (event) => {
      // A press would take the focus to the page, and with it the keys and the wheel.
      event.preventDefault()
      keys.focus({ preventScroll: true })
    },
    options,
  )
  area.addEventListener(
    'pointerdown',
    (event) => {
      area.setPointerCapture(event.pointerId)
      pointers.set(event.pointerId, { x: event.clientX, y: event.clientY })
    },
    options,
  )
  area.addEventListener(
    'pointermove',
    (event) => {
      const before = pointers.get(event.pointerId)
      if (!before) return
      const now = { x: event.clientX, y: event.clientY }
      const [other] = [...pointers].filter(([id]) => id !== event.pointerId).map(([, point]) => point)
      subject().setCrop(dragged(subject(), area.getBoundingClientRect(), before, now, other))
      pointers.set(event.pointerId, now)
    },
    options,
  )
  for (const end of ['pointerup', 'pointercancel'] as const)
    area.addEventListener(end, (event) => pointers.delete(event.pointerId), options)
  area.addEventListener(
    'wheel',
    (event) => {
      // Only once somebody works here: a page must scroll on when the pointer merely passes over.
      if (!event.ctrlKey && !area.contains(document.activeElement)) return
      event.preventDefault()
      const { crop, setCrop } = subject()
      setCrop(zoomBy(crop, Math.exp(-event.deltaY / 400)))
    },
    options,
  )
  return () => gone.abort()
}

/** With two fingers each contributes half of the movement, and their distance enlarges. */
const dragged = (
  { picture, frame, crop }: CropSubject,
  box: Pixels,
  before: Point,
  now: Point,
  other: Point | undefined,
): Crop => {
  const share = other ? 0.5 : 1
  const across = (share * (before.x - now.x)) / box.width
  const down = (share * (before.y - now.y)) / box.height
  const moved = pan(picture, frame, crop, across, down)
  return other ? zoomBy(moved, distance(now, other) / Math.max(1, distance(before, other))) : moved
}

const distance = (one: Point, other: Point) => Math.hypot(one.x - other.x, one.y - other.y)
