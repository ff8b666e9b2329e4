import type { SpritesheetGrid } from '@dailies/core'
import type { Brightness } from './brightness'

// Minimum brightness change at a seam, as a multiple of the average change in the image.
const minSeamContrast = 1.7
// Minimum brightness change, of 255. Smaller changes are compression noise on a plain area.
const noiseFloor = 1.5

/**
 * Selects among the possible grids by edge detection at the seams between tiles, where the image changes abruptly along
 * the whole line. The black bars of a letterboxed video hide the seams in one direction, so one direction may be silent
 * if the other one is clear. Returns the finest grid whose every line is a seam, because the lines of a coarser grid
 * are a subset of them.
 */
export function gridBySeams(image: Brightness, grids: readonly SpritesheetGrid[]): SpritesheetGrid | undefined {
  const columnChanges = changes(image, 'columns')
  const rowChanges = changes(image, 'rows')
  const seamed = grids.filter(({ columns, rows }) => {
    const seams = new Set([weakestSeam(columnChanges, columns), weakestSeam(rowChanges, rows)])
    return seams.has('clear') && !seams.has('missing')
  })
  return seamed.at(-1)
}

type Seam = 'clear' | 'silent' | 'missing'

/** Average brightness change at each column or row of pixels; the first entry is the edge of the image and is 0. */
function changes({ width, height, values }: Brightness, lines: 'columns' | 'rows'): number[] {
  const isColumns = lines === 'columns'
  const [count, length] = isColumns ? [width, height] : [height, width]
  const [step, stride] = isColumns ? [1, width] : [width, 1]
  return Array.from({ length: count }, (_, line) => {
    if (line === 0) return 0
    let sum = 0
    for (let position = 0; position < length; position += 1) {
      const index = line * step + position * stride
      sum += Math.abs((values[index] ?? 0) - (values[index - step] ?? 0))
    }
    return sum / length
  })
}

/** Classifies the weakest of a grid's seams, compared with the average change in the image. */
function weakestSeam(lines: readonly number[], parts: number): Seam {
  if (parts === 1) return 'silent'
  const average = lines.reduce((sum, change) => sum + change, 0) / lines.length
  const seams = Array.from({ length: parts - 1 }, (_, part) => {
    const line = Math.round(((part + 1) * lines.length) / parts)
    // Scaling and compression blur a seam into the neighbouring lines.
    return Math.max(lines[line - 1] ?? 0, lines[line] ?? 0, lines[line + 1] ?? 0)
  })
  // There are no seams between the blank tiles at the end.
  while ((seams.at(-1) ?? noiseFloor) < noiseFloor) seams.pop()
  if (seams.length === 0) return 'silent'
  return Math.min(...seams) >= Math.max(minSeamContrast * average, noiseFloor) ? 'clear' : 'missing'
}
