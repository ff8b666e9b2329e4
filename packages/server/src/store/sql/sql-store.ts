import { sql } from 'kysely'
import type { CompiledQuery, Kysely, Transaction } from 'kysely'
import { hasStoredFiles, markDeleted, markStarting } from '../job'
import { decideQueued, limitError, mayStart } from '../limits'
import { bytesOf } from '../request-files'
import type { MeasuredDurations, Store } from '../store'
import { createDatabase } from './database'
import type { SqlEngine } from './engine'
import { fromRow, jobColumns, plainText, toStoredJob, wholeTime } from './job-row'
import type { StoredJob } from './job-row'
import { createJobWriter, kindOf } from './job-writer'
import { listAllJobs, listJobs } from './list-jobs'
import { purge } from './purge'
import { createJobLeases } from './job-leases'
import { createSqlLimits } from './sql-limits'
import { createSqlOutbox } from './sql-outbox'
import { createSqlShares } from './sql-shares'
import { createSqlOwners } from './sql-owners'
import type { Schema } from './schema'

type Db = Kysely<Schema>

/** Durations read per model, size and length, and in total. */
const maxDurations = 100
const maxDurationRows = 2_000

/**
 * The SQL store for any engine, with one schema and one set of queries. The first call opens the database and runs the
 * migrations.
 */
