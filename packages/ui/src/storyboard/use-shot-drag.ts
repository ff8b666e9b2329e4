import { useRef, type PointerEvent } from 'react'
import { useStrip } from './strip-context'
import { dropIndexIn } from './drop-index'

// Less than this is a press with an unsteady hand, in pixels.
const dragThreshold = 6

/** Handlers of the grip that drags a shot by the pointer: mouse, pen or touch, which has no native drag everywhere. */
export function useShotDrag(id: string) {
  const strip = useStrip()
  const start = useRef<{ x: number; y: number; hasMoved: boolean }>(undefined)
  const cancel = () => {
    if (start.current?.hasMoved) strip.setDrag({ draggedId: undefined, dropAt: undefined })
    start.current = undefined
  }
  const handlers = {
    onPointerDown(event: PointerEvent<HTMLElement>) {
      if (event.button !== 0 || !event.isPrimary) return
      start.current = { x: event.clientX, y: event.clientY, hasMoved: false }
      event.currentTarget.setPointerCapture(event.pointerId)
    },
    onPointerMove(event: PointerEvent<HTMLElement>) {
      const { current } = start
      if (!current) return
      const distance = Math.hypot(event.clientX - current.x, event.clientY - current.y)
      current.hasMoved ||= distance > dragThreshold
      const list = event.currentTarget.closest('ol')
      if (current.hasMoved && list) strip.setDrag({ draggedId: id, dropAt: dropIndexIn(list, event) })
    },
    onPointerUp() {
      if (start.current?.hasMoved) strip.drop()
      start.current = undefined
    },
    onPointerCancel: cancel,
  }
  return { handlers, isPressed: () => start.current !== undefined }
}
