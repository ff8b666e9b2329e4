import type { DrawnSheet } from './draw-sheet'
import { drawSheet } from './draw-sheet'

/** A sheet that somebody wants. */
export interface WantedSheet {
  /** Resolves once it is drawn; rejects as `drawSheet` does. */
  sheet: Promise<DrawnSheet>
  /** It is wanted no more: where nobody else wants it, drawing stops. */
  release(): void
}

/** The sheets that were drawn in this page. */
export interface SheetCache {
  /**
   * Draws the sheet of a film, or gives the one that is there.
   *
   * @param id of the video: its address may be signed anew, its film stays the same
   */
  want(id: string, src: string): WantedSheet
}

interface Drawing {
  sheet: Promise<DrawnSheet>
  wanted: number
  isDrawn: boolean
  drawing: AbortController
}

/**
 * Keeps drawn sheets for the page, and draws one at a time: each takes a decoder and a connection.
 *
 * @param draw by default from the film itself
 * @param most sheets kept; the one that was wanted longest ago goes first
 */
export function createSheetCache(
  draw: (options: { src: string; signal: AbortSignal }) => Promise<DrawnSheet> = drawSheet,
  most = 24,
): SheetCache {
  const drawings = new Map<string, Drawing>()
  let turn: Promise<unknown> = Promise.resolve()

  const start = (id: string, src: string): Drawing => {
    const drawing = new AbortController()
    const before = turn
    const sheet = before.then(() => {
      drawing.signal.throwIfAborted()
      return draw({ src, signal: drawing.signal })
    })
    const made: Drawing = { sheet, wanted: 0, isDrawn: false, drawing }
    turn = sheet.then(
      () => {
        made.isDrawn = true
      },
      () => {
        // A sheet that failed or was given up may be wanted again.
        if (drawings.get(id) === made) drawings.delete(id)
      },
    )
    return made
  }

  const makeRoom = (): void => {
    for (const [id, { wanted, isDrawn }] of drawings) {
      if (drawings.size <= most) return
      if (wanted === 0 && isDrawn) drawings.delete(id)
    }
  }

  return {
    want(id, src) {
      const drawing = drawings.get(id) ?? start(id, src)
      drawings.delete(id)
      drawings.set(id, drawing)
      drawing.wanted += 1
      makeRoom()
      let isWanted = true
      return {
        sheet: drawing.sheet,
        release() {
          if (!isWanted) return
          isWanted = false
          drawing.wanted -= 1
          if (drawing.wanted > 0 || drawing.isDrawn) return
          drawings.delete(id)
          drawing.drawing.abort()
        },
      }
    },
  }
}
