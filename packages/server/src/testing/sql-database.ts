import Database from 'libsql'
import pg from 'pg'
import { postgresStore } from '../postgres'
import { sqliteStore } from '../sqlite'
import type { Store } from '../store/store'

/** Direct access to a database of a store. */
export interface SqlDatabase {
  /** Runs statements that end with semicolons. */
  execute(statements: string): Promise<void>
  query(statement: string): Promise<Record<string, unknown>[]>
  openStore(): Store
  close(): Promise<void>
}

export async function openSqlite(file: string): Promise<SqlDatabase> {
  const database = new Database(file)
  return {
    execute: async (statements) => void database.exec(statements),
    query: async (statement) => database.prepare(statement).all() as Record<string, unknown>[],
    openStore: () => sqliteStore({ file }),
    close: async () => void database.close(),
  }
}

export async function openPostgres(connectionString: string): Promise<SqlDatabase> {
  const client = new pg.Client({ connectionString })
  await client.connect()
  return {
    execute: async (statements) => void (await client.query(statements)),
    query: async (statement) => (await client.query<Record<string, unknown>>(statement)).rows,
    openStore: () => postgresStore({ connectionString }),
    close: () => client.end(),
  }
}
