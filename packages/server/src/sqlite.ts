/**
 * A store in an SQLite file. Needs `kysely` 0.28 and `libsql` 0.5.
 *
 * @packageDocumentation
 */
import { mkdirSync } from 'node:fs'
import path from 'node:path'
import { Kysely, SqliteDialect, SqliteDriver } from 'kysely'
import type { SqliteDatabase, SqliteDialectConfig } from 'kysely'
import Database from 'libsql'
import { checkOptions, text } from './options'
import { sqlStore } from './store/sql/sql-store'
import type { Schema } from './store/sql/schema'
import type { Store } from './store/store'

/** Options of {@link sqliteStore}. */
export interface SqliteStoreOptions {
  /**
   * Path of the database file; the file and its directory are created if missing. `:memory:` for a database in memory.
   */
  file: string
}

/** How long a transaction waits for a writer of another process. */
const busyTimeoutMs = 15_000
const maxRetryDelayMs = 25
/** With a write-ahead log a read waits only while another process recovers the log. */
const readerTimeoutMs = 1_000

const isBusy = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && String(error.code).startsWith('SQLITE_BUSY')

/**
 * Begins transactions with `begin immediate`, which takes the write lock at once; otherwise two processes could both
 * read, and one of them could never write. SQLite's own busy timeout would block the event loop, so this driver retries
 * asynchronously.
 */
class WritingDriver extends SqliteDriver {
  readonly #begin: () => void
  constructor(config: SqliteDialectConfig, begin: () => void) {
    super(config)
    this.#begin = begin
  }
  override async beginTransaction(): Promise<void> {
    for (const until = Date.now() + busyTimeoutMs; ;) {
      try {
        return this.#begin()
      } catch (error) {
        if (!isBusy(error) || Date.now() > until) throw error
        await new Promise((resolve) => setTimeout(resolve, 1 + Math.random() * maxRetryDelayMs))
      }
    }
  }
}

class WritingDialect extends SqliteDialect {
  override createDriver: () => SqliteDriver
  constructor(database: Database.Database) {
    const config = { database: cachePreparedReads(database) }
    super(config)
    // A prepared `begin` that fails stays open in libsql 0.5.29, and blocks every commit; `exec` cleans up.
    this.createDriver = () => new WritingDriver(config, () => void database.exec('begin immediate'))
  }
}

/** There are about a dozen read queries, plus variants for lists of values, whose length is part of the SQL text. */
const maxPrepared = 100

/**
 * Caches prepared reads, because preparing takes longer than reading one row. A write is prepared each time: it may
 * fail, and then stay open as described above.
 */
function cachePreparedReads(database: Database.Database): SqliteDatabase {
  const reads = new Map<string, Database.Statement>()
  return {
    prepare: (sql) => {
      const statement = reads.get(sql) ?? database.prepare(sql)
      if (sql.startsWith('select ') && reads.size < maxPrepared) reads.set(sql, statement)
      return statement
    },
    close: () => {
      reads.clear()
      database.close()
    },
  }
}

/** Reads of one row, on a connection of their own: they see what is committed, and wait for no transaction. */
interface Reader {
  first(sql: string, parameters: readonly unknown[]): readonly unknown[] | undefined
  close(): void
}

function openReader(file: string): Reader {
  const database = new Database(file, { timeout: readerTimeoutMs })
  const statements = new Map<string, Database.Statement>()
  return {
    first: (sql, parameters) => {
      // An object with a property for each column takes longer than the read.
      const statement = statements.get(sql) ?? database.prepare(sql).raw()
      statements.set(sql, statement)
      return statement.get(parameters) as readonly unknown[] | undefined
    },
    close: () => database.close(),
  }
}

/**
 * An SQLite store for jobs, for one machine; several processes may share the file. It uses `libsql`, which ships
 * prebuilt binaries.
 *
 * @throws VideoError `misconfigured` if an option is missing or invalid
 * @example createVideoServer({ store: sqliteStore({ file: '.dailies/videos.db' }), … })
 */
export function sqliteStore(options: SqliteStoreOptions): Store {
  // An empty name would be a temporary database, which loses every job at the end.
  checkOptions<SqliteStoreOptions>('sqliteStore', options, { file: text }, ['file'])
  const { file } = options
  let reader: Reader | undefined
  return sqlStore({
    name: `The SQLite file ${file}`,
    types: { id: 'text', bytes: 'blob' },
    locksRows: false,
    // SQLite has one writer at a time, and every transaction here is a writer.
    lock: async () => undefined,
    open: () => {
      if (file !== ':memory:') mkdirSync(path.dirname(path.resolve(file)), { recursive: true })
      const database = new Database(file, { timeout: busyTimeoutMs })
      // WAL: readers do not wait for the writer. FULL: a create is on the disk before it is sent upstream, so that also a
      // power failure loses no billed video (https://sqlite.org/pragma.html#pragma_synchronous).
      database.pragma('journal_mode = WAL')
      database.pragma('synchronous = FULL')
      database.pragma('busy_timeout = 0')
      return new Kysely<Schema>({ dialect: new WritingDialect(database) })
    },
    // A database in memory has one connection.
    ...(file !== ':memory:' && {
      readFirst: (sql: string, parameters: readonly unknown[]) => (reader ??= openReader(file)).first(sql, parameters),
    }),
    close: async () => {
      reader?.close()
      reader = undefined
    },
  })
}
