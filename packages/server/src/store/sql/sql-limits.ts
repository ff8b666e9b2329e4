import { sql } from 'kysely'
import type { Kysely, Transaction } from 'kysely'
import { endOfDay, minuteAfter, minuteBefore, startOfDay } from '../limits'
import type { LimitedJob, Limits, TotalLimits, Usage, Waiting } from '../limits'
import type { SqlEngine } from './engine'
import { wholeTime } from './job-row'
import type { Schema } from './schema'
import type { SqlOwners } from './sql-owners'

type Db = Kysely<Schema>

/** What the rows say about limits: usage, and the jobs that wait. */
export function createSqlLimits(engine: SqlEngine, owners: Pick<SqlOwners, 'erasedUsage'>) {
  /** The usage of one owner; of all owners if `owner` is undefined, without the times of their requests. */
  async function usageOf(db: Db, owner: string | undefined, now: number): Promise<Usage> {
    // A literal, because a partial index is not used for a parameter.
    let jobs = db.selectFrom('dailies_jobs').where('is_active', '=', sql.lit(1))
    let day = db.selectFrom('dailies_requests').where('at', '>=', startOfDay(now)).where('at', '<', endOfDay(now))
    if (owner !== undefined) {
      jobs = jobs.where('owner', '=', owner)
      day = day.where('owner', '=', owner)
    }
    const { active } = await jobs.select(({ fn }) => fn.countAll<number>().as('active')).executeTakeFirstOrThrow()
    const today = await day
      .select(({ fn }) => [fn.sum<number | null>('cost').as('cost'), fn.countAll<number>().as('count')])
      .executeTakeFirstOrThrow()
    const erased = await owners.erasedUsage(db, owner, now)
    const recent =
      owner === undefined
        ? []
        : await db
            .selectFrom('dailies_requests')
            .select('at')
            .where('owner', '=', owner)
            .where('at', '>', wholeTime(minuteBefore(now)))
            .where('at', '<=', wholeTime(minuteAfter(now)))
            .orderBy('at')
            .execute()
    return {
      active: Number(active),
      requests: recent.map(({ at }) => at),
      createdToday: Number(today.count) + erased.count,
      spent: Number(today.cost ?? 0) + erased.cost,
    }
  }

  // A literal, because a partial index is not used for a parameter.
  const waitingJobs = (db: Db) => db.selectFrom('dailies_jobs').where('phase', '=', sql.lit('waiting'))

  /** What decides about one more job of this owner. The caller holds the lock of the owner. */
  async function readLimited(
    db: Transaction<Schema>,
    job: { owner: string; limits: Limits; totalLimits: TotalLimits; cost: number; now: number },
  ): Promise<LimitedJob> {
    const { owner, now } = job
    const hasTotal = Object.keys(job.totalLimits).length > 0
    if (hasTotal) await engine.lock(db, 'total limits')
    const usage = await usageOf(db, owner, now)
    return { ...job, usage, totalUsage: hasTotal ? await usageOf(db, undefined, now) : usage }
  }

  /** `isShared`: whether those of all owners are counted. */
  async function waitingOf(db: Db, owner: string, isShared: boolean): Promise<Waiting> {
    const total = isShared
      ? await waitingJobs(db)
          .select(({ fn }) => fn.countAll<number>().as('count'))
          .executeTakeFirstOrThrow()
      : { count: 0 }
    const { count } = await waitingJobs(db)
      .where('owner', '=', owner)
      .select(({ fn }) => fn.countAll<number>().as('count'))
      .executeTakeFirstOrThrow()
    const { bytes } = await db
      .selectFrom('dailies_request_files')
      .innerJoin('dailies_jobs', 'id', 'job_id')
      .where('phase', '=', sql.lit('waiting'))
      .where('owner', '=', owner)
      .select(sql<number | null>`sum(length(bytes))`.as('bytes'))
      .executeTakeFirstOrThrow()
    return { total: Number(total.count), count: Number(count), bytes: Number(bytes ?? 0) }
  }

  return { usageOf, readLimited, waitingOf, waitingJobs }
}
