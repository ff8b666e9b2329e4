/** The position and dimensions of a grid, in CSS pixels. */
export interface GridLayout {
  /** Its top edge relative to the viewport; negative once it is scrolled past. */
  top: number
  /** Height of the viewport. */
  viewport: number
  /** Height of a row including the gap; 0 before anything is measured. */
  rowHeight: number
  /** At least 1. */
  columns: number
}

/** A range of a list: from `start` up to but excluding `end`. */
export interface Range {
  start: number
  end: number
}

/** The height of the rows that are not rendered, in CSS pixels. */
export interface HiddenRows {
  before: number
  after: number
}

// Overscan beyond each edge of the viewport, as a share of its height. With it at most twice the cards of a screen
// are rendered.
const overscan = 0.25

// Cards to render before anything is measured: enough to fill a screen.
const initialCount = 24

/** The range of cards to render (windowing); the first {@link initialCount} before anything is measured. */
export function visibleRange({ top, viewport, rowHeight, columns }: GridLayout, count: number): Range {
  if (rowHeight <= 0) return { start: 0, end: Math.min(count, initialCount) }
  const first = Math.floor((-top - viewport * overscan) / rowHeight)
  const last = Math.ceil((-top + viewport * (1 + overscan)) / rowHeight)
  const rows = Math.ceil(count / columns)
  const start = Math.min(Math.max(first, 0), Math.max(rows - 1, 0))
  return { start: start * columns, end: Math.min(Math.max(last, start + 1) * columns, count) }
}

/** The height of the rows above and below that are not rendered. */
export function hiddenRows(
  { start, end }: Range,
  { rowHeight, columns }: Pick<GridLayout, 'rowHeight' | 'columns'>,
  count: number,
): HiddenRows {
  return {
    before: (start / columns) * rowHeight,
    after: Math.max(0, Math.ceil(count / columns) - Math.ceil(end / columns)) * rowHeight,
  }
}
