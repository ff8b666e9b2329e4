import { sql } from 'kysely'
import type { Kysely, Transaction } from 'kysely'
import { maxLeaseMs } from '../store'
import type { Store } from '../store'
import type { SqlEngine } from './engine'
import { fromRow, jobColumns, plainText, wholeTime } from './job-row'
import { workExpression } from './schema'
import type { Schema } from './schema'

type InTransaction = <T>(work: (transaction: Transaction<Schema>) => Promise<T>) => Promise<T>

/** The operations on leases and due times. Every write is a transaction, because only those wait for a lock in SQLite. */
export function createJobLeases(
  engine: SqlEngine,
  ready: () => Promise<Kysely<Schema>>,
  inTransaction: InTransaction,
): Pick<Store, 'claim' | 'listDueUpstreams' | 'renew' | 'shiftDue' | 'lastChangeAt'> {
  return {
    claim: ({ upstreamId, lease, now: at, limit, id, work, exceptOwners = [] }) =>
      inTransaction(async (db) => {
        const now = wholeTime(at)
        let due = db
          .selectFrom('dailies_jobs')
          .select('id')
          .where('upstream_id', '=', upstreamId)
          // A literal, because an index of an expression is not used for a parameter.
          .where(sql<string>`(${sql.raw(workExpression)})`, '=', sql.lit(work))
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
        if (id !== undefined) due = due.where('id', '=', plainText(id))
        if (exceptOwners.length > 0) due = due.where('owner', 'not in', exceptOwners)
        const ids = (await (engine.locksRows ? due.forUpdate().skipLocked() : due).execute()).map((row) => row.id)
        if (ids.length === 0) return []
        const rows = await db
          .updateTable('dailies_jobs')
          .set({ lease_id: lease.id, lease_until: wholeTime(lease.expiresAt) })
          .where('id', 'in', ids)
          .returning(jobColumns)
          .execute()
        return rows.map(fromRow).sort((one, other) => (one.dueAt ?? 0) - (other.dueAt ?? 0))
      }),

    renew: async (held, expiresAt) => {
      if (held.length === 0) return
      await inTransaction((db) =>
        db
          .updateTable('dailies_jobs')
          .set({ lease_until: wholeTime(expiresAt) })
          .where(
            'id',
            'in',
            held.map(({ id }) => plainText(id)),
          )
          // Lease ids are unique, so a lease of another process is never among them.
          .where('lease_id', 'in', [...new Set(held.map(({ leaseId }) => leaseId))])
          .execute(),
      )
    },

    listDueUpstreams: async () => {
      // From one id to the next by the index: neither database skips through the values of a column by itself.
      const { rows } = await sql<{ id: string }>`
        with recursive ids(id) as (
          select min(upstream_id) from dailies_jobs where due_at is not null
          union all
          select (select min(upstream_id) from dailies_jobs where due_at is not null and upstream_id > ids.id)
          from ids where ids.id is not null
        )
        select id from ids where id is not null`.execute(await ready())
      return rows.map(({ id }) => id)
    },

    shiftDue: async ({ upstreamId, byMs, now: at }) => {
      const [now, by] = [wholeTime(at), wholeTime(byMs)]
      await inTransaction((db) =>
        db
          .updateTable('dailies_jobs')
          .set({ due_at: sql<number>`case when due_at - ${by} > ${now} then due_at - ${by} else ${now} end` })
          .where('upstream_id', '=', upstreamId)
          .where('due_at', '>', now)
          .execute(),
      )
    },

    lastChangeAt: async () => {
      const query = (await ready()).selectFrom('dailies_owners').select(({ fn }) => fn.max('changed_at').as('at'))
      return (await query.executeTakeFirstOrThrow()).at
    },
  }
}
