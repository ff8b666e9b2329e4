import { sql } from 'kysely'
import type { Kysely, Transaction } from 'kysely'
import { endOfDay, startOfDay } from '../limits'
import { keyHashOf, ownerHashOf, remainsOf } from '../owners'
import type { ErasedUsage, Erasure, EraseOptions, OwnerStore, Remains } from '../owners'
import type { SqlEngine } from './engine'
import { fromRow, jobColumns, wholeTime } from './job-row'
import type { Schema } from './schema'

type InTransaction = <T>(work: (transaction: Transaction<Schema>) => Promise<T>) => Promise<T>
type Db = Kysely<Schema>

/** The deletion of owners, and what other operations ask about deleted ones. */
export interface SqlOwners {
  operations: OwnerStore
  /** Whether the owner is being deleted. The caller holds the lock of the owner. */
  isMarked(db: Db, owner: string): Promise<boolean>
  /** Whether an erased row of this owner had this idempotency key. */
  hasErasedKey(db: Db, owner: string, key: string): Promise<boolean>
  /** Those of these reference keys that erased rows had. */
  erasedRefs(db: Db, refKeys: readonly string[]): Promise<string[]>
  /** What erased rows of this owner used on this day; of all owners if `owner` is undefined. */
  erasedUsage(db: Db, owner: string | undefined, now: number): Promise<ErasedUsage>
}

