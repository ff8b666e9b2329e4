/** A video and its lineage. */
export interface Family {
  current: string
  /** From the oldest ancestor to the video itself. */
  path: readonly string[]
  /** The videos that were made from each. */
  remixes: ReadonlyMap<string, readonly string[]>
}

// Of a wide tree, and of one that goes on after the current video.
const maxRemixes = 5
const maxDepth = 3

/**
 * Which remixes of a video its tree shows at first, and how many it hides. All that lead to the current video are shown. Of
 * other ancestors only those; of its source, of itself and of its descendants the first few.
 */
export function shownRemixes(
  id: string,
  { current, path, remixes }: Family,
  { depth, isOpen }: { depth: number; isOpen: boolean },
): { shown: readonly string[]; hidden: number } {
  const all = remixes.get(id) ?? []
  if (isOpen) return { shown: all, hidden: 0 }
  const place = path.indexOf(id)
  const next = place === -1 ? undefined : path[place + 1]
  const isFar = depth >= path.indexOf(current) + maxDepth || (next !== undefined && next !== current)
  const first = isFar ? [] : all.slice(0, maxRemixes)
  const shown = next === undefined || first.includes(next) ? first : [...first.slice(0, maxRemixes - 1), next]
  return { shown, hidden: all.filter((remix) => !shown.includes(remix)).length }
}
