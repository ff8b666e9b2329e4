import { VideoError } from '@dailies/core'
import { rejectUnknownNames } from '../options'
import { createMemoryStore } from '../store/memory'
import type { Store } from '../store/store'
import { committed, databaseError, openDatabase, resultOf } from './database'
import { createRecordedTables } from './recorded-tables'
import type { RecordedKey } from './recorded-tables'

/** Options of {@link indexedDbStore}. */
export interface IndexedDbStoreOptions {
  /** The name of the database. @default 'dailies' */
  name?: string
}

const objectStore = 'rows'

/**
 * A store for jobs in the IndexedDB of a browser, for a video server that runs in a worker of a page: demos, and apps
 * without a network. It is for one video server at a time: a second store of the same name, in another tab, waits until the
 * first is closed or its page is gone. Every row is in memory, too.
 *
 * @throws VideoError `misconfigured` where there is neither IndexedDB nor Web Locks, which need a secure context
 * @example createVideoServer({ store: indexedDbStore(), archive: indexedDbArchive(), … })
 */
export function indexedDbStore(options: IndexedDbStoreOptions = {}): Store {
  rejectUnknownNames('indexedDbStore', options, ['name'])
  const { name = 'dailies' } = options
  if (typeof indexedDB === 'undefined' || typeof navigator === 'undefined' || !navigator.locks) {
    throw new VideoError(
      'indexedDbStore needs IndexedDB and Web Locks. Call it in a worker of a page served by https.',
      {
        code: 'misconfigured',
      },
    )
  }
  let opening: Promise<OpenStore> | undefined
  let isClosed = false
  const open = (): Promise<OpenStore> => {
    if (isClosed) throw new VideoError('The store is closed.', { code: 'overloaded' })
    const reopenLater = (): void => {
      opening = undefined
    }
    opening ??= openStore(name, reopenLater).catch((error: unknown) => {
      reopenLater()
      throw error
    })
    return opening
  }

  return new Proxy({} as Store, {
    get(_, operation) {
      if (operation === 'close') {
        return async () => {
          isClosed = true
          await (await opening)?.close()
        }
      }
      // In memory there is nothing to listen to; and a promise must not find a `then`.
      if (operation === 'listen' || operation === 'then') return undefined
      return async (...args: unknown[]) => (await open()).call(operation, args)
    },
  })
}

interface OpenStore {
  /** Calls an operation; resolves once what it has changed is written. */
  call(operation: string | symbol, args: unknown[]): Promise<unknown>
  close(): Promise<void>
}

async function openStore(name: string, onLost: () => void): Promise<OpenStore> {
  const release = await acquireLock(`dailies store ${name}`)
  try {
    const database = await openDatabase(name, objectStore)
    // The browser closes it when the user clears the data of the site.
    database.addEventListener('close', () => {
      onLost()
      release()
    })
    const rows = database.transaction(objectStore).objectStore(objectStore)
    const [keys, values] = await Promise.all([resultOf(rows.getAllKeys()), resultOf(rows.getAll())])
    const tables = createRecordedTables(keys.map((key, index) => [key as RecordedKey, values[index]]))
    const store = createMemoryStore(tables.open)

    const write = async (changes: ReturnType<typeof tables.takeChanges>): Promise<void> => {
      try {
        // In the order of their changes, because transactions of the same rows run one after the other.
        const transaction = database.transaction(objectStore, 'readwrite', { durability: 'strict' })
        const done = committed(transaction)
        const target = transaction.objectStore(objectStore)
        for (const { key, value } of changes) {
          if (value === undefined) target.delete(key)
          else target.put(value, key)
        }
        await done
      } catch (error) {
        tables.restore(changes)
        throw error instanceof VideoError ? error : databaseError(error)
      }
    }
    let last: Promise<void> = Promise.resolve()
    /** Writes all changes; without one, waits for those that are being written, which the operation may have read. */
    const save = (): Promise<void> => {
      const changes = tables.takeChanges()
      if (changes.length > 0) last = write(changes)
      return last
    }
    return {
      async call(operation, args) {
        // It has made its changes when it returns its promise, so these are its own, and not those of the next operation.
        const result: unknown = Reflect.apply(Reflect.get(store, operation), store, args)
        const hasChanged = tables.hasChanged()
        const saved = save()
        // A full disk must not keep anyone from reading: changes of earlier operations are written when there is space.
        const [value] = await Promise.all([result, hasChanged ? saved : saved.catch(() => undefined)])
        return value
      },
      async close() {
        database.close()
        release()
      },
    }
  } catch (error) {
    release()
    throw error
  }
}

/** Waits for an exclusive lock of this origin, which also ends with its worker; resolves with the function that releases it. */
const acquireLock = (name: string): Promise<() => void> =>
  new Promise((resolve, reject) => {
    const held = (): Promise<void> => new Promise((release) => resolve(() => release()))
    navigator.locks.request(name, held).catch(reject)
  })
