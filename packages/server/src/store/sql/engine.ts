import type { Kysely, Transaction } from 'kysely'
import type { Schema, TypeNames } from './schema'

/** What one database does in its own way. */
export interface SqlEngine {
  types: TypeNames
  open(): Kysely<Schema>
  /** Reads of rows about to be written are locked; a database with one writer at a time needs none. */
  locksRows: boolean
  /** Until the transaction ends nobody else gets past a lock of this name. */
  lock(transaction: Transaction<Schema>, name: string): Promise<void>
  /** Tells the other instances of a change, once it is committed. */
  notify?(transaction: Transaction<Schema>, id: string): Promise<void>
  listen?(onChange: () => void): Promise<() => void>
  close?(): Promise<void>
}
