/**
 * Spritesheets in the page: reading the grid out of a picture whose server does not tell it, and drawing one from the film. For
 * browsers only.
 *
 * @packageDocumentation
 */
export { decideGrid } from './decide-grid'
export type { Pixels } from './brightness'
export { drawSheet } from './draw-sheet'
export type { DrawnSheet, DrawSheetOptions } from './draw-sheet'
export { createSheetCache } from './sheet-cache'
export type { SheetCache, WantedSheet } from './sheet-cache'
