import type { Pixels } from '../format'
import { pan, zoomBy, type Crop } from './crop'

/** The crop that a gesture or key changes. */
export interface CropSubject {
  /** Size of the decoded image, in pixels. */
  image: Pixels
  /** Size of the video, in pixels. */
  frame: Pixels
  crop: Crop
  setCrop(crop: Crop): void
}

interface Point {
  x: number
  y: number
}

/**
 * Handles drag, pinch and wheel gestures on the crop area. A press focuses the crop's keyboard input. The image follows
 * the pointer, so the frame moves in the opposite direction. The listeners are added to the element itself: React's
 * wheel listener is passive, and a passive listener cannot prevent the page from scrolling.
 *
 * @returns a function that removes the listeners
 */
export const addCropGestures = (area: HTMLElement, keys: HTMLElement, subject: () => CropSubject): (() => void) => {
  const pointers = new Map<number, Point>()
  const controller = new AbortController()
  const options = { signal: controller.signal, passive: false }

  area.addEventListener(
    'mousedown',
    (event) => {
      // By default a press moves the focus to the page, and then keys and wheel no longer reach the crop.
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
      const previous = pointers.get(event.pointerId)
      if (!previous) return
      const current = { x: event.clientX, y: event.clientY }
      const [other] = [...pointers].filter(([id]) => id !== event.pointerId).map(([, point]) => point)
      subject().setCrop(cropAfterDrag(subject(), area.getBoundingClientRect(), previous, current, other))
      pointers.set(event.pointerId, current)
    },
    options,
  )
  for (const end of ['pointerup', 'pointercancel'] as const)
    area.addEventListener(end, (event) => pointers.delete(event.pointerId), options)
  area.addEventListener(
    'wheel',
    (event) => {
      // Only while the crop has focus, so that the page still scrolls when the pointer passes over it.
      if (!event.ctrlKey && !area.contains(document.activeElement)) return
      event.preventDefault()
      const { crop, setCrop } = subject()
      setCrop(zoomBy(crop, Math.exp(-event.deltaY / 400)))
    },
    options,
  )
  return () => controller.abort()
}

/** The crop after a drag. With two fingers each contributes half of the movement, and their distance sets the zoom. */
const cropAfterDrag = (
  { image, frame, crop }: CropSubject,
  box: Pixels,
  previous: Point,
  current: Point,
  other: Point | undefined,
): Crop => {
  const share = other ? 0.5 : 1
  const across = (share * (previous.x - current.x)) / box.width
  const down = (share * (previous.y - current.y)) / box.height
  const moved = pan(image, frame, crop, across, down)
  return other ? zoomBy(moved, distance(current, other) / Math.max(1, distance(previous, other))) : moved
}

const distance = (a: Point, b: Point) => Math.hypot(a.x - b.x, a.y - b.y)
