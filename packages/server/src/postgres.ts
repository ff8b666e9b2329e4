/**
 * A store in PostgreSQL, for several instances. Needs `kysely` 0.28 and `pg` 8.
 *
 * @packageDocumentation
 */
import { Socket } from 'node:net'
import { CompiledQuery, Kysely, PostgresDialect, PostgresDriver, sql } from 'kysely'
import type { DatabaseConnection, PostgresDialectConfig, TransactionSettings } from 'kysely'
import pg from 'pg'
import { checkOptions, text, timerMs, wholeNumber } from './options'
import { sqlStore } from './store/sql/sql-store'
import type { Schema } from './store/sql/schema'
import type { Store } from './store/store'

/** Options of {@link postgresStore}. */
export interface PostgresStoreOptions {
  /** A PostgreSQL connection string, such as `postgres://user:password@host/database`. */
  connectionString: string
  /**
   * Maximum pool connections of this instance; while event streams are open, one more connection listens.
   * @default 10
   */
  poolSize?: number
  /**
   * Connection timeout, in milliseconds; it includes the wait for a free pool connection. A serverless database that
   * scales to zero may need more.
   * @default 5_000
   */
  connectTimeoutMs?: number
}

const channel = 'dailies_changes'
const bigint = 20
const reconnectDelayMs = 1_000
/** A transaction of an instance that hangs is ended after this time, so that its locks do not block the others. */
const idleInTransactionMs = 30_000
/**
 * Timeout of a statement: longer than it may wait for the lock of such an instance. It is a socket timeout, because
 * `query_timeout` would return a connection to the pool before the result of its statement has arrived.
 */
const statementTimeoutMs = idleInTransactionMs + 10_000

/**
 * A PostgreSQL store for jobs, shared by several instances. The tables are named `dailies_…` and are created at the
 * first call.
 *
 * @throws VideoError `misconfigured` if an option is missing or invalid
 *
 * @example createVideoServer({ store: postgresStore({ connectionString: process.env.DATABASE_URL }), … })
 */
export function postgresStore(options: PostgresStoreOptions): Store {
  // Without a connection string, pg connects to the local machine.
  checkOptions<PostgresStoreOptions>(
    'postgresStore',
    options,
    { connectionString: text, poolSize: wholeNumber(1), connectTimeoutMs: timerMs },
    ['connectionString'],
  )
  const { connectionString, poolSize = 10, connectTimeoutMs = 5_000 } = options
  const connectionTimeoutMillis = connectTimeoutMs
  const listeners = new Set<{ stop(): void }>()
  return sqlStore({
    name: 'The PostgreSQL database',
    types: { id: 'text collate "C"', bytes: 'bytea' },
    locksRows: true,
    open: () => {
      const pool = new pg.Pool({
        connectionString,
        max: poolSize,
        connectionTimeoutMillis,
        stream: openSocket,
        // Our integers are times and millionths of a currency unit, far below 2^53.
        types: { getTypeParser: (oid, format) => (oid === bigint ? Number : pg.types.getTypeParser(oid, format)) },
        // An idle pool must not keep the process alive.
        allowExitOnIdle: true,
      })
      // A broken connection rejects its query and is replaced; without these listeners the error would end the process.
      pool.on('error', () => undefined)
      pool.on('connect', (client) => void client.on('error', () => undefined))
      return new Kysely<Schema>({ dialect: new PooledDialect({ pool }) })
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

/**
 * Sets what a transaction needs inside of it. A pooler such as PgBouncer refuses the same setting at the start of a
 * connection, and gives each transaction another one.
 */
class PooledDriver extends PostgresDriver {
  override async beginTransaction(connection: DatabaseConnection, settings: TransactionSettings): Promise<void> {
    await super.beginTransaction(connection, settings)
    await connection.executeQuery(
      CompiledQuery.raw(`set local idle_in_transaction_session_timeout = ${idleInTransactionMs}`),
    )
  }
}

class PooledDialect extends PostgresDialect {
  override createDriver: () => PostgresDriver
  constructor(config: PostgresDialectConfig) {
    super(config)
    this.createDriver = () => new PooledDriver(config)
  }
}

/**
 * A socket with the statement timeout. The pool closes idle connections much earlier, so a socket that is silent so
 * long has a hung query.
 */
function openSocket(): Socket {
  const socket = new Socket()
  const onTimeout = (): unknown => socket.destroy(new Error('The database did not respond in time.'))
  return socket.setTimeout(statementTimeoutMs, onTimeout)
}

/**
 * Listens for notifications and reconnects after a failure; each connect calls `onChange`, to cover notifications
 * missed meanwhile.
 */
function listenForever(config: pg.ClientConfig, onChange: () => void): { stop(): void; isListening: Promise<void> } {
  let client: pg.Client | undefined
  let timer: NodeJS.Timeout | undefined
  let isStopped = false

  async function connect(): Promise<void> {
    const next = new pg.Client(config)
    client = next
    // A dropped connection fires up to three of these events.
    const onLost = (): void => {
      if (client !== next || isStopped) return
      client = undefined
      void next.end().catch(() => undefined)
      timer = setTimeout(() => void connect(), reconnectDelayMs).unref()
    }
    next.on('error', onLost)
    next.on('end', onLost)
    next.on('notification', onChange)
    try {
      await next.connect()
      await next.query(`listen ${channel}`)
      onChange()
    } catch {
      onLost()
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
