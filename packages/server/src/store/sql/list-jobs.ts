import { sql } from 'kysely'
import type { Kysely } from 'kysely'
import type { JobPage, Store } from '../store'
import { fromRow, jobColumns, plainText } from './job-row'
import type { Schema } from './schema'

/**
 * Reads one page of an owner's jobs, by the index of the rows that are not deleted.
 *
 * The owner is given as a range in the order of that index. For `owner = …`, PostgreSQL would expect to find a page of a
 * large owner sooner by the primary key, and then skip every deleted row at its end.
 */
export async function listJobs(
  db: Kysely<Schema>,
  owner: string,
  { limit, order, after }: Parameters<Store['list']>[1],
): Promise<JobPage> {
  const [start, end] = order === 'asc' ? (['>', '<='] as const) : (['<', '>='] as const)
  const query = db
    .selectFrom('dailies_jobs')
    .select(jobColumns)
    .where('owner', end, owner)
    .where('deleted_at', 'is', null)
    .orderBy('owner', order)
    .orderBy('id', order)
    .limit(limit + 1)
  const rows = await (
    after === undefined
      ? query.where('owner', `${start}=`, owner)
      : query.where(sql<boolean>`(owner, id) ${sql.raw(start)} (${owner}, ${plainText(after)})`)
  ).execute()
  return { jobs: rows.slice(0, limit).map(fromRow), hasMore: rows.length > limit }
}
