import type { Kysely, Transaction } from 'kysely'
import type { Schema, TypeNames } from './schema'

/** What differs between the databases. */
export interface SqlEngine {
  /** Names the database in errors. */
  name: string
  types: TypeNames
  open(): Kysely<Schema>
  /**
   * Reads the first row of a query, in what is committed, as values in the order of its columns; for reads that are
   * frequent enough for the layers in between to count. @default through `open`
   */
  readFirst?(sql: string, parameters: readonly unknown[]): readonly unknown[] | undefined
  /** Whether rows are locked with `for update` before a write; a database with a single writer does not need it. */
  locksRows: boolean
  /** Takes a named lock until the transaction ends. */
  lock(transaction: Transaction<Schema>, name: string): Promise<void>
  /** Notifies the other instances of a change, once it is committed. */
  notify?(transaction: Transaction<Schema>, id: string): Promise<void>
  listen?(onChange: () => void): Promise<() => void>
  close?(): Promise<void>
}
