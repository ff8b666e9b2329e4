import type { SpritesheetGrid } from '@dailies/core'
import type { Brightness } from './brightness'

// A seam changes by so many times the usual change of this picture.
const clearSeam = 1.7
// In levels of brightness, of 255: less than compression leaves on a plain field.
const silence = 1.5

/**
 * Chooses among grids that all fit by the seams between tiles: there the picture changes abruptly along the whole line. Bars at the
 * edge of a letterboxed film hide the seams in one direction, so one direction may be silent if the other is clear. The finest grid
 * whose every line is a seam is the one, since the lines of a coarser one are a part of its own.
 */
export function gridBySeams(picture: Brightness, grids: readonly SpritesheetGrid[]): SpritesheetGrid | undefined {
  const across = changes(picture, 'columns')
  const down = changes(picture, 'rows')
  const seamed = grids.filter(({ columns, rows }) => {
    const seams = new Set([weakestSeam(across, columns), weakestSeam(down, rows)])
    return seams.has('clear') && !seams.has('missing')
  })
  return seamed.at(-1)
}

type Seam = 'clear' | 'silent' | 'missing'

/** How much the picture changes at each line, on average along it; the first entry stands for the edge and is 0. */
function changes({ width, height, values }: Brightness, lines: 'columns' | 'rows'): number[] {
  const isColumns = lines === 'columns'
  const [count, along] = isColumns ? [width, height] : [height, width]
  const [step, stride] = isColumns ? [1, width] : [width, 1]
  return Array.from({ length: count }, (_, line) => {
    if (line === 0) return 0
    let sum = 0
    for (let position = 0; position < along; position += 1) {
      const at = line * step + position * stride
      sum += Math.abs((values[at] ?? 0) - (values[at - step] ?? 0))
    }
    return sum / along
  })
}

/** The weakest of the lines that a grid would cut along, against the usual change in this picture. */
function weakestSeam(lines: readonly number[], parts: number): Seam {
  if (parts === 1) return 'silent'
  const usual = lines.reduce((sum, change) => sum + change, 0) / lines.length
  const seams = Array.from({ length: parts - 1 }, (_, part) => {
    const at = Math.round(((part + 1) * lines.length) / parts)
    // Scaling and compression smear a seam over the neighbouring lines.
    return Math.max(lines[at - 1] ?? 0, lines[at] ?? 0, lines[at + 1] ?? 0)
  })
  // Blank tiles at the end have no seams between them.
  while ((seams.at(-1) ?? silence) < silence) seams.pop()
  if (seams.length === 0) return 'silent'
  return Math.min(...seams) >= Math.max(clearSeam * usual, silence) ? 'clear' : 'missing'
}
