import { sql } from 'kysely'
import type { Transaction } from 'kysely'
import { hasStoredFiles } from '../job'
import type { Job } from '../job'
import type { OutboxRule } from '../outbox'
import type { RequestFile } from '../request-files'
import type { SqlEngine } from './engine'
import { metadataOf } from '../stored-metadata'
import { insertEntries } from './sql-outbox'
import { plainText, toRow, wholeTime } from './job-row'
import type { Schema } from './schema'

/** Writes jobs and what depends on them, within a transaction of the caller: no other module writes a job. */
export interface JobWriter {
  /** Inserts a new job with these columns beside its own. Resolves with the job and its `ownerSeq`. */
  insert(
    db: Transaction<Schema>,
    job: Job,
    columns: Partial<Schema['dailies_jobs']>,
    outbox: OutboxRule | undefined,
  ): Promise<Job>
  insertFiles(db: Transaction<Schema>, id: string, files: RequestFile[]): Promise<void>
  /** Replaces a job. Resolves with the job, which has the next `ownerSeq` if its version is a new one. */
  update(
    db: Transaction<Schema>,
    before: Job,
    reduced: Job,
    columns: Partial<Schema['dailies_jobs']>,
    outbox: OutboxRule | undefined,
  ): Promise<Job>
}

export function createJobWriter(engine: SqlEngine): JobWriter {
  /**
   * The position of the owner's next change. The row of the owner stays locked until the transaction ends, so positions
   * are in the order of commits.
   */
  async function nextOwnerSeq(db: Transaction<Schema>, { owner, changedAt }: Job): Promise<number> {
    const at = wholeTime(changedAt)
    const { seq } = await db
      .insertInto('dailies_owners')
      .values({ owner, seq: 1, changed_at: at, deleting_at: null })
      .onConflict((conflict) =>
        conflict.column('owner').doUpdateSet({
          seq: sql<number>`dailies_owners.seq + 1`,
          // Never back, so that a clock that is set back hides no change.
          changed_at: sql<number>`case when dailies_owners.changed_at > ${at} then dailies_owners.changed_at else ${at} end`,
        }),
      )
      .returning('seq')
      .executeTakeFirstOrThrow()
    return seq
  }

  async function insert(
    db: Transaction<Schema>,
    job: Job,
    columns: Partial<Schema['dailies_jobs']>,
    outbox: OutboxRule | undefined,
  ): Promise<Job> {
    const none = { idempotency_key: null, fingerprint: null, ref_key: null, lease_id: null, lease_until: null }
    const inserted = { ...job, ownerSeq: await nextOwnerSeq(db, job) }
    await db
      .insertInto('dailies_jobs')
      .values({ id: job.video.id, owner: job.owner, ...none, ...toRow(inserted), ...columns })
      .execute()
    await insertMetadata(db, inserted)
    if (outbox) await insertEntries(db, outbox, undefined, inserted)
    await engine.notify?.(db, job.video.id)
    return inserted
  }

  async function insertFiles(db: Transaction<Schema>, id: string, files: RequestFile[]): Promise<void> {
    for (const [position, { name, file }] of files.entries()) {
      const bytes = Buffer.from(await file.arrayBuffer())
      await db
        .insertInto('dailies_request_files')
        .values({ job_id: id, position, name, type: file.type, bytes })
        .execute()
    }
  }

  async function update(
    db: Transaction<Schema>,
    before: Job,
    reduced: Job,
    columns: Partial<Schema['dailies_jobs']>,
    outbox: OutboxRule | undefined,
  ): Promise<Job> {
    const { id } = before.video
    const isVisible = reduced.version !== before.version
    const after = isVisible ? { ...reduced, ownerSeq: await nextOwnerSeq(db, reduced) } : reduced
    await db
      .updateTable('dailies_jobs')
      .set({ ...toRow(after), ...columns })
      .where('id', '=', id)
      .execute()
    if (after.cost !== before.cost || after.durationMs !== before.durationMs) {
      await db
        .updateTable('dailies_requests')
        .set({
          cost: after.cost,
          duration_ms: after.durationMs === undefined ? null : wholeTime(after.durationMs),
          ...kindOf(after),
        })
        .where('job_id', '=', id)
        .execute()
    }
    if (hasStoredFiles(before) && !hasStoredFiles(after)) {
      await db.deleteFrom('dailies_request_files').where('job_id', '=', id).execute()
    }
    if (!hasSameMetadata(before, after)) {
      await db.deleteFrom('dailies_metadata').where('job_id', '=', id).execute()
      await insertMetadata(db, after)
    }
    if (outbox) await insertEntries(db, outbox, before, after)
    if (isVisible) await engine.notify?.(db, id)
    return after
  }

  return { insert, insertFiles, update }
}

/** The pairs that lists are filtered by. A deleted job is in no list. */
const listedPairs = (job: Job): [string, string][] =>
  job.phase.name === 'deleted' ? [] : Object.entries(metadataOf(job))

const hasSameMetadata = (before: Job, after: Job): boolean =>
  before.metadata === after.metadata && (before.phase.name === 'deleted') === (after.phase.name === 'deleted')

async function insertMetadata(db: Transaction<Schema>, job: Job): Promise<void> {
  const rows = listedPairs(job).map(([key, value]) => ({
    owner: job.owner,
    key: plainText(key),
    value: plainText(value),
    job_id: job.video.id,
  }))
  if (rows.length > 0) await db.insertInto('dailies_metadata').values(rows).execute()
}

/** The columns that durations are grouped by. */
export const kindOf = ({ video: { model, size, seconds } }: Job) => ({
  model: plainText(model),
  size: plainText(size),
  seconds: plainText(seconds),
})
