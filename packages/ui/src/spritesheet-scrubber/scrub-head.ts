import type { HTMLAttributes, PointerEvent } from 'react'
import { clamp, fractionAt, timeAfterKey, type ScrubScale } from './scrub-position'

/** What a scrub head must know; given anew whenever a prop changes. */
export interface ScrubSettings extends Omit<ScrubScale, 'isRightToLeft'> {
  /** The words a screen reader hears for a time. */
  spoken(time: number): string
  /** The words in the tag. */
  written(time: number): string
  /** Hears every chosen time, in seconds. */
  onSeek: ((time: number) => void) | undefined
  /** Hears that a pointer, a finger or a key is at work. */
  onInterest(): void
}

type ScrubEvents = Pick<
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

/** Moves the picture, the line and the words of a scrubber by writing to its element: no render happens while it moves. */
export interface ScrubHead {
  /** A ref for the scrubber. */
  root(element: HTMLElement | null): void
  /** A ref for what holds the words for the moment. */
  tag(element: HTMLElement | null): void
  configure(settings: ScrubSettings): void
  /** Takes over a moment chosen elsewhere, such as a player's. */
  follow(time: number): void
  /** Hover shows, press and drag choose, keys choose. `data-active` stands while a pointer is over it or the keyboard is in it. */
  events: ScrubEvents
}

// Below this a finger rests rather than moves, in CSS pixels.
const slop = 6

export function createScrubHead(initial: ScrubSettings): ScrubHead {
  let settings = initial
  let root: HTMLElement | null = null
  let tag: HTMLElement | null = null
  let chosen = 0
  let previewed: number | undefined
  let isOver = false
  let isFocused = false
  let isPressed = false
  let hasMoved = false
  let pointer: number | undefined
  let startX = 0

  const part = (time: number) => (time / settings.duration || 0).toFixed(5)
  const isRightToLeft = (element: Element) => getComputedStyle(element).direction === 'rtl'
  const timeAt = ({ clientX, currentTarget }: PointerEvent) =>
    fractionAt(clientX, currentTarget.getBoundingClientRect(), isRightToLeft(currentTarget)) * settings.duration

  const mark = () => root?.toggleAttribute('data-active', isOver || isFocused || pointer !== undefined)
  const show = () => {
    const time = previewed ?? chosen
    root?.style.setProperty('--dl-at', part(time))
    const written = settings.written(time)
    if (tag && tag.textContent !== written) tag.textContent = written
  }
  const preview = (time: number | undefined) => {
    previewed = time
    show()
  }
  const place = (time: number) => {
    chosen = clamp(time, settings.duration)
    if (root) {
      root.style.setProperty('--dl-chosen', part(chosen))
      root.setAttribute('aria-valuenow', `${Number(chosen.toFixed(3))}`)
      root.setAttribute('aria-valuetext', settings.spoken(chosen))
    }
    show()
  }
  const choose = (time: number) => {
    settings.onInterest()
    previewed = undefined
    place(time)
    settings.onSeek?.(time)
  }
  const release = (event: PointerEvent) => {
    if (event.pointerId === pointer) pointer = undefined
    mark()
  }

  return {
    root: (element) => void (root = element),
    tag: (element) => void (tag = element),
    configure(next) {
      settings = next
      place(chosen)
    },
    follow(time) {
      // While a finger holds the head, a player that lags behind must not pull it back.
      if (pointer === undefined) place(time)
    },
    events: {
      onPointerEnter(event) {
        settings.onInterest()
        isOver = event.pointerType !== 'touch'
        mark()
      },
      onPointerMove(event) {
        if (event.pointerId === pointer) {
          hasMoved ||= Math.abs(event.clientX - startX) > slop
          if (hasMoved) choose(timeAt(event))
        } else if (event.pointerType !== 'touch') {
          isOver = true
          mark()
          preview(timeAt(event))
        }
      },
      onPointerLeave() {
        isOver = false
        mark()
        preview(undefined)
      },
      onPointerDown(event) {
        if (event.button !== 0 || !event.isPrimary) return
        event.currentTarget.setPointerCapture?.(event.pointerId)
        pointer = event.pointerId
        startX = event.clientX
        hasMoved = false
        isPressed = event.pointerType === 'mouse'
        mark()
        choose(timeAt(event))
      },
      onPointerUp: release,
      onPointerCancel: release,
      onClickCapture(event) {
        // A drag ends in a click; whoever opens something on a click must not hear it.
        if (hasMoved) event.stopPropagation()
        hasMoved = false
      },
      onFocus() {
        settings.onInterest()
        // A mouse that presses brings the focus along, and takes its mark away as it leaves.
        isFocused = !isPressed
        mark()
      },
      onBlur() {
        isFocused = isPressed = false
        mark()
      },
      onKeyDown(event) {
        if (event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return
        const scale = { ...settings, isRightToLeft: isRightToLeft(event.currentTarget) }
        const time = timeAfterKey(event.key, chosen, scale)
        if (time === undefined) return
        event.preventDefault()
        isFocused = true
        mark()
        choose(time)
      },
    },
  }
}
