import type { SavedFirstFrame } from './saved-first-frame'

/** Where first frames are kept by key: the selected file and its crop. */
export interface FirstFrameStore {
  read(key: string): Promise<SavedFirstFrame | undefined>
  save(key: string, firstFrame: SavedFirstFrame): Promise<void>
  remove(key: string): Promise<void>
}

// Lazy-loaded with the first image. If it cannot be loaded or storage fails, the image is lost when the page is closed.
const loadStorage = () => import('./saved-first-frame')

/** A new key. It starts with the creation time, by which stale images are found and deleted. */
export const newKey = (): string => `${Date.now()} ${Math.random()}`

/** The storage of this browser. */
export const browserStore: FirstFrameStore = {
  read: async (key) => (await loadStorage()).readFirstFrame(key),
  save: async (key, firstFrame) => (await loadStorage()).saveFirstFrame(key, firstFrame),
  remove: async (key) => (await loadStorage()).deleteFirstFrame(key),
}

/** First frames whose files the user of the prompt keeps: only the crops are kept here. */
export interface ControlledFirstFrames extends FirstFrameStore {
  /** The key of a file, which gets one if it is new. */
  keyOf(file: File | null): string
  /** Names the key of a file that was selected in the prompt. */
  add(key: string, file: File): void
}

export function createControlledFirstFrames(): ControlledFirstFrames {
  const keys = new WeakMap<File, string>()
  const frames = new Map<string, SavedFirstFrame>()
  const add = (key: string, file: File) => {
    keys.set(file, key)
    frames.set(key, { file })
  }
  return {
    add,
    keyOf(file) {
      if (file === null) return ''
      if (!keys.has(file)) add(newKey(), file)
      return keys.get(file) ?? ''
    },
    read: async (key) => frames.get(key),
    save: async (key, firstFrame) => void frames.set(key, firstFrame),
    remove: async (key) => {
      const frame = frames.get(key)
      if (frame) keys.delete(frame.file)
      frames.delete(key)
    },
  }
}
