import type { SpritesheetGrid } from '@dailies/core'

/** Pixels of a picture, as a canvas gives them: four bytes each, row by row. */
export interface Pixels {
  width: number
  height: number
  data: ArrayLike<number>
}

const leastContrast = 1.6
const blankSpread = 6

/**
 * Chooses among grids that all fit by looking for the seams: where two tiles meet, the picture changes abruptly along the whole
 * line. The finest grid whose every line is a seam is the one, for the lines of a coarser one are a part of its own.
 */
export function gridBySeams(pixels: Pixels, grids: readonly SpritesheetGrid[]): SpritesheetGrid | undefined {
  const columns = changes(pixels, 'column')
  const rows = changes(pixels, 'row')
  const seamed = grids.filter(
    (grid) => weakestSeam(columns, grid.columns) >= leastContrast && weakestSeam(rows, grid.rows) >= leastContrast,
  )
  return seamed.reduce<SpritesheetGrid | undefined>(
    (finest, grid) => (finest && finest.count >= grid.count ? finest : grid),
    undefined,
  )
}

/** The same grid without the blank tiles at its end. A film may end in the dark, so a lone dark tile after pictures stays. */
export function withoutBlankTail(pixels: Pixels, grid: SpritesheetGrid): SpritesheetGrid {
  let count = grid.columns * grid.rows
  while (count > 1 && isBlank(pixels, grid, count - 1)) count -= 1
  return { ...grid, count: Math.min(grid.count, Math.max(count, (grid.rows - 1) * grid.columns + 1)) }
}

const luma = ({ data, width }: Pixels, x: number, y: number): number => {
  const at = (y * width + x) * 4
  return 0.3 * (data[at] ?? 0) + 0.59 * (data[at + 1] ?? 0) + 0.11 * (data[at + 2] ?? 0)
}

/** How much the picture changes at each line, on average along it; the first entry stands for the edge and is 0. */
function changes(pixels: Pixels, line: 'column' | 'row'): number[] {
  const [lines, along] = line === 'column' ? [pixels.width, pixels.height] : [pixels.height, pixels.width]
  const at = (across: number, position: number) =>
    line === 'column' ? luma(pixels, across, position) : luma(pixels, position, across)
  return Array.from({ length: lines }, (_, across) => {
    if (across === 0) return 0
    let sum = 0
    for (let position = 0; position < along; position += 2)
      sum += Math.abs(at(across, position) - at(across - 1, position))
    return sum / (along / 2)
  })
}

/** The weakest of the lines that a grid would cut along, against the usual change in this picture. */
function weakestSeam(lines: readonly number[], parts: number): number {
  const usual = lines.reduce((sum, change) => sum + change, 0) / lines.length || 1
  let weakest = Infinity
  for (let part = 1; part < parts; part += 1) {
    const at = Math.round((part * lines.length) / parts)
    // Scaling and compression smear a seam over the neighbouring lines.
    const seam = Math.max(lines[at - 1] ?? 0, lines[at] ?? 0, lines[at + 1] ?? 0)
    weakest = Math.min(weakest, seam / usual)
  }
  return weakest
}

function isBlank(pixels: Pixels, { columns, rows }: SpritesheetGrid, tile: number): boolean {
  const width = pixels.width / columns
  const height = pixels.height / rows
  const left = (tile % columns) * width
  const top = Math.floor(tile / columns) * height
  let least = 255
  let most = 0
  // The outer tenth is left out: compression lets the neighbour shine in.
  for (let y = Math.ceil(top + height * 0.1); y < top + height * 0.9; y += 2) {
    for (let x = Math.ceil(left + width * 0.1); x < left + width * 0.9; x += 2) {
      const value = luma(pixels, x, y)
      least = Math.min(least, value)
      most = Math.max(most, value)
    }
  }
  return most - least <= blankSpread
}
