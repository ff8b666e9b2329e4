/** A grid as it lies on the screen, in CSS pixels. */
export interface GridLayout {
  /** Its upper edge, measured from that of the window; negative once it is scrolled past. */
  top: number
  /** Height of the window. */
  viewport: number
  /** Height of a row and the gap beneath it; 0 while nothing was measured. */
  rowHeight: number
  /** At least 1. */
  columns: number
}

/** A part of a list: from `start` up to but not including `end`. */
export interface Range {
  start: number
  end: number
}

/** The height of the rows that are not there, in CSS pixels. */
export interface LeftOut {
  before: number
  after: number
}

// Beyond each edge of the window, so that a quick scroll meets pictures; with this no more than twice a screen is there.
const ahead = 0.25

// Before a card has been measured: enough to fill a screen, never a whole library.
const atFirst = 24

/** Which of `count` cards are to be there; the first few while nothing was measured. */
export function visibleRange({ top, viewport, rowHeight, columns }: GridLayout, count: number): Range {
  if (rowHeight <= 0) return { start: 0, end: Math.min(count, atFirst) }
  const first = Math.floor((-top - viewport * ahead) / rowHeight)
  const last = Math.ceil((-top + viewport * (1 + ahead)) / rowHeight)
  const rows = Math.ceil(count / columns)
  const start = Math.min(Math.max(first, 0), Math.max(rows - 1, 0))
  return { start: start * columns, end: Math.min(Math.max(last, start + 1) * columns, count) }
}

/** How much room the rows take that are left out above and below. */
export function leftOut(
  { start, end }: Range,
  { rowHeight, columns }: Pick<GridLayout, 'rowHeight' | 'columns'>,
  count: number,
): LeftOut {
  return {
    before: (start / columns) * rowHeight,
    after: Math.max(0, Math.ceil(count / columns) - Math.ceil(end / columns)) * rowHeight,
  }
}
