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
import { sqlStore } from './store/sql/sql-store'
import type { Schema } from './store/sql/schema'
import type { Store } from './store/store'

/** Where the rows are. */
export interface SqliteStoreOptions {
  /** The file, which is made with its folder where it is missing; `:memory:` for none. */
  file: string
}

/** How long a writer of another process is waited for, in milliseconds. */
const patience = 15_000
const longestPause = 25

const isBusy = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && String(error.code).startsWith('SQLITE_BUSY')

/**
 * A transaction that will write says so at its beginning; otherwise two processes could both read, and one could never write. SQLite would
 * wait for the other one with the whole process; we wait beside it.
 */
class WritingDriver extends SqliteDriver {
  readonly #begin: () => void
  constructor(config: SqliteDialectConfig, begin: () => void) {
    super(config)
    this.#begin = begin
  }
  override async beginTransaction(): Promise<void> {
    for (const until = Date.now() + patience; ;) {
      try {
        return this.#begin()
      } catch (error) {
        if (!isBusy(error) || Date.now() > until) throw error
        await new Promise((resolve) => setTimeout(resolve, 1 + Math.random() * longestPause))
      }
    }
  }
}

class WritingDialect extends SqliteDialect {
  override createDriver: () => SqliteDriver
  constructor(database: Database.Database) {
    const config = { database: preparingReadsOnce(database) }
    super(config)
    // A prepared `begin` that failed stays open in libsql 0.5.29, and then nothing can be committed; `exec` cleans up.
    this.createDriver = () => new WritingDriver(config, () => void database.exec('begin immediate'))
  }
}

/** Our reads are a dozen, but for lists of values, whose length is part of the text. */
const mostPrepared = 100

/** Prepares a read once, since that takes longer than reading one row. A write is prepared anew: it may fail, and then stay open as above. */
function preparingReadsOnce(database: Database.Database): SqliteDatabase {
  const reads = new Map<string, Database.Statement>()
  return {
    prepare: (sql) => {
      const statement = reads.get(sql) ?? database.prepare(sql)
      if (sql.startsWith('select ') && reads.size < mostPrepared) reads.set(sql, statement)
      return statement
    },
    close: () => {
      reads.clear()
      database.close()
    },
  }
}

/**
 * Jobs in a SQLite file, through `libsql`, which brings its binaries and compiles nothing: for one machine. Processes may share the file.
 *
 * @example createVideoServer({ store: sqliteStore({ file: '.dailies/videos.db' }), … })
 */
export function sqliteStore({ file }: SqliteStoreOptions): Store {
  return sqlStore({
    types: { id: 'text', bytes: 'blob' },
    locksRows: false,
    // One writer at a time, and every transaction of ours is one.
    lock: async () => undefined,
    open: () => {
      if (file !== ':memory:') mkdirSync(path.dirname(path.resolve(file)), { recursive: true })
      const database = new Database(file, { timeout: patience })
      // Readers do not wait for the writer; a crash of the process loses nothing, of the whole machine at most the last moment.
      database.pragma('journal_mode = WAL')
      database.pragma('synchronous = NORMAL')
      database.pragma('busy_timeout = 0')
      return new Kysely<Schema>({ dialect: new WritingDialect(database) })
    },
  })
}
