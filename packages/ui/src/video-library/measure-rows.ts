/** The height of a row with the gap beneath it, in CSS pixels, and how many films stand in one; 0 while there is none. */
export function measureRows(grid: HTMLElement): { rowHeight: number; columns: number } {
  const { gridTemplateColumns, rowGap } = getComputedStyle(grid)
  const height = grid.firstElementChild?.getBoundingClientRect().height ?? 0
  return {
    rowHeight: height > 0 ? height + (Number.parseFloat(rowGap) || 0) : 0,
    columns: gridTemplateColumns.split(' ').length,
  }
}
