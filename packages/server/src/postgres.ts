/**
 * A store in PostgreSQL, for several instances. Needs `kysely` 0.28 and `pg` 8.
 *
 * @packageDocumentation
 */
import { Socket } from 'node:net'
import { Kysely, PostgresDialect, sql } from 'kysely'
import pg from 'pg'
import { rejectRenamedOptions } from './reject-renamed-options'
import { sqlStore } from './store/sql/sql-store'
import type { Schema } from './store/sql/schema'
import type { Store } from './store/store'

/** Where the rows are. */
export interface PostgresStoreOptions {
  /** As `postgres://user:password@host/database`. */
  connectionString: string
  /** Connections of this instance at the same time; one more listens while event streams are open. @default 10 */
  poolSize?: number
  /** How long a connection may take, also one that others use, in milliseconds; a database that sleeps may need longer to wake. @default 5_000 */
  connectTimeoutMs?: number
}

const channel = 'dailies_changes'
const bigint = 20
const reconnectAfter = 1_000
/** A lock of a hung instance must not hold the others, in milliseconds. */
const idleInTransaction = 30_000
/**
 * How long a statement may take, in milliseconds: longer than it may wait for the lock of such an instance. The socket tells, not
 * `query_timeout`, which would give a connection back to the pool whose answer is still to come.
 */
const statementTimeout = idleInTransaction + 10_000

/**
 * Jobs in PostgreSQL: for several instances. Tables are named `dailies_…` and made at the first call.
 *
 * @example createVideoServer({ store: postgresStore({ connectionString: process.env.DATABASE_URL }), … })
 */
export function postgresStore({
  connectionString,
  poolSize = 10,
  connectTimeoutMs = 5_000,
  ...others
}: PostgresStoreOptions): Store {
  rejectRenamedOptions('postgresStore', others, { connectTimeout: 'connectTimeoutMs' })
  const connectionTimeoutMillis = connectTimeoutMs
  const listeners = new Set<{ stop(): void }>()
  return sqlStore({
    types: { id: 'text collate "C"', bytes: 'bytea' },
    locksRows: true,
    open: () => {
      const pool = new pg.Pool({
        connectionString,
        max: poolSize,
        connectionTimeoutMillis,
        stream: openSocket,
        idle_in_transaction_session_timeout: idleInTransaction,
        // Our integers are times and millionths of money, far below 2^53.
        types: { getTypeParser: (oid, format) => (oid === bigint ? Number : pg.types.getTypeParser(oid, format)) },
        // A pool must not keep a process alive that has nothing else to do.
        allowExitOnIdle: true,
      })
      // A connection that breaks is replaced, and rejects what it was asked; without listeners it would end the process.
      pool.on('error', () => undefined)
      pool.on('connect', (client) => void client.on('error', () => undefined))
      return new Kysely<Schema>({ dialect: new PostgresDialect({ pool }) })
    },
    lock: async (transaction, name) => {
      await sql`select pg_advisory_xact_lock(hashtextextended(${`dailies ${name}`}, 0))`.execute(transaction)
    },
    notify: async (transaction, id) => {
      await sql`select pg_notify(${channel}, ${id})`.execute(transaction)
    },
    listen: async (onChange) => {
      const listener = listenForever({ connectionString, connectionTimeoutMillis, keepAlive: true }, onChange)
      listeners.add(listener)
      await listener.isListening
      return () => {
        listeners.delete(listener)
        listener.stop()
      }
    },
    close: async () => {
      for (const { stop } of listeners) stop()
      listeners.clear()
    },
  })
}

/** Idle ones are closed by the pool long before, so what is silent for so long is waited for. */
function openSocket(): Socket {
  const socket = new Socket()
  const giveUp = (): unknown => socket.destroy(new Error('The database has not answered in time.'))
  return socket.setTimeout(statementTimeout, giveUp)
}

/** Listens, and listens again after a break; what was missed meanwhile is made up for by one more call. */
function listenForever(config: pg.ClientConfig, onChange: () => void): { stop(): void; isListening: Promise<void> } {
  let client: pg.Client | undefined
  let timer: NodeJS.Timeout | undefined
  let isStopped = false

  async function connect(): Promise<void> {
    const next = new pg.Client(config)
    client = next
    // A dropped connection says so up to three times.
    const lost = (): void => {
      if (client !== next || isStopped) return
      client = undefined
      void next.end().catch(() => undefined)
      timer = setTimeout(() => void connect(), reconnectAfter).unref()
    }
    next.on('error', lost)
    next.on('end', lost)
    next.on('notification', onChange)
    try {
      await next.connect()
      await next.query(`listen ${channel}`)
      onChange()
    } catch {
      lost()
    }
  }
  const isListening = connect()
  return {
    isListening,
    stop: () => {
      isStopped = true
      clearTimeout(timer)
      void client?.end().catch(() => undefined)
    },
  }
}
