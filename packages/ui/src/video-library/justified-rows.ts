/** One row of the grid, in CSS pixels. */
export interface JustifiedRow {
  /** The index of its first item. */
  start: number
  /** The index after its last item. */
  end: number
  /** Its distance from the top of the grid. */
  top: number
  /** The height of its pictures, without the texts below them. */
  height: number
}

/** What rows are made for, in CSS pixels. */
export interface RowSpace {
  /** The width that each row fills. */
  width: number
  /** The space between two items of a row. */
  gap: number
  /** About how high a picture is. */
  rowHeight: number
  /** What a row needs below its pictures: the texts, and the space to the next row. */
  below: number
}

// A picture narrower than that would have no room for its text, and a wider one no height.
const narrowest = 9 / 16
const widest = 2.4

/** The ratio of width to height with which an item is laid out. */
export const layoutRatio = (ratio: number): number => Math.min(Math.max(ratio, narrowest), widest)

/**
 * Lays items of different shapes in rows. All pictures of a row are equally high, and fill its width without being
 * cropped. Each row ends where its height is nearest to the wanted one; the last is not stretched.
 *
 * @param ratios width divided by height of each item
 */
export function justifyRows(
  ratios: readonly number[],
  { width, gap, rowHeight, below }: RowSpace,
): readonly JustifiedRow[] {
  const rows: JustifiedRow[] = []
  let start = 0
  let sum = 0
  let top = 0
  const push = (end: number, height: number) => {
    rows.push({ start, end, top, height })
    top += height + below
    start = end
    sum = 0
  }
  for (const [index, ratio] of ratios.entries()) {
    const count = index - start
    const without = count > 0 ? (width - gap * (count - 1)) / sum : Infinity
    const withIt = (width - gap * count) / (sum + ratio)
    if (withIt <= rowHeight && without / rowHeight < rowHeight / withIt) push(index, without)
    sum += ratio
    const height = (width - gap * (index - start)) / sum
    if (height <= rowHeight) push(index + 1, height)
  }
  if (start < ratios.length) push(ratios.length, rowHeight)
  return rows
}

/** The size of the picture of an item; nothing before there are rows. */
export function pictureSize(
  { rows, ratios }: { rows: readonly JustifiedRow[]; ratios: readonly number[] },
  index: number,
): { width: number; height: number } | undefined {
  const row = rows[rowOf(rows, index)]
  const ratio = ratios[index]
  // Rounded down, so that a row is never a fraction too wide.
  return row && ratio ? { width: Math.floor(ratio * row.height * 100) / 100, height: row.height } : undefined
}

/** The index of the row that contains an item. */
export const rowOf = (rows: readonly JustifiedRow[], index: number): number =>
  lastIndexWhere(rows, (row) => row.start <= index)

/** The index of the last row for which this holds, in rows for which it holds first; 0 if it holds for none. */
export function lastIndexWhere(rows: readonly JustifiedRow[], holds: (row: JustifiedRow) => boolean): number {
  let low = 0
  let high = rows.length - 1
  while (low < high) {
    const middle = Math.ceil((low + high) / 2)
    const row = rows[middle]
    if (row && holds(row)) low = middle
    else high = middle - 1
  }
  return low
}

/** The item of a row whose center is nearest to that of an item of another row. */
export function nearestInRow(
  ratios: readonly number[],
  { from, index, to, gap }: { from: JustifiedRow; index: number; to: JustifiedRow; gap: number },
): number {
  const center = (row: JustifiedRow, item: number): number => {
    let left = 0
    for (let before = row.start; before < item; before += 1) left += (ratios[before] ?? 1) * row.height + gap
    return left + ((ratios[item] ?? 1) * row.height) / 2
  }
  const wanted = center(from, index)
  let nearest = to.start
  for (let item = to.start; item < to.end; item += 1) {
    if (Math.abs(center(to, item) - wanted) < Math.abs(center(to, nearest) - wanted)) nearest = item
  }
  return nearest
}
