import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { Store } from '@dailies/server'
import { postgresStore } from '@dailies/server/postgres'
import { sqliteStore } from '@dailies/server/sqlite'
import Database from 'libsql'
import pg from 'pg'
import { hasPostgres, startPostgres } from '../../../packages/server/src/testing/postgres-cluster'
import { createTemplate, fillStatements } from './rows'
import type { Sql } from './rows'

/** A store with rows. */
export interface FilledStore {
  store: Store
  rows: number
  /** The plan of each statement that a store of this kind has run so far. */
  plans(): Promise<Map<string, string[]>>
  close(): Promise<void>
}

/** One kind of database. */
export interface DatabaseKind {
  name: string
  isAvailable: boolean
  open(): Promise<{ fill(rows: number): Promise<FilledStore>; close(): void }>
  /** Matches the line of a plan that reads a whole table or sorts. */
  slow: RegExp
}

const sqliteSql: Sql = {
  numbers: (count) => `with recursive n (i) as (select 1 union all select i + 1 from n where i < ${count})`,
  padded: "printf('%012d', i)",
}
const postgresSql: Sql = {
  numbers: (count) => `with n (i) as (select * from generate_series(1, ${count}))`,
  padded: "lpad(i::text, 12, '0')",
}
const isStatement = (text: unknown): text is string =>
  typeof text === 'string' && /^(select|insert|update|delete) /.test(text)
/** The statements of every store, with the values of their last execution. */
const sqliteStatements = new Set<string>()
const postgresStatements = new Map<string, unknown[]>()
const { prepare } = Database.prototype
Database.prototype.prepare = function (this: Database.Database, statement: string) {
  if (isStatement(statement)) sqliteStatements.add(statement)
  return prepare.call(this, statement)
} as typeof prepare
const { query } = pg.Client.prototype
pg.Client.prototype.query = function (this: pg.Client, ...args: unknown[]) {
  const [text, values] = args
  if (isStatement(text) && Array.isArray(values)) postgresStatements.set(text, values)
  return Reflect.apply(query, this, args) as unknown
} as typeof query

export const databaseKinds: DatabaseKind[] = [
  {
    name: 'SQLite',
    isAvailable: true,
    // An index that is read in its order is ended by the limit of its query.
    slow: /^SCAN (?!dailies_settings)\w+(?! USING|\w)|TEMP B-TREE/,
    open: async () => {
      const directory = mkdtempSync(path.join(tmpdir(), 'dailies-bench-store-'))
      return {
        fill: (rows) => fillSqlite(path.join(directory, `${rows}.db`), rows),
        close: () => rmSync(directory, { recursive: true, force: true }),
      }
    },
  },
  {
    name: 'PostgreSQL',
    isAvailable: hasPostgres,
    // The other tables are empty here, so there an index would be slower.
    slow: /Seq Scan on dailies_(jobs|requests|owners)|Sort/,
    open: async () => {
      const cluster = await startPostgres()
      return {
        fill: async (rows) => fillPostgres(await cluster.createDatabase(), rows),
        close: () => cluster.stop(),
      }
    },
  },
]

/** In capitals, so that it does not count as a statement of the store. */
const readTemplate = 'SELECT document FROM dailies_jobs'

async function fillSqlite(file: string, rows: number): Promise<FilledStore> {
  const store = sqliteStore({ file })
  const database = new Database(file)
  const document = await createTemplate(
    store,
    async () => (database.prepare(readTemplate).get() as { document: string }).document,
  )
  database.pragma('synchronous = OFF')
  for (const statement of fillStatements(sqliteSql, rows, document, Date.now())) database.exec(statement)
  database.pragma('wal_checkpoint(TRUNCATE)')
  return {
    store,
    rows,
    plans: async () => {
      const plan = (statement: string): string[] =>
        (database.prepare(`explain query plan ${statement}`).all() as { detail: string }[]).map(({ detail }) => detail)
      return new Map([...sqliteStatements].map((statement) => [statement, plan(statement)]))
    },
    close: async () => {
      database.close()
      await store.close?.()
    },
  }
}

async function fillPostgres(connectionString: string, rows: number): Promise<FilledStore> {
  const store = postgresStore({ connectionString })
  const client = new pg.Client({ connectionString })
  await client.connect()
  const document = await createTemplate(
    store,
    async () => (await client.query<{ document: string }>(readTemplate)).rows[0]?.document ?? '',
  )
  for (const statement of fillStatements(postgresSql, rows, document, Date.now())) await client.query(statement)
  await client.query('vacuum analyze')
  return {
    store,
    rows,
    plans: async () => {
      const plans = new Map<string, string[]>()
      for (const [statement, values] of postgresStatements) {
        const plan = await client.query<{ 'QUERY PLAN': string }>(`explain ${statement}`, values)
        plans.set(
          statement,
          plan.rows.map((row) => row['QUERY PLAN']),
        )
      }
      return plans
    },
    close: async () => {
      await client.end()
      await store.close?.()
    },
  }
}
