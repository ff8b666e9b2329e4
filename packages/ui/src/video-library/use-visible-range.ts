import { useLayoutEffect, useState, type RefObject } from 'react'
import { listen } from '../primitives'
import type { JustifiedRow } from './justified-rows'
import { initialRange, visibleRange, type VisibleRange } from './visible-rows'

/**
 * Virtualizes a grid (windowing): which cards to render, and how much space to reserve for the others. It updates on
 * scroll and when the rows change. Cards and space change in one render: with new cards and the old space the
 * page would be shorter for a moment, and the browser would scroll back to its end.
 */
export function useVisibleRange(
  grid: RefObject<HTMLElement | null>,
  rows: readonly JustifiedRow[],
  count: number,
): VisibleRange {
  const [range, setRange] = useState(() => initialRange(count))

  useLayoutEffect(() => {
    const element = grid.current
    if (!element) return undefined
    const update = () => {
      const { top } = element.getBoundingClientRect()
      const next = rows.length > 0 ? visibleRange(rows, { top, viewport: innerHeight }) : initialRange(count)
      const focused = [...element.children].find((child) => child.contains(document.activeElement))
      const focusedIndex = Number(focused?.getAttribute('aria-posinset')) - 1
      // Moves the focus from a card that is about to be unmounted to the grid. Otherwise Chromium would do a layout
      // between the old and the new cards and scroll back to the end of that page, and keyboard navigation would stop
      // working.
      if (focusedIndex < next.start || focusedIndex >= next.end) element.focus({ preventScroll: true })
      setRange((current) => (Object.values(current).join() === Object.values(next).join() ? current : next))
    }
    update()
    // Capture, since the page or any ancestor of the grid may scroll.
    return listen(window, { scroll: update, resize: update }, { capture: true, passive: true })
  }, [grid, rows, count])

  return { ...range, start: Math.min(range.start, count), end: Math.min(range.end, count) }
}
