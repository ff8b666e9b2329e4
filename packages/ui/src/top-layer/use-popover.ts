import { useEffect, useLayoutEffect, useRef, useState } from 'react'
import { setCustomProperties } from '../primitives'
import { useCloseWhenHidden } from './use-close-when-hidden'
import { useEscape } from './use-escape'
import { useRaised } from './use-raised'

const gap = 4
const margin = 8

/**
 * A popover at a button, in the top layer: it closes on Escape, on a press outside, and when the focus leaves it.
 *
 * @param onClose called with whether the focus should return to the button
 * @returns the props of the layer, and the ref of its content, an element of the class `dl-popover`
 */
export function usePopover(button: HTMLElement | null, onClose: (returnsFocus: boolean) => void) {
  const { ref, popover } = useRaised(true)
  const [layer, setLayer] = useState<HTMLElement | null>(null)
  const [content, setContent] = useState<HTMLElement | null>(null)
  const latest = useRef(onClose)
  useEffect(() => {
    latest.current = onClose
  })
  useEscape(layer, undefined, () => onClose(true))
  useCloseWhenHidden(layer, () => onClose(false))

  useLayoutEffect(() => {
    if (!button || !content) return undefined
    const place = () => setCustomProperties(content, placeOf(button, content))
    place()
    window.addEventListener('scroll', place, { capture: true, passive: true })
    window.addEventListener('resize', place)
    return () => {
      window.removeEventListener('scroll', place, { capture: true })
      window.removeEventListener('resize', place)
    }
  }, [button, content])

  useEffect(() => {
    if (!button || !content) return undefined
    const isInside = (target: EventTarget | null) =>
      target instanceof Node && (content.contains(target) || button.contains(target))
    const closeOutside = ({ target }: Event) => {
      if (!isInside(target)) latest.current(false)
    }
    document.addEventListener('pointerdown', closeOutside)
    document.addEventListener('focusin', closeOutside)
    return () => {
      document.removeEventListener('pointerdown', closeOutside)
      document.removeEventListener('focusin', closeOutside)
    }
  }, [button, content])

  return {
    layer: {
      ref: (element: HTMLElement | null) => {
        ref(element)
        setLayer(element)
      },
      className: 'dl-layer',
      popover,
    },
    content: setContent,
  }
}

/** Below the button, or above it where more room is; aligned at the start of the text. */
const placeOf = (button: HTMLElement, content: HTMLElement) => {
  const { top, bottom, left, right } = button.getBoundingClientRect()
  const { clientWidth, clientHeight } = document.documentElement
  const isRightToLeft = getComputedStyle(button).direction === 'rtl'
  const start = isRightToLeft ? clientWidth - right : left
  const below = clientHeight - bottom - gap - margin
  const above = top - gap - margin
  const isBelow = below >= Math.min(content.scrollHeight, above)
  return {
    '--dl-popover-start': `${Math.max(margin, Math.min(start, clientWidth - content.offsetWidth - margin))}px`,
    '--dl-popover-top': isBelow ? `${bottom + gap}px` : undefined,
    '--dl-popover-bottom': isBelow ? undefined : `${clientHeight - top + gap}px`,
    '--dl-popover-height': `${isBelow ? below : above}px`,
  } as const
}
