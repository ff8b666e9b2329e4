import type { Placed } from '../subjects/subject'

/** Something large in a landscape: what is drawn between its sheets, and how many of the sheets are kept. */
export interface Backdrop {
  extras: readonly Placed[]
  /** The sheets in front of it are left out. */
  sheets: number
}
