/** The height of a row including the gap, in CSS pixels (0 if the grid is empty), and the number of columns. */
export function measureRows(grid: HTMLElement): { rowHeight: number; columns: number } {
  const { gridTemplateColumns, rowGap } = getComputedStyle(grid)
  const height = grid.firstElementChild?.getBoundingClientRect().height ?? 0
  return {
    rowHeight: height > 0 ? height + (Number.parseFloat(rowGap) || 0) : 0,
    columns: gridTemplateColumns.split(' ').length,
  }
}
