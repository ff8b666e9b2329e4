import { useLayoutEffect, useRef, useState, type RefObject } from 'react'
import { listen, setCustomProperties } from '../primitives'
import { measureRows } from './measure-rows'
import { leftOut, visibleRange, type Range } from './visible-rows'

const unmeasured = { top: 0, viewport: 0, rowHeight: 0, columns: 0 }

/** Which cards of a grid are to be there, kept right while anything scrolls or the grid changes its width. */
export function useVisibleRange(grid: RefObject<HTMLElement | null>, count: number): Range {
  const [range, setRange] = useState<Range>(() => visibleRange(unmeasured, count))
  const measured = useRef({ rowHeight: 0, columns: 0 })

  useLayoutEffect(() => {
    const element = grid.current
    if (!element) return undefined
    const look = () => {
      const { top } = element.getBoundingClientRect()
      const next = visibleRange({ ...measured.current, top, viewport: innerHeight }, count)
      setRange((before) => (before.start === next.start && before.end === next.end ? before : next))
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
  useLayoutEffect(() => {
    const { before, after } = leftOut(shown, measured.current, count)
    if (grid.current) setCustomProperties(grid.current, { '--dl-before': `${before}px`, '--dl-after': `${after}px` })
  })
  return shown
}
