import { createContext } from 'react'
import { contextReader } from '../primitives'

/** What is dragged over a strip, and where it would be dropped. */
interface StripDrag {
  /** The shot that is dragged. */
  draggedId: string | undefined
  /** Before which shot it would be dropped; the number of shots for the end. */
  dropAt: number | undefined
}

export interface StripState extends StripDrag {
  /** Starts, moves or ends a drag. */
  setDrag(drag: Partial<StripDrag>): void
  /** Drops the dragged shot where it is. */
  drop(): void
}

export const noDrag: StripDrag = { draggedId: undefined, dropAt: undefined }

export const StripContext = /* @__PURE__ */ createContext<StripState | undefined>(undefined)

/** Reads the drag of the surrounding strip. */
export const useStrip = /* @__PURE__ */ contextReader(StripContext, 'StoryboardStrip')
