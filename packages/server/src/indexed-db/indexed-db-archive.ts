import { checkKey } from '../archive/archive'
import type { Archive } from '../archive/archive'
import { chunkedStream } from '../archive/chunked-stream'
import { readWhole } from '../archive/memory-archive'
import { rejectUnknownNames } from '../options'
import { committed, openDatabase, resultOf } from './database'

/** Options of {@link indexedDbArchive}. */
export interface IndexedDbArchiveOptions {
  /** The name of the database. @default 'dailies-files' */
  name?: string
}

const objectStore = 'files'

/**
 * An archive in the IndexedDB of a browser, which keeps the files on disk. A file is in memory while it is written.
 *
 * @example createVideoServer({ store: indexedDbStore(), archive: indexedDbArchive(), … })
 */
export function indexedDbArchive(options: IndexedDbArchiveOptions = {}): Archive {
  rejectUnknownNames('indexedDbArchive', options, ['name'])
  const { name = 'dailies-files' } = options
  let opening: Promise<IDBDatabase> | undefined
  const open = (): Promise<IDBDatabase> => {
    opening ??= openDatabase(name, objectStore).catch((error: unknown) => {
      opening = undefined
      throw error
    })
    return opening
  }
  const change = async (key: string, call: (files: IDBObjectStore) => void): Promise<void> => {
    checkKey(key)
    const transaction = (await open()).transaction(objectStore, 'readwrite', { durability: 'strict' })
    const done = committed(transaction)
    call(transaction.objectStore(objectStore))
    await done
  }

  return {
    async write(key, body, entry) {
      checkKey(key)
      const bytes = await readWhole(body, entry)
      const file = new Blob([bytes], { type: entry.contentType })
      await change(key, (files) => files.put(file, key))
      return file.size
    },
    async open(key, range) {
      checkKey(key)
      const files = (await open()).transaction(objectStore).objectStore(objectStore)
      const file = (await resultOf(files.get(key))) as Blob | undefined
      if (!file) return null
      const read = async (start: number, end: number): Promise<Uint8Array> =>
        new Uint8Array(await file.slice(start, end).arrayBuffer())
      return { bytes: file.size, body: chunkedStream(range ?? { start: 0, end: file.size - 1 }, read) }
    },
    delete: (key) => change(key, (files) => files.delete(key)),
    async close() {
      ;(await opening)?.close()
    },
  }
}
