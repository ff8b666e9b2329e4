import { useLayoutEffect, useRef, useState, type RefObject } from 'react'
import { listen } from '../primitives'
import { measureRows } from './measure-rows'
import { hiddenRows, visibleRange, type HiddenRows, type Range } from './visible-rows'

const unmeasured = { rowHeight: 0, columns: 1 }

/**
 * Virtualizes a grid (windowing): which cards to render, and how much space to reserve for the others. It updates on
 * scroll and when the grid is resized. Cards and space change in one render: with new cards and the old space the
 * page would be shorter for a moment, and the browser would scroll back to its end.
 */
export function useVisibleRange(grid: RefObject<HTMLElement | null>, count: number): Range & HiddenRows {
  const [range, setRange] = useState(() => ({
    ...visibleRange({ ...unmeasured, top: 0, viewport: 0 }, count),
    ...unmeasured,
  }))
  const measured = useRef(unmeasured)

  useLayoutEffect(() => {
    const element = grid.current
    if (!element) return undefined
    const update = () => {
      const { top } = element.getBoundingClientRect()
      const next = { ...visibleRange({ ...measured.current, top, viewport: innerHeight }, count), ...measured.current }
      const focused = [...element.children].find((child) => child.contains(document.activeElement))
      const focusedIndex = Number(focused?.getAttribute('aria-posinset')) - 1
      // Moves the focus from a card that is about to be unmounted to the grid. Otherwise Chromium would do a layout
      // between the old and the new cards and scroll back to the end of that page, and keyboard navigation would stop
      // working.
      if (focusedIndex < next.start || focusedIndex >= next.end) element.focus({ preventScroll: true })
      setRange((current) => (Object.values(current).join() === Object.values(next).join() ? current : next))
    }
    const measure = () => {
      measured.current = measureRows(element)
      update()
    }
    measure()
    const observer = typeof ResizeObserver === 'function' ? new ResizeObserver(measure) : undefined
    observer?.observe(element)
    // Capture, since the page or any ancestor of the grid may scroll.
    const unlisten = listen(window, { scroll: update, resize: measure }, { capture: true, passive: true })
    return () => {
      observer?.disconnect()
      unlisten()
    }
  }, [grid, count])

  const shown = { start: Math.min(range.start, count), end: Math.min(range.end, count) }
  return { ...shown, ...hiddenRows(shown, range, count) }
}
