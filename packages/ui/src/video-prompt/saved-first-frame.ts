import { createStore, del, get, keys, set, type UseStore } from 'idb-keyval'
import type { Crop } from './crop'

/** A picture as it was chosen, and what is kept of it. */
export interface SavedFirstFrame {
  file: File
  crop: Crop
}

// A tab that was closed leaves its picture behind, with nobody to ask for it.
const keptFor = 24 * 60 * 60 * 1_000

let opened: UseStore | undefined
const store = () => (opened ??= createStore('dailies', 'references'))

/** @throws DOMException where the browser stores nothing, as in some private windows */
export const readReference = async (key: string): Promise<SavedFirstFrame | undefined> => get(key, store())

/** @throws DOMException where the browser stores nothing, or no more */
export const saveFirstFrame = async (key: string, kept: SavedFirstFrame): Promise<void> => {
  const known = await keys<string>(store())
  const stale = known.filter((other) => Number.parseInt(other, 10) < Date.now() - keptFor)
  await Promise.all(stale.map((other) => del(other, store())))
  await set(key, kept, store())
}

export const clearFirstFrame = async (key: string): Promise<void> => del(key, store())
