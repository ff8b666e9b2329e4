import { tileIndexAt, type SpritesheetGrid } from '@dailies/core'

// Each takes a position in the video, from 0 at its start to 1 at its end. Elements are moved by their own size or by that of
// their container, so nothing is measured, and from left to right: the style sheet mirrors them where text runs from right
// to left. A custom property in the `style` of a moved element would make Chromium restyle it from all rules on each move.

/**
 * Moves a spritesheet, which is as many boxes wide and high as it has columns and rows, so that the tile at a position
 * fills the box.
 */
export const sheetTransform = (grid: SpritesheetGrid, fraction: number): string => {
  // The time at which a tile starts is a binary fraction, and may be slightly less than that.
  const index = tileIndexAt(grid, fraction + 1e-5)
  const { columns, rows } = grid
  return `translate(${(-100 * (index % columns)) / columns}%, ${(-100 * Math.floor(index / columns)) / rows}%)`
}

/** Moves a line, at the left of a box that is as wide as the video and 4 px of which show the line. */
export const playheadTransform = (fraction: number): string => `translateX(calc((100% - 4px) * ${fraction}))`

/** Moves a tag from the one end of its container to the other. */
export const tagTransform = (fraction: number): string => `translateX(calc((100cqi - 100%) * ${fraction}))`

/** Moves a column of labels, evenly spaced over the video, so that the nearest one is at the top. */
export const labelsTransform = (count: number, fraction: number): string =>
  `translateY(${count > 0 ? (-100 * Math.round(fraction * (count - 1))) / count : 0}%)`
