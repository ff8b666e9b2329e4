import type { SpritesheetGrid } from '@dailies/core'
import type { HTMLAttributes, PointerEvent } from 'react'
import { setShownFraction } from '../playback'
import { clamp, fractionAt, timeAfterKey, type ScrubScale } from './scrub-position'

/** Settings of a scrub controller, updated whenever a prop changes. */
export interface ScrubSettings extends Omit<ScrubScale, 'isRightToLeft'> {
  /** The grid of the spritesheet, written as custom properties `--dl-<name>`. */
  grid: SpritesheetGrid | undefined
  /** The `aria-valuetext` for a time in seconds. */
  valueText(time: number): string
  /** The controlled time, in seconds; undefined if the slider keeps its own. */
  value: number | undefined
  /** Called with every selected time, in seconds. */
  onValueChange: ((time: number) => void) | undefined
  /** Called on every interaction by pointer, touch, keyboard or focus. */
  onInteraction(): void
  /** How long the pointer hovers before that is an interaction, in milliseconds. */
  hoverDelayMs: number
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

/** Moves the image, the playhead and the time label of a scrubber, without React renders. */
export interface ScrubController {
  /** A ref for the slider element. */
  root(element: HTMLElement | null): void
  /**
   * Keeps the CSS transform of an element up to date: `transformOf` returns it for the hovered or selected position, from
   * 0 at the start of the video to 1 at its end. Returns a function that ends this.
   */
  transform(element: HTMLElement, transformOf: (fraction: number) => string): () => void
  /** Replaces the settings, and follows a controlled time except during a drag. */
  configure(settings: ScrubSettings): void
  /**
   * Event handlers: hover previews; press, drag and keys select. `data-active` is set during hover, drag and keyboard
   * focus.
   */
  events: ScrubEvents
}

/** Creates a scrub controller for one slider element. */
export function createScrubController(initial: ScrubSettings, initialTime: number): ScrubController {
  let settings = initial
  let root: HTMLElement | null = null
  const transforms = new Map<HTMLElement, (fraction: number) => string>()
  // Only the elements that move: a property on the slider itself would restyle all of its descendants.
  let customElements: HTMLCollectionOf<HTMLElement> | undefined
  let value = initialTime
  let previewTime: number | undefined
  let isOver = false
  let isFocused = false
  let isPressed = false
  let hasMoved = false
  let pointer: number | undefined
  let startX = 0
  // Read once per interaction, because getComputedStyle is the most expensive part of a move.
  let isRightToLeft = false
  let hoverTimer: ReturnType<typeof setTimeout> | undefined

  const fractionOf = (time: number) => time / settings.duration || 0
  const shown = () => fractionOf(previewTime ?? value)
  const timeAt = ({ clientX, currentTarget }: PointerEvent) =>
    fractionAt(clientX, currentTarget.getBoundingClientRect(), isRightToLeft) * settings.duration

  const startInteraction = (delayMs = 0) => {
    clearTimeout(hoverTimer)
    if (delayMs > 0) hoverTimer = setTimeout(() => settings.onInteraction(), delayMs)
    else settings.onInteraction()
    if (root) isRightToLeft = getComputedStyle(root).direction === 'rtl'
  }
  const updateActive = () => root?.toggleAttribute('data-active', isOver || isFocused || pointer !== undefined)
  const updatePosition = () => {
    const fraction = shown()
    for (const [{ style }, transformOf] of transforms) style.transform = transformOf(fraction)
    for (const { style } of customElements ?? []) style.setProperty('--dl-position', fraction.toFixed(5))
  }
  const preview = (time: number | undefined) => {
    previewTime = time
    updatePosition()
  }
  const setValue = (time: number) => {
    value = clamp(time, settings.duration)
    if (root) {
      for (const [name, property] of Object.entries({ ...settings.grid, value: fractionOf(value).toFixed(5) }))
        root.style.setProperty(`--dl-${name}`, `${property}`)
      root.setAttribute('aria-valuenow', `${Number(value.toFixed(3))}`)
      root.setAttribute('aria-valuetext', settings.valueText(value))
    }
    updatePosition()
  }
  const select = (time: number) => {
    settings.onInteraction()
    previewTime = undefined
    setValue(time)
    settings.onValueChange?.(time)
    restore()
  }
  // During a drag, the lagging time of a player must not move the playhead back.
  const follow = () => setValue((pointer === undefined ? settings.value : undefined) ?? value)
  // If the user of a controlled scrubber did not take over the time, it moves back. In the next frame, since a seeking
  // player reports its new time in a later task.
  const restore = () => settings.value !== undefined && requestAnimationFrame(follow)
  const release = (event: PointerEvent) => {
    if (event.pointerId === pointer) pointer = undefined
    updateActive()
    restore()
  }

  return {
    root(element) {
      root = element
      if (element) setShownFraction(element, shown)
      customElements = element?.getElementsByClassName('dl-position') as typeof customElements
    },
    transform(element, transformOf) {
      transforms.set(element, transformOf)
      updatePosition()
      return () => transforms.delete(element)
    },
    configure(next) {
      const isChanged = next.value !== settings.value
      settings = next
      if (isChanged) follow()
      else setValue(value)
    },
    events: {
      onPointerEnter(event) {
        isOver = event.pointerType !== 'touch'
        startInteraction(isOver ? settings.hoverDelayMs : 0)
        updateActive()
      },
      onPointerMove(event) {
        if (event.pointerId === pointer) {
          // A movement of up to 6 px does not count as a drag.
          hasMoved ||= Math.abs(event.clientX - startX) > 6
          if (hasMoved) select(timeAt(event))
        } else if (event.pointerType !== 'touch') {
          isOver = true
          updateActive()
          preview(timeAt(event))
        }
      },
      onPointerLeave() {
        clearTimeout(hoverTimer)
        isOver = false
        updateActive()
        preview(undefined)
      },
      onPointerDown(event) {
        if (event.button !== 0 || !event.isPrimary) return
        event.currentTarget.setPointerCapture?.(event.pointerId)
        pointer = event.pointerId
        startX = event.clientX
        hasMoved = false
        isPressed = event.pointerType === 'mouse'
        updateActive()
        select(timeAt(event))
      },
      onPointerUp: release,
      onPointerCancel: release,
      onClickCapture(event) {
        // A drag ends with a click event, which must not reach click handlers.
        if (hasMoved) event.stopPropagation()
        hasMoved = false
      },
      onFocus() {
        startInteraction()
        // A mouse press also focuses the slider, but its active state ends when the pointer leaves.
        isFocused = !isPressed
        updateActive()
      },
      onBlur() {
        isFocused = isPressed = false
        updateActive()
      },
      onKeyDown(event) {
        if (event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return
        const time = timeAfterKey(event.key, value, { ...settings, isRightToLeft })
        if (time === undefined) return
        event.preventDefault()
        isFocused = true
        updateActive()
        select(time)
      },
    },
  }
}
