import type { HTMLAttributes, PointerEvent } from 'react'
import { clamp, fractionAt, timeAfterKey, type ScrubScale } from './scrub-position'

/** What a scrub head must know; given anew whenever a prop changes. */
export interface ScrubSettings extends Omit<ScrubScale, 'isRightToLeft'> {
  /** How the sheet and the words in the tag are cut; told to the style sheet by custom properties. */
  cut: Record<string, number>
  /** The words a screen reader hears for a time. */
  spoken(time: number): string
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

/** Moves the picture, the line and the words of a scrubber by one custom property: no render happens while it moves. */
export interface ScrubHead {
  /** A ref for the scrubber. */
  root(element: HTMLElement | null): void
  configure(settings: ScrubSettings): void
  /** Takes over a moment chosen elsewhere, such as a player's. */
  follow(time: number): void
  /** Hover shows, press and drag choose, keys choose. `data-active` stands while a pointer is over it or the keyboard is in it. */
  events: ScrubEvents
}

export function createScrubHead(initial: ScrubSettings): ScrubHead {
  let settings = initial
  let root: HTMLElement | null = null
  // Those that move, and no more: a property on the slider itself would restyle all that is in it.
  let moving: HTMLCollectionOf<HTMLElement> | undefined
  let chosen = 0
  let previewed: number | undefined
  let isOver = false
  let isFocused = false
  let isPressed = false
  let hasMoved = false
  let pointer: number | undefined
  let startX = 0
  // Asked for once a visit, for a computed style costs more than all else in a move.
  let isRightToLeft = false

  const part = (time: number) => (time / settings.duration || 0).toFixed(5)
  const timeAt = ({ clientX, currentTarget }: PointerEvent) =>
    fractionAt(clientX, currentTarget.getBoundingClientRect(), isRightToLeft) * settings.duration

  const attend = () => {
    settings.onInterest()
    if (root) isRightToLeft = getComputedStyle(root).direction === 'rtl'
  }
  const mark = () => root?.toggleAttribute('data-active', isOver || isFocused || pointer !== undefined)
  const show = () => {
    const at = part(previewed ?? chosen)
    for (const { style } of moving ?? []) style.setProperty('--dl-position', at)
  }
  const preview = (time: number | undefined) => {
    previewed = time
    show()
  }
  const place = (time: number) => {
    chosen = clamp(time, settings.duration)
    if (root) {
      for (const [name, value] of Object.entries({ ...settings.cut, chosen: part(chosen) }))
        root.style.setProperty(`--dl-${name}`, `${value}`)
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
    root(element) {
      root = element
      moving = element?.getElementsByClassName('dl-position') as typeof moving
    },
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
        attend()
        isOver = event.pointerType !== 'touch'
        mark()
      },
      onPointerMove(event) {
        if (event.pointerId === pointer) {
          // Within 6 px a finger rests rather than moves.
          hasMoved ||= Math.abs(event.clientX - startX) > 6
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
        attend()
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
        const time = timeAfterKey(event.key, chosen, { ...settings, isRightToLeft })
        if (time === undefined) return
        event.preventDefault()
        isFocused = true
        mark()
        choose(time)
      },
    },
  }
}
