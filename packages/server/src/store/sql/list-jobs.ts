import { sql } from 'kysely'
import type { Kysely } from 'kysely'
import type { JobPage, ListOptions } from '../store'
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
  { limit, order, after, metadata = {} }: ListOptions,
): Promise<JobPage> {
  const pairs = Object.entries(metadata)
  if (pairs.length > 0) return listByMetadata(db, owner, { limit, order, after, pairs })
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

/** Reads one page of the jobs of all owners, in the order of the primary key. */
export async function listAllJobs(
  db: Kysely<Schema>,
  { limit, order, after }: Omit<ListOptions, 'metadata'>,
): Promise<JobPage> {
  const [operator, start] = order === 'asc' ? (['>', ''] as const) : (['<', afterEveryId] as const)
  const rows = await db
    .selectFrom('dailies_jobs')
    .select(jobColumns)
    .where('id', operator, after === undefined ? start : plainText(after))
    .where('deleted_at', 'is', null)
    .orderBy('id', order)
    .limit(limit + 1)
    .execute()
  return { jobs: rows.slice(0, limit).map(fromRow), hasMore: rows.length > limit }
}

/** Ids consist of letters, digits, `_` and `-`. */
const afterEveryId = '~'

interface MetadataList extends Pick<ListOptions, 'limit' | 'order'> {
  after: string | undefined
  pairs: [string, string][]
}

/**
 * Reads the ids of one pair in the order of its index, which is the order of the list; a job that lacks another pair is
 * skipped. Jobs that are deleted have no pairs.
 */
async function listByMetadata(
  db: Kysely<Schema>,
  owner: string,
  { limit, order, after, pairs }: MetadataList,
): Promise<JobPage> {
  const [[firstKey, firstValue] = ['', ''], ...others] = pairs
  let query = db
    .selectFrom('dailies_metadata as pair')
    .innerJoin('dailies_jobs as job', 'job.id', 'pair.job_id')
    .select(['job.document', 'job.due_at', 'job.owner_seq'])
    .where('pair.owner', '=', owner)
    .where('pair.key', '=', plainText(firstKey))
    .where('pair.value', '=', plainText(firstValue))
    .orderBy('pair.job_id', order)
    .limit(limit + 1)
  if (after !== undefined) query = query.where('pair.job_id', order === 'asc' ? '>' : '<', plainText(after))
  for (const [key, value] of others) {
    query = query.where(({ exists, selectFrom }) =>
      exists(
        selectFrom('dailies_metadata as other')
          .select('other.job_id')
          .where('other.owner', '=', owner)
          .where('other.key', '=', plainText(key))
          .where('other.value', '=', plainText(value))
          .whereRef('other.job_id', '=', 'pair.job_id'),
      ),
    )
  }
  const rows = await query.execute()
  return { jobs: rows.slice(0, limit).map(fromRow), hasMore: rows.length > limit }
}
