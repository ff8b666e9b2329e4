import type { DrawnSheet } from './draw-sheet'
import { drawSheet } from './draw-sheet'

/** A reference to a cached or pending spritesheet. Call `release` when it is no longer needed. */
export interface WantedSheet {
  /** Resolves with the generated spritesheet; rejects like `drawSheet`. */
  sheet: Promise<DrawnSheet>
  /** Releases the reference. A pending spritesheet without other references is aborted. */
  release(): void
}

/** Cache of generated spritesheets, with reference counting. */
export interface SheetCache {
  /**
   * Generates the spritesheet of a video, or returns the cached or pending one.
   *
   * @param id id of the video, the cache key: a signed URL changes while its file stays the same
   * @param src URL of the video
   */
  want(id: string, src: string): WantedSheet
}

interface CacheEntry {
  sheet: Promise<DrawnSheet>
  references: number
  isDrawn: boolean
  controller: AbortController
}

/**
 * Creates an LRU cache of generated spritesheets. It dedupes requests for the same video and draws one spritesheet at a
 * time, because each needs a video decoder and a connection.
 *
 * @param draw generates a spritesheet; by default `drawSheet`
 * @param maxSheets maximum number of cached spritesheets; the least recently used one is evicted first
 */
export function createSheetCache(
  draw: (options: { src: string; signal: AbortSignal }) => Promise<DrawnSheet> = drawSheet,
  maxSheets = 24,
): SheetCache {
  const entries = new Map<string, CacheEntry>()
  let queue: Promise<unknown> = Promise.resolve()

  const start = (id: string, src: string): CacheEntry => {
    const controller = new AbortController()
    const previous = queue
    const sheet = previous.then(() => {
      controller.signal.throwIfAborted()
      return draw({ src, signal: controller.signal })
    })
    const entry: CacheEntry = { sheet, references: 0, isDrawn: false, controller }
    queue = sheet.then(
      () => {
        entry.isDrawn = true
      },
      () => {
        // A spritesheet that failed or was aborted can be requested again.
        if (entries.get(id) === entry) entries.delete(id)
      },
    )
    return entry
  }

  const evict = (): void => {
    for (const [id, { references, isDrawn }] of entries) {
      if (entries.size <= maxSheets) return
      if (references === 0 && isDrawn) entries.delete(id)
    }
  }

  return {
    want(id, src) {
      const entry = entries.get(id) ?? start(id, src)
      entries.delete(id)
      entries.set(id, entry)
      entry.references += 1
      evict()
      let isReleased = false
      return {
        sheet: entry.sheet,
        release() {
          if (isReleased) return
          isReleased = true
          entry.references -= 1
          if (entry.references > 0 || entry.isDrawn) return
          entries.delete(id)
          entry.controller.abort()
        },
      }
    },
  }
}
