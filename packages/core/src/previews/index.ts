/**
 * Spritesheet tools for the browser: detect the tile grid of a spritesheet whose server does not declare it, and
 * generate a spritesheet from a video. Browser only, needs a canvas.
 *
 * @packageDocumentation
 */
export { decideGrid } from './decide-grid'
export type { Pixels } from './brightness'
export { drawSheet } from './draw-sheet'
export type { DrawnSheet, DrawSheetOptions } from './draw-sheet'
export { createSheetCache } from './sheet-cache'
export type { SheetCache, WantedSheet } from './sheet-cache'
