/** One place of the grid: a video, or the takes of one prompt that lie as a stack. */
export interface LibraryItem {
  /** The id of the video, or of the first take of a stack: the card that has the place. */
  id: string
  /** The video, or the takes of the stack. */
  ids: readonly string[]
  /** The group of takes that it belongs to. */
  group?: TakeGroup
}

/** Takes of one prompt, as far as they are listed. */
export interface TakeGroup {
  /** The value of `dailies.take_group`. */
  name: string
  /** All of its takes, in the order of the list. */
  ids: readonly string[]
  isOpen: boolean
}

/**
 * Lays takes of one prompt as one stack at the place of the first of them; an open stack lies beside one another. A single
 * take of a group, such as the one that a search finds, is a video.
 *
 * @param groups the group of each id; undefined for a video without one
 * @param open the names of the open groups
 */
export function stackTakes(
  ids: readonly string[],
  groups: readonly (string | undefined)[],
  open: ReadonlySet<string>,
): readonly LibraryItem[] {
  const takes = new Map<string, string[]>()
  for (const [index, id] of ids.entries()) {
    const name = groups[index]
    if (name === undefined) continue
    const known = takes.get(name)
    if (known) known.push(id)
    else takes.set(name, [id])
  }
  const items: LibraryItem[] = []
  for (const [index, id] of ids.entries()) {
    const name = groups[index]
    const together = name === undefined ? undefined : takes.get(name)
    if (name === undefined || !together || together.length < 2) items.push({ id, ids: [id] })
    else if (together[0] === id) items.push(...itemsOf({ name, ids: together, isOpen: open.has(name) }))
  }
  return items
}

const itemsOf = (group: TakeGroup): LibraryItem[] =>
  group.isOpen ? group.ids.map((id) => ({ id, ids: [id], group })) : [{ id: group.ids[0] ?? '', ids: group.ids, group }]
