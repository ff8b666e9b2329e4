import { sql } from 'kysely'
import type { ExpressionBuilder, ExpressionWrapper, Kysely, SqlBool, Transaction } from 'kysely'
import type { Json } from '../../upstream/upstream'
import type { Job } from '../job'
import type { DeadEntry, OutboxEntry, OutboxKey, OutboxRule, OutboxStore } from '../outbox'
import { maxLeaseMs } from '../store'
import type { SqlEngine } from './engine'
import { plainText, wholeTime } from './job-row'
import type { OutboxRow, Schema } from './schema'

type InTransaction = <T>(work: (transaction: Transaction<Schema>) => Promise<T>) => Promise<T>

/** Inserts the entries of a change, within the transaction that writes the job. */
export async function insertEntries(
  db: Transaction<Schema>,
  entriesOf: OutboxRule,
  before: Job | undefined,
  after: Job,
): Promise<void> {
  const rows = entriesOf(before, after).map(({ kind, payload, queuedAt: at }) => ({
    job_id: after.video.id,
    version: after.version,
    kind,
    owner: after.owner,
    payload: JSON.stringify(payload),
    attempts: 0,
    queued_at: wholeTime(at),
    due_at: wholeTime(at),
    lease_id: null,
    lease_until: null,
    dead_at: null,
    error: null,
  }))
  if (rows.length === 0) return
  await db
    .insertInto('dailies_outbox')
    .values(rows)
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}

/** The operations on the outbox. Every write is a transaction, because only those wait for a lock in SQLite. */
export function createSqlOutbox(
  engine: SqlEngine,
  ready: () => Promise<Kysely<Schema>>,
  inTransaction: InTransaction,
): OutboxStore {
  return {
    claimEntries: ({ kind, lease, now: at, limit }) =>
      inTransaction(async (db) => {
        const now = wholeTime(at)
        const due = db
          .selectFrom('dailies_outbox')
          .selectAll()
          .where('kind', '=', kind)
          .where('dead_at', 'is', null)
          .where('due_at', '<=', now)
          .where((where) =>
            where.or([
              where('lease_until', 'is', null),
              where('lease_until', '<=', now),
              where('lease_until', '>', now + maxLeaseMs),
            ]),
          )
          .orderBy('due_at')
          .limit(limit)
        const claimed: OutboxEntry[] = []
        for (const row of await (engine.locksRows ? due.forUpdate().skipLocked() : due).execute()) {
          const entry = { ...entryOf(row), attempts: row.attempts + 1 }
          claimed.push(entry)
          await db
            .updateTable('dailies_outbox')
            .set({ lease_id: lease.id, lease_until: wholeTime(lease.expiresAt), attempts: entry.attempts })
            .where(isEntry(entry))
            .execute()
        }
        return claimed
      }),

    saveDelivery: (key, leaseId, outcome) =>
      inTransaction(async (db) => {
        if (outcome === 'delivered') {
          await db.deleteFrom('dailies_outbox').where(isEntry(key)).where('lease_id', '=', leaseId).execute()
          return
        }
        const next = 'deadAt' in outcome ? { dead_at: wholeTime(outcome.deadAt) } : { due_at: wholeTime(outcome.dueAt) }
        await db
          .updateTable('dailies_outbox')
          .set({ ...next, error: plainText(outcome.error), lease_id: null, lease_until: null })
          .where(isEntry(key))
          .where('lease_id', '=', leaseId)
          .execute()
      }),

    shiftEntries: async ({ byMs, now: at }) => {
      const [now, by] = [wholeTime(at), wholeTime(byMs)]
      await inTransaction((db) =>
        db
          .updateTable('dailies_outbox')
          .set({ due_at: sql<number>`case when due_at - ${by} > ${now} then due_at - ${by} else ${now} end` })
          .where('dead_at', 'is', null)
          .where('due_at', '>', now)
          .execute(),
      )
    },

    listDeadEntries: async ({ limit, after = beforeAll }) => {
      const { jobId, version, kind } = after
      const query = (await ready())
        .selectFrom('dailies_outbox')
        .selectAll()
        .where('dead_at', 'is not', null)
        .orderBy('job_id')
        .orderBy('version')
        .orderBy('kind')
        .where(sql<boolean>`(job_id, version, kind) > (${plainText(jobId)}, ${version}, ${plainText(kind)})`)
        .limit(limit)
      return (await query.execute()).map(deadEntryOf)
    },

    requeueDeadEntries: (keys, at) =>
      inTransaction(async (db) => {
        const now = wholeTime(at)
        let count = 0
        for (const key of keys) {
          const query = db
            .updateTable('dailies_outbox')
            .set({ dead_at: null, attempts: 0, queued_at: now, due_at: now })
            .where(isEntry(key))
            .where('dead_at', 'is not', null)
            // Not the number of changed rows, which a Durable Object does not tell.
            .returning('kind')
          count += (await query.execute()).length
        }
        return count
      }),

    discardDeadEntries: (keys) =>
      inTransaction(async (db) => {
        let count = 0
        for (const key of keys) {
          const query = db.deleteFrom('dailies_outbox').where(isEntry(key)).where('dead_at', 'is not', null)
          count += (await query.returning('kind').execute()).length
        }
        return count
      }),
  }
}

/** Before every key, so that the first page reads the index like the others. */
const beforeAll: OutboxKey = { jobId: '', version: 0, kind: '' }

const isEntry =
  ({ jobId, version, kind }: OutboxKey) =>
  (where: ExpressionBuilder<Schema, 'dailies_outbox'>): ExpressionWrapper<Schema, 'dailies_outbox', SqlBool> =>
    where.and({ job_id: plainText(jobId), version, kind: plainText(kind) })

const entryOf = ({ job_id, version, kind, owner, payload, attempts, queued_at }: OutboxRow): OutboxEntry => ({
  jobId: job_id,
  version,
  kind,
  owner,
  payload: JSON.parse(payload) as Json,
  attempts,
  queuedAt: queued_at,
})

const deadEntryOf = (row: OutboxRow): DeadEntry => ({
  ...entryOf(row),
  deadAt: row.dead_at ?? 0,
  error: row.error ?? '',
})
