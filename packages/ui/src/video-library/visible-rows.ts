import { lastIndexWhere, type JustifiedRow } from './justified-rows'

/** A range of a list: from `start` up to but excluding `end`. */
interface Range {
  start: number
  end: number
}

/** The items to render, and the height of the rows that are not rendered, in CSS pixels. */
export interface VisibleRange extends Range {
  before: number
  after: number
}

// Overscan beyond each edge of the viewport, as a share of its height. With it at most twice the cards of a screen
// are rendered.
const overscan = 0.25

// Cards to render before anything is measured: enough to fill a screen.
const initialCount = 24

/** The items to render before anything is measured. */
export const initialRange = (count: number): VisibleRange => ({
  start: 0,
  end: Math.min(count, initialCount),
  before: 0,
  after: 0,
})

/**
 * The items of the rows in view (windowing), and the height of the others.
 *
 * @param top the top edge of the grid relative to the viewport; negative once it is scrolled past
 */
export function visibleRange(
  rows: readonly JustifiedRow[],
  { top, viewport }: { top: number; viewport: number },
): VisibleRange {
  const from = -top - viewport * overscan
  const to = -top + viewport * (1 + overscan)
  const firstIndex = lastIndexWhere(rows, (row) => row.top <= from)
  const lastIndex = Math.max(
    firstIndex,
    lastIndexWhere(rows, (row) => row.top < to),
  )
  const [first, last, end] = [rows[firstIndex], rows[lastIndex], rows.at(-1)]
  if (!first || !last || !end) return { start: 0, end: 0, before: 0, after: 0 }
  return {
    start: first.start,
    end: last.end,
    before: first.top,
    after: end.top + end.height - last.top - last.height,
  }
}
