/**
 * A store in the SQLite database of a Durable Object, for Cloudflare Workers. Needs `kysely` 0.28.
 *
 * @packageDocumentation
 */
import { Kysely, SqliteDialect, SqliteDriver } from 'kysely'
import type { SqliteDatabase } from 'kysely'
import { VideoError } from '@dailies/core'
import { rejectUnknownNames } from './options'
import { sqlStore } from './store/sql/sql-store'
import type { Schema } from './store/sql/schema'
import type { Store } from './store/store'

/** What the store uses of a Durable Object's database. */
export interface DurableObjectSql {
  /** Runs one statement. */
  exec(query: string, ...bindings: unknown[]): DurableObjectRows
}

/** The rows of a statement. */
export interface DurableObjectRows {
  /** Reads every row. */
  toArray(): object[]
}

/** What the store uses of a Durable Object's storage. */
export interface DurableObjectSqlStorage {
  /** The object's SQLite database. */
  sql: DurableObjectSql
  /** Runs a transaction, which ends with the returned promise. */
  transaction<T>(closure: () => Promise<T>): Promise<T>
}

/** Options of {@link durableObjectStore}. */
export interface DurableObjectStoreOptions {
  /** `ctx.storage` of a Durable Object whose class is listed in `new_sqlite_classes`. */
  storage: DurableObjectSqlStorage
}

/** Bound parameters of one query (https://developers.cloudflare.com/durable-objects/platform/limits/). */
const maxParameters = 100

/**
 * A store for jobs in the SQLite database of a Durable Object. The object is the only instance of the video server: create
 * one store in its constructor.
 *
 * @throws VideoError `misconfigured` if `storage` has no SQLite database
 * @example createVideoServer({ store: durableObjectStore({ storage: ctx.storage }), … })
 */
export function durableObjectStore(options: DurableObjectStoreOptions): Store {
  rejectUnknownNames('durableObjectStore', options, ['storage'])
  const { storage } = options
  // An object of the older key-value kind throws when its `sql` is read.
  if (typeof storage?.transaction !== 'function' || !hasSql(storage)) {
    throw new VideoError(
      'The option storage of durableObjectStore must be the ctx.storage of a Durable Object with an SQLite database. List its class in new_sqlite_classes of the Wrangler configuration.',
      { code: 'misconfigured', param: 'storage' },
    )
  }
  const store = sqlStore({
    name: 'The database of the Durable Object',
    types: { id: 'text', bytes: 'blob' },
    locksRows: false,
    // One connection, which a transaction has for itself.
    lock: async () => undefined,
    open: () => new Kysely<Schema>({ dialect: new DurableObjectDialect(storage) }),
  })
  return withinLimits(store)
}

/** The store with no more parameters in a query than it may have. */
function withinLimits(store: Store): Store {
  return {
    ...store,
    // Repeated by the caller until nothing is left.
    purge: ({ limit, ...rest }) => store.purge({ ...rest, limit: Math.min(limit, maxParameters) }),
    assignedRefKeys: async (refKeys) => {
      const assigned: string[] = []
      for (let at = 0; at < refKeys.length; at += maxParameters)
        assigned.push(...(await store.assignedRefKeys(refKeys.slice(at, at + maxParameters))))
      return assigned
    },
  }
}

function hasSql(storage: DurableObjectSqlStorage): boolean {
  try {
    return typeof storage.sql.exec === 'function'
  } catch {
    return false
  }
}

const databaseOf = ({ sql }: DurableObjectSqlStorage): SqliteDatabase => ({
  prepare: (query) => {
    const all = (parameters: readonly unknown[]): object[] => sql.exec(query, ...parameters).toArray()
    return {
      reader: true,
      all,
      iterate: (parameters) => all(parameters).values(),
      run: (parameters) => {
        all(parameters)
        return { changes: 0, lastInsertRowid: 0 }
      },
    }
  },
  close: () => undefined,
})

class DurableObjectDialect extends SqliteDialect {
  override createDriver: () => SqliteDriver
  constructor(storage: DurableObjectSqlStorage) {
    super({ database: databaseOf(storage) })
    this.createDriver = () => new DurableObjectDriver(storage)
  }
}

const rolledBack = new Error('The transaction was rolled back.')

/** A transaction is the time in which a function runs: a Durable Object rejects `begin` and `commit` as SQL. */
class DurableObjectDriver extends SqliteDriver {
  readonly #storage: DurableObjectSqlStorage
  #end: ((failure?: Error) => Promise<void>) | undefined

  constructor(storage: DurableObjectSqlStorage) {
    super({ database: databaseOf(storage) })
    this.#storage = storage
  }

  override beginTransaction(): Promise<void> {
    return new Promise((begun, failed) => {
      const work = new Promise<void>((commit, rollBack) => {
        this.#end = (failure) => {
          if (failure) rollBack(failure)
          else commit()
          return ended
        }
      })
      const ended = this.#storage.transaction(() => {
        begun()
        return work
      })
      ended.catch(failed)
    })
  }

  override async commitTransaction(): Promise<void> {
    await this.#end?.()
  }

  override async rollbackTransaction(): Promise<void> {
    await this.#end?.(rolledBack).catch((error: unknown) => {
      if (error !== rolledBack) throw error
    })
  }
}
