import { useLayoutEffect, useRef, useState, type RefObject } from 'react'
import { listen } from '../primitives'
import { measureRows } from './measure-rows'
import { leftOut, visibleRange, type LeftOut, type Range } from './visible-rows'

const unmeasured = { rowHeight: 0, columns: 1 }

/**
 * Which cards of a grid are to be there and how much room is left for the others, kept right while anything scrolls or the grid
 * changes its width. Both go into one render: with the new cards between the old room, the page would be shorter for a moment, and
 * the browser would scroll back to its end.
 */
export function useVisibleRange(grid: RefObject<HTMLElement | null>, count: number): Range & LeftOut {
  const [range, setRange] = useState(() => ({
    ...visibleRange({ ...unmeasured, top: 0, viewport: 0 }, count),
    ...unmeasured,
  }))
  const measured = useRef(unmeasured)

  useLayoutEffect(() => {
    const element = grid.current
    if (!element) return undefined
    const look = () => {
      const { top } = element.getBoundingClientRect()
      const next = { ...visibleRange({ ...measured.current, top, viewport: innerHeight }, count), ...measured.current }
      const held = [...element.children].find((child) => child.contains(document.activeElement))
      const place = Number(held?.getAttribute('aria-posinset')) - 1
      // Were a card deleted with the focus in it, Chromium would lay the page out between the old cards and the new, and scroll back to
      // where that ends; and the keys would go nowhere.
      if (place < next.start || place >= next.end) element.focus({ preventScroll: true })
      setRange((before) => (Object.values(before).join() === Object.values(next).join() ? before : next))
    }
    const measure = () => {
      measured.current = measureRows(element)
      look()
    }
    measure()
    const observer = typeof ResizeObserver === 'function' ? new ResizeObserver(measure) : undefined
    observer?.observe(element)
    // Whatever scrolls, the page or a box around the grid, moves the grid on the screen.
    const end = listen(window, { scroll: look, resize: measure }, { capture: true, passive: true })
    return () => {
      observer?.disconnect()
      end()
    }
  }, [grid, count])

  const shown = { start: Math.min(range.start, count), end: Math.min(range.end, count) }
  return { ...shown, ...leftOut(shown, range, count) }
}
