import { createStore, del, get, keys, set, type UseStore } from 'idb-keyval'
import type { Crop } from './crop'

/** A file of a prompt in IndexedDB, with the crop of a frame. */
export interface SavedFirstFrame {
  file: File
  /** Missing if the whole image is used. */
  crop?: Crop | undefined
}

// A closed tab leaves its image behind. Images older than this are deleted.
const maxAgeMs = 24 * 60 * 60 * 1_000

let opened: UseStore | undefined
const store = () => (opened ??= createStore('dailies', 'references'))

/** Reads a saved first frame. @throws DOMException if the browser does not allow storage, as in some private windows */
export const readFirstFrame = async (key: string): Promise<SavedFirstFrame | undefined> => get(key, store())

/**
 * Saves a first frame and deletes stale ones.
 *
 * @throws DOMException if the browser does not allow storage or the quota is exceeded
 */
export const saveFirstFrame = async (key: string, firstFrame: SavedFirstFrame): Promise<void> => {
  const allKeys = await keys<string>(store())
  const stale = allKeys.filter((other) => Number.parseInt(other, 10) < Date.now() - maxAgeMs)
  await Promise.all(stale.map((other) => del(other, store())))
  await set(key, firstFrame, store())
}

/** Deletes a saved first frame. */
export const deleteFirstFrame = async (key: string): Promise<void> => del(key, store())