export function createSqlOwners(engine: SqlEngine, ready: () => Promise<Db>, inTransaction: InTransaction): SqlOwners {
  let knownSecret: string | undefined
  const secretOf = async (db: Db): Promise<string> => {
    const query = db.selectFrom('dailies_settings').select('value').where('name', '=', 'secret')
    return (knownSecret ??= (await query.executeTakeFirstOrThrow()).value)
  }

  const isMarked = async (db: Db, owner: string): Promise<boolean> => {
    const query = db.selectFrom('dailies_owners').select('deleting_at').where('owner', '=', owner)
    return ((await query.executeTakeFirst())?.deleting_at ?? null) !== null
  }

  /** Erases some rows whose videos are deleted; resolves with how many. */
  async function eraseJobs(db: Transaction<Schema>, owner: string, options: EraseOptions): Promise<number> {
    const { expiresAt, limit, pendingKinds, unansweredBefore, abandonedBefore } = options
    let query = db
      .selectFrom('dailies_jobs')
      .select([...jobColumns, 'ref_key', 'idempotency_key'])
      .where('owner', '=', owner)
      .where((where) =>
        where.or([
          where('deleted_at', '<', wholeTime(abandonedBefore)),
          where.and([
            where('deleted_at', 'is not', null),
            where('due_at', 'is', null),
            where.or([where('is_unanswered', '=', 0), where('deleted_at', '<', wholeTime(unansweredBefore))]),
          ]),
        ]),
      )
      .orderBy('owner_seq')
      .limit(limit)
    if (pendingKinds.length > 0) {
      query = query.where(({ not, exists, selectFrom }) =>
        not(
          exists(
            selectFrom('dailies_outbox')
              .select('kind')
              .whereRef('job_id', '=', 'dailies_jobs.id')
              .where('kind', 'in', pendingKinds)
              .where('dead_at', 'is', null),
          ),
        ),
      )
    }
    const rows = await query.execute()
    const secret = await secretOf(db)
    for (const row of rows) {
      const job = fromRow(row)
      const { id } = job.video
      const request = await db
        .selectFrom('dailies_requests')
        .select(['at', 'cost'])
        .where('job_id', '=', id)
        .executeTakeFirst()
      const { at = job.createdAt, cost = 0 } = request ?? {}
      const refKey = row.ref_key
      await insertRemains(db, remainsOf(secret, { job, refKey, key: row.idempotency_key, cost, at }, expiresAt))
      for (const table of tablesOfJob) await db.deleteFrom(table).where('job_id', '=', id).execute()
      await db.deleteFrom('dailies_jobs').where('id', '=', id).execute()
    }
    return rows.length
  }

  /** Erases what is left when no row is: creates whose row was purged, and the owner's own row. */
  async function eraseRest(db: Transaction<Schema>, owner: string, { expiresAt }: EraseOptions): Promise<void> {
    const creates = await db
      .deleteFrom('dailies_requests')
      .where('owner', '=', owner)
      .returning(['job_id', 'at', 'cost'])
      .execute()
    const ownerHash = ownerHashOf(await secretOf(db), owner)
    const none = { upstreamId: '', refKey: null, keyHash: null }
    for (const { job_id: jobId, at, cost } of creates)
      await insertRemains(db, { jobId, ownerHash, ...none, at: startOfDay(at), cost, expiresAt })
    for (const table of tablesOfOwner) await db.deleteFrom(table).where('owner', '=', owner).execute()
  }

  return {
    isMarked,
    hasErasedKey: async (db, owner, key) => {
      const secret = await secretOf(db)
      const found = await db
        .selectFrom('dailies_remains')
        .select('job_id')
        .where('owner_hash', '=', ownerHashOf(secret, owner))
        .where('key_hash', '=', keyHashOf(secret, owner, key))
        .executeTakeFirst()
      return found !== undefined
    },
    erasedRefs: async (db, refKeys) => {
      if (refKeys.length === 0) return []
      const query = db.selectFrom('dailies_remains').select('ref_key').where('ref_key', 'in', refKeys)
      return (await query.execute()).map(({ ref_key }) => ref_key ?? '')
    },
    erasedUsage: async (db, owner, now) => {
      let query = db.selectFrom('dailies_remains').where('at', '>=', startOfDay(now)).where('at', '<', endOfDay(now))
      if (owner !== undefined) query = query.where('owner_hash', '=', ownerHashOf(await secretOf(db), owner))
      const { cost, count } = await query
        .select(({ fn }) => [fn.sum<number | null>('cost').as('cost'), fn.countAll<number>().as('count')])
        .executeTakeFirstOrThrow()
      return { cost: Number(cost ?? 0), count: Number(count) }
    },
    operations: {
      markOwner: (owner, at) =>
        inTransaction(async (db) => {
          await engine.lock(db, `owner ${owner}`)
          const now = wholeTime(at)
          await db
            .insertInto('dailies_owners')
            .values({ owner, seq: 0, changed_at: now, deleting_at: now })
            .onConflict((conflict) =>
              conflict.column('owner').doUpdateSet({
                deleting_at: sql<number>`coalesce(dailies_owners.deleting_at, ${now})`,
              }),
            )
            .execute()
        }),
      markedOwners: async (limit) => {
        const query = (await ready())
          .selectFrom('dailies_owners')
          .select('owner')
          .where('deleting_at', 'is not', null)
          .orderBy('deleting_at')
          .limit(limit)
        return (await query.execute()).map(({ owner }) => owner)
      },
      eraseOwner: (owner, options) =>
        inTransaction(async (db): Promise<Erasure> => {
          await engine.lock(db, `owner ${owner}`)
          if (!(await isMarked(db, owner))) return { erased: 0, left: 0 }
          const erased = await eraseJobs(db, owner, options)
          const { count } = await db
            .selectFrom('dailies_jobs')
            .where('owner', '=', owner)
            .select(({ fn }) => fn.countAll<number>().as('count'))
            .executeTakeFirstOrThrow()
          const left = Number(count)
          if (left === 0) await eraseRest(db, owner, options)
          return { erased, left }
        }),
    },
  }
}

/** What is stored for one video beside its row. */
const tablesOfJob = [
  'dailies_requests',
  'dailies_request_files',
  'dailies_metadata',
  'dailies_shares',
  'dailies_outbox',
] as const

/** What is stored for an owner, whether its video is still there or not. */
const tablesOfOwner = ['dailies_metadata', 'dailies_shares', 'dailies_outbox', 'dailies_owners'] as const

async function insertRemains(db: Transaction<Schema>, remains: Remains): Promise<void> {
  const { jobId, ownerHash, upstreamId, refKey, keyHash, at, cost, expiresAt } = remains
  await db
    .insertInto('dailies_remains')
    .values({
      job_id: jobId,
      owner_hash: ownerHash,
      upstream_id: upstreamId,
      ref_key: refKey,
      key_hash: keyHash,
      at: wholeTime(at),
      cost,
      expires_at: wholeTime(expiresAt),
    })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}