export function sqlStore(engine: SqlEngine): Store {
  const { ready, close } = createDatabase(engine)
  let retrieveQuery: CompiledQuery | undefined
  const inTransaction = async <T>(work: (transaction: Transaction<Schema>) => Promise<T>): Promise<T> =>
    (await ready()).transaction().execute(work)

  const byId = (db: Db, id: string) =>
    db
      .selectFrom('dailies_jobs')
      .select([...jobColumns, 'lease_id'])
      .where('id', '=', plainText(id))
  const findLocked = (db: Transaction<Schema>, id: string) =>
    (engine.locksRows ? byId(db, id).forUpdate() : byId(db, id)).executeTakeFirst()

  const owners = createSqlOwners(engine, ready, inTransaction)

  const limiter = createSqlLimits(engine, owners)
  const { insert, insertFiles, update } = createJobWriter(engine)

  return {
    findByKey: async (owner, key) => {
      const row = await byKey(await ready(), owner, key)
      return row ? { job: fromRow(row), fingerprint: row.fingerprint ?? '' } : null
    },

    reserve: (job, { idempotency, limits, totalLimits = {}, lease, queue, files = [], outbox }) =>
      inTransaction(async (db) => {
        await engine.lock(db, `owner ${job.owner}`)
        if (await owners.isMarked(db, job.owner)) return { outcome: 'owner_deleted' }
        const earlier = idempotency && (await byKey(db, job.owner, idempotency.key))
        if (earlier) {
          return earlier.fingerprint === idempotency?.fingerprint
            ? { outcome: 'duplicate', job: fromRow(earlier) }
            : { outcome: 'conflict' }
        }
        if (idempotency && (await owners.hasErasedKey(db, job.owner, idempotency.key))) return { outcome: 'erased' }
        const { createdAt: at, cost } = job
        const limited = await limiter.readLimited(db, { owner: job.owner, limits, totalLimits, cost, now: at })
        const waiting = queue && (await limiter.waitingOf(db, job.owner, totalLimits.activeJobs !== undefined))
        const decided =
          queue && waiting
            ? decideQueued(limited, { ...queue, waiting, bytes: bytesOf(queue.files) })
            : limitError(limited)
        if (decided instanceof Error) return { outcome: 'limited', error: decided }
        const keys = idempotency && { idempotency_key: idempotency.key, fingerprint: idempotency.fingerprint }
        const isWaiting = queue !== undefined && decided === 'wait'
        const reserved = isWaiting
          ? await insert(db, { ...queue.job, queuePosition: waiting?.count ?? 0 }, { ...keys }, outbox)
          : await insert(db, job, { ...keys, lease_id: lease.id, lease_until: wholeTime(lease.expiresAt) }, outbox)
        const { owner, createdAt, video } = job
        await db
          .insertInto('dailies_requests')
          .values({ job_id: video.id, owner, at: wholeTime(createdAt), cost, ...kindOf(job), duration_ms: null })
          .execute()
        if (hasStoredFiles(reserved)) await insertFiles(db, video.id, isWaiting ? queue.files : files)
        return { outcome: 'reserved', job: reserved }
      }),

    admit: (id, { leaseId, limits, totalLimits, now, outbox }) =>
      inTransaction(async (db) => {
        const found = await byId(db, id).executeTakeFirst()
        if (!found) return null
        // In the order of `reserve`: first the owner, then all of them, then the row.
        const { owner } = fromRow(found)
        await engine.lock(db, `owner ${owner}`)
        const limited = await limiter.readLimited(db, { owner, limits, totalLimits, cost: 0, now })
        const row = await findLocked(db, id)
        const job = row && fromRow(row)
        if (!job || job.phase.name !== 'waiting' || row.lease_id !== leaseId) return null
        const { count } = await limiter
          .waitingJobs(db)
          .where('owner', '=', owner)
          .where('id', '<', id)
          .select(({ fn }) => fn.countAll<number>().as('count'))
          .executeTakeFirstOrThrow()
        const position = Number(count)
        if (position > 0 || !mayStart(limited)) return { outcome: 'held', position }
        return { outcome: 'admitted', job: await update(db, job, markStarting(job, now), {}, outbox) }
      }),

    wakeWaiting: (owner, at) =>
      inTransaction(async (db) => {
        const now = wholeTime(at)
        const rows = await db
          .updateTable('dailies_jobs')
          .set({ due_at: sql<number>`case when due_at > ${now} then ${now} else due_at end` })
          .where('phase', '=', sql.lit('waiting'))
          .where('owner', '=', owner)
          .returning('id')
          .execute()
        return rows.length
      }),

    insertExisting: (job, refKey, { outbox } = {}) =>
      inTransaction(async (db) => {
        await engine.lock(db, `owner ${job.owner}`)
        if (await owners.isMarked(db, job.owner)) return null
        await engine.lock(db, `ref ${refKey}`)
        const existing = await db
          .selectFrom('dailies_jobs')
          .select(jobColumns)
          .where('ref_key', '=', refKey)
          .executeTakeFirst()
        if (existing) return fromRow(existing)
        return insert(db, job, { ref_key: refKey }, outbox)
      }),

    ...createJobLeases(engine, ready, inTransaction),
    ...createSqlOutbox(engine, ready, inTransaction),
    ...createSqlShares(ready, inTransaction, async (db, id) => {
      const row = await findLocked(db, id)
      return row && fromRow(row)
    }),
    ...owners.operations,

    saveUpdate: (id, reducer, { leaseId, keepsLease, refKey, ifRefUnusedSince, freesIdempotencyKey, outbox } = {}) =>
      inTransaction(async (db) => {
        if (refKey !== undefined) await engine.lock(db, `ref ${refKey}`)
        const row = await findLocked(db, id)
        if (!row || (leaseId !== undefined && row.lease_id !== leaseId)) return null
        if (refKey !== undefined && ifRefUnusedSince !== undefined) {
          const others = db
            .selectFrom('dailies_jobs')
            .select('id')
            .where('ref_key', '=', refKey)
            .where('id', '!=', id)
            .where('changed_at', '>=', ifRefUnusedSince)
          if ((await others.limit(1).execute()).length > 0) return null
        }
        const before = fromRow(row)
        const reduced = reducer(before)
        const columns = leaseId === undefined || keepsLease ? {} : { lease_id: null, lease_until: null }
        if (reduced === undefined) {
          if (leaseId !== undefined && !keepsLease) await update(db, before, before, columns, undefined)
          return before
        }
        let after = reduced
        if (refKey !== undefined) {
          const earlyWebhook = await db
            .deleteFrom('dailies_early_webhooks')
            .where('ref_key', '=', refKey)
            .returning('at')
            .executeTakeFirst()
          if (earlyWebhook && after.dueAt !== null) after = { ...after, dueAt: earlyWebhook.at }
        }
        const keys = {
          ...(refKey !== undefined && { ref_key: refKey }),
          ...(freesIdempotencyKey && { idempotency_key: null, fingerprint: null }),
        }
        return update(db, before, after, { ...keys, ...columns }, outbox)
      }),

    delete: (owner, id, now, { outbox } = {}) =>
      inTransaction(async (db) => {
        const row = await findLocked(db, id)
        const job = row && fromRow(row)
        if (!job || job.owner !== owner || job.phase.name === 'deleted') return null
        await db.deleteFrom('dailies_shares').where('job_id', '=', id).execute()
        return update(db, job, markDeleted(job, now), { lease_id: null, lease_until: null }, outbox)
      }),

    retrieve: async (id) => {
      const db = await ready()
      // Compiled once: this query runs for every request of a video, and building it takes longer than running it. Its
      // one parameter is the id.
      retrieveQuery ??= db.selectFrom('dailies_jobs').select(jobColumns).where('id', '=', '').compile()
      const parameters = [plainText(id)]
      if (engine.readFirst) {
        const values = engine.readFirst(retrieveQuery.sql, parameters)
        return values ? fromRow(toStoredJob(values)) : null
      }
      const [row] = (await db.executeQuery<StoredJob>({ ...retrieveQuery, parameters })).rows
      return row ? fromRow(row) : null
    },

    list: async (owner, page) => listJobs(await ready(), owner, page),
    listAll: async (page) => listAllJobs(await ready(), page),

    ownerSeq: async (owner) => {
      const query = (await ready()).selectFrom('dailies_owners').select('seq').where('owner', '=', owner)
      return (await query.executeTakeFirst())?.seq ?? 0
    },

    ownerChanges: async (owner, { afterSeq, limit }) => {
      const query = (await ready())
        .selectFrom('dailies_jobs')
        .select(jobColumns)
        .where('owner', '=', owner)
        .where('owner_seq', '>', afterSeq)
        .orderBy('owner_seq')
        .limit(limit)
      return (await query.execute()).map(fromRow)
    },

    changedOwners: async (since) => {
      const query = (await ready())
        .selectFrom('dailies_owners')
        .select(['owner', 'seq'])
        .where('changed_at', '>=', wholeTime(since))
      return query.execute()
    },

    requestFiles: async (id) => {
      const query = (await ready())
        .selectFrom('dailies_request_files')
        .select(['name', 'type', 'bytes'])
        .where('job_id', '=', plainText(id))
        .orderBy('position')
      return (await query.execute()).map(({ name, type, bytes }) => ({
        name,
        file: new Blob([new Uint8Array(bytes)], { type }),
      }))
    },

    assignedRefKeys: async (refKeys) => {
      const db = await ready()
      return [...new Set([...(await claimedOf(db, refKeys)), ...(await owners.erasedRefs(db, refKeys))])]
    },

    listUnconfirmed: async (upstreamId) => {
      const query = (await ready())
        .selectFrom('dailies_jobs')
        .select(jobColumns)
        .where('upstream_id', '=', upstreamId)
        .where('is_unanswered', '=', sql.lit(1))
      return (await query.execute()).map(fromRow)
    },

    recordWebhook: (delivery, refKey, at) =>
      inTransaction(async (db) => {
        const now = wholeTime(at)
        await engine.lock(db, `ref ${refKey}`)
        const inserted = await db
          .insertInto('dailies_webhook_deliveries')
          .values({ id: delivery, at: now })
          .onConflict((conflict) => conflict.column('id').doNothing())
          .returning('id')
          .executeTakeFirst()
        if (!inserted) return false
        if ((await claimedOf(db, [refKey])).length === 0) {
          await db
            .insertInto('dailies_early_webhooks')
            .values({ ref_key: refKey, at: now })
            .onConflict((conflict) => conflict.column('ref_key').doUpdateSet({ at: now }))
            .execute()
        }
        await db
          .updateTable('dailies_jobs')
          .set({ due_at: now })
          .where('ref_key', '=', refKey)
          .where('due_at', 'is not', null)
          .execute()
        return true
      }),

    purge: ({ before, now, limit }) => inTransaction(async (db) => purge(db, { before, now, limit })),

    usage: async (owner, now) => limiter.usageOf(await ready(), owner, now),

    durations: async () => {
      const rows = await (
        await ready()
      )
        .selectFrom('dailies_requests')
        .select(['model', 'size', 'seconds', 'duration_ms'])
        .where('duration_ms', 'is not', null)
        .orderBy('at', 'desc')
        .limit(maxDurationRows)
        .execute()
      const kinds = new Map<string, MeasuredDurations>()
      for (const { model, size, seconds, duration_ms } of rows) {
        const kind = kinds.get([model, size, seconds].join()) ?? { model, size, seconds, durations: [] }
        if (kind.durations.length < maxDurations) kind.durations.push((duration_ms ?? 0) / 1_000)
        kinds.set([model, size, seconds].join(), kind)
      }
      return [...kinds.values()]
    },

    secret: async () => {
      const query = (await ready()).selectFrom('dailies_settings').select('value').where('name', '=', 'secret')
      return (await query.executeTakeFirstOrThrow()).value
    },

    ...(engine.listen && {
      listen: async (onChange: () => void) => {
        await ready()
        return (await engine.listen?.(onChange)) ?? (() => undefined)
      },
    }),

    close,
  }
}

const byKey = (db: Db, owner: string, key: string) =>
  db
    .selectFrom('dailies_jobs')
    .select([...jobColumns, 'fingerprint'])
    .where('owner', '=', owner)
    .where('idempotency_key', '=', key)
    .executeTakeFirst()

const claimedOf = async (db: Db, refKeys: string[]): Promise<string[]> => {
  if (refKeys.length === 0) return []
  const rows = await db.selectFrom('dailies_jobs').select('ref_key').where('ref_key', 'in', refKeys).execute()
  return rows.map(({ ref_key }) => ref_key ?? '')
}
