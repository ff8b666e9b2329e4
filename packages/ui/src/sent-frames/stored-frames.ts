import { createStore, del, entries, get, set, type UseStore } from 'idb-keyval'

/** A small copy of a first frame, with the time of its request in milliseconds. */
interface StoredFrame {
  image: Blob
  at: number
}

// No job renders for longer.
const maxAgeMs = 24 * 60 * 60 * 1_000

let opened: UseStore | undefined
// A database of its own: the library that opens it makes one store in each.
const store = () => (opened ??= createStore('dailies-sent-frames', 'frames'))

/** Reads the first frame of a video. @throws DOMException if the browser does not allow storage */
export const readFrame = async (id: string): Promise<Blob | undefined> => (await get<StoredFrame>(id, store()))?.image

/** Saves the first frame of a video, and deletes those of old requests. @throws DOMException if the browser does not allow storage */
export async function saveFrame(id: string, image: Blob): Promise<void> {
  const now = Date.now()
  const all = await entries<string, StoredFrame>(store())
  await Promise.all(all.filter(([, { at }]) => at < now - maxAgeMs).map(([old]) => del(old, store())))
  await set(id, { image, at: now } satisfies StoredFrame, store())
}
