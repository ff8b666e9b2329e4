import {
  useEffect,
  useRef,
  type FocusEvent,
  type HTMLAttributes,
  type KeyboardEvent,
  type MouseEvent,
  type PointerEvent,
  type RefObject,
} from 'react'
import { createScrubHead, type ScrubHead, type ScrubSettings } from './scrub-head'

// Below this a finger rests rather than moves, in CSS pixels.
const slop = 6

/** What the page listens to itself; its handlers run first and may prevent ours. */
export type ScrubEvents = Pick<
  HTMLAttributes<HTMLDivElement>,
  | 'onPointerEnter'
  | 'onPointerMove'
  | 'onPointerLeave'
  | 'onPointerDown'
  | 'onPointerUp'
  | 'onPointerCancel'
  | 'onClickCapture'
  | 'onFocus'
  | 'onBlur'
  | 'onKeyDown'
>

/**
 * Gives an element the ways of a scrubber: hover shows, press and drag choose, keys choose. All of it is written to the element;
 * `data-active` stands on it while a pointer is over it or the keyboard is in it.
 */
export function useScrubHead(
  { root, tag }: { root: RefObject<HTMLElement | null>; tag: RefObject<HTMLElement | null> },
  settings: ScrubSettings,
  { time, isDisabled, onInterest }: { time: number | undefined; isDisabled: boolean; onInterest(): void },
): ScrubEvents {
  const head = useRef<ScrubHead | null>(null)
  const gesture = useRef({ over: false, focused: false, pointer: -1, startX: 0, moved: false, byPointer: false })

  useEffect(() => {
    if (!root.current) return
    if (head.current) head.current.configure(settings)
    else head.current = createScrubHead(root.current, () => tag.current, settings)
  })
  useEffect(() => {
    // While a finger holds the head, a player that lags behind must not pull it back.
    if (gesture.current.pointer === -1) head.current?.follow(time ?? 0)
  }, [time])

  const mark = () => {
    const { over, focused, pointer } = gesture.current
    root.current?.toggleAttribute('data-active', over || focused || pointer !== -1)
  }
  const set = (change: Partial<typeof gesture.current>) => {
    Object.assign(gesture.current, change)
    mark()
  }
  const release = (event: PointerEvent) => {
    if (event.pointerId === gesture.current.pointer) set({ pointer: -1 })
  }
  if (isDisabled) return {}
  return {
    onPointerEnter: (event) => {
      onInterest()
      if (event.pointerType !== 'touch') set({ over: true })
    },
    onPointerMove: (event) => {
      const { pointer, startX, over } = gesture.current
      if (event.pointerId === pointer) {
        if (Math.abs(event.clientX - startX) > slop) gesture.current.moved = true
        if (gesture.current.moved) head.current?.choose(event.clientX)
      } else if (event.pointerType !== 'touch') {
        if (!over) set({ over: true })
        head.current?.preview(event.clientX)
      }
    },
    onPointerLeave: () => {
      set({ over: false })
      head.current?.endPreview()
    },
    onPointerDown: (event) => {
      if (event.button !== 0 || !event.isPrimary) return
      onInterest()
      event.currentTarget.setPointerCapture?.(event.pointerId)
      set({ pointer: event.pointerId, startX: event.clientX, moved: false, byPointer: event.pointerType === 'mouse' })
      head.current?.choose(event.clientX)
    },
    onPointerUp: release,
    onPointerCancel: release,
    onClickCapture: (event: MouseEvent) => {
      // A drag ends in a click; whoever opens something on a click must not hear it.
      if (gesture.current.moved) event.stopPropagation()
      gesture.current.moved = false
    },
    onFocus: (_event: FocusEvent) => {
      onInterest()
      set({ focused: !gesture.current.byPointer })
    },
    onBlur: () => set({ focused: false, byPointer: false }),
    onKeyDown: (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return
      if (head.current?.chooseByKey(event.key)) {
        event.preventDefault()
        onInterest()
        set({ focused: true })
      }
    },
  }
}
