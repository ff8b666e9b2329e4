import { tileIndexAt, type SpritesheetGrid } from '@dailies/core'

// Each takes a position in the video, from 0 at its start to 1 at its end. Elements are moved by their own size or by that of
// their container, so nothing is measured, and from left to right: the style sheet mirrors them where text runs from right
// to left. A custom property in the `style` of a moved element would make Chromium restyle it from all rules on each move.
// Lines and text move by whole pixels, between which they would be blurred: each is a layer of its own while it moves.

/**
 * Moves a spritesheet so that the tile at a position fills the box. Tiles are one pixel larger than the box, so that no edge
 * of another tile shows in it.
 */
export const sheetTransform = (grid: SpritesheetGrid, fraction: number): string => {
  // The time at which a tile starts is a binary fraction, and may be slightly less than that.
  const index = tileIndexAt(grid, fraction + 1e-5)
  const x = (-100 * (index % grid.columns)) / grid.columns
  const y = (-100 * Math.floor(index / grid.columns)) / grid.rows
  return `translate(round(down, ${x}%, 1px), round(down, ${y}%, 1px))`
}

/** Moves a line, at the left of a box that is as wide as the video and 4 px of which show the line. */
export const playheadTransform = (fraction: number): string => `translateX(round((100% - 4px) * ${fraction}, 1px))`

/** Moves a tag from the one end of its container to the other. */
export const tagTransform = (fraction: number): string => `translateX(round((100cqi - 100%) * ${fraction}, 1px))`

/** Moves a column of labels, evenly spaced over the video, so that the nearest one is at the top. */
export const labelsTransform = (count: number, fraction: number): string =>
  `translateY(${count > 0 ? (-100 * Math.round(fraction * (count - 1))) / count : 0}%)`
