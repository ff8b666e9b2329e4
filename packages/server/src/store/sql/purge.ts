import type { Transaction } from 'kysely'
import { deliveryLifetimeMs, webhookLifetimeMs } from '../webhook-lifetimes'
import { wholeTime } from './job-row'
import type { Schema } from './schema'

interface PurgeOptions {
  before: number
  now: number
  /** Rows of each kind. */
  limit: number
}

/** Deletes what is kept only for a time; see `Store.purge`. Each query reads an index from its oldest end. */
export async function purge(db: Transaction<Schema>, { before, now, limit }: PurgeOptions): Promise<number> {
  const jobs = await db
    .selectFrom('dailies_jobs')
    .select('id')
    .where('deleted_at', '<', wholeTime(before))
    .where('due_at', 'is', null)
    .where(({ not, exists, selectFrom }) =>
      not(exists(selectFrom('dailies_outbox').select('kind').whereRef('job_id', '=', 'dailies_jobs.id'))),
    )
    .orderBy('deleted_at')
    .limit(limit)
    .execute()
  const ids = jobs.map(({ id }) => id)
  if (ids.length > 0) {
    await db.deleteFrom('dailies_jobs').where('id', 'in', ids).execute()
    for (const table of ['dailies_request_files', 'dailies_metadata', 'dailies_shares'] as const)
      await db.deleteFrom(table).where('job_id', 'in', ids).execute()
  }
  return (
    ids.length +
    (await purgeRemains(db, now, limit)) +
    (await purgeRequests(db, before, limit)) +
    (await purgeWebhooks(db, now, limit))
  )
}

async function purgeRequests(db: Transaction<Schema>, before: number, limit: number): Promise<number> {
  const requests = await db
    .selectFrom('dailies_requests')
    .select('job_id')
    .where('at', '<', wholeTime(before))
    .orderBy('at')
    .limit(limit)
    .execute()
  const ids = requests.map(({ job_id }) => job_id)
  if (ids.length > 0) await db.deleteFrom('dailies_requests').where('job_id', 'in', ids).execute()
  return ids.length
}

async function purgeWebhooks(db: Transaction<Schema>, now: number, limit: number): Promise<number> {
  const deliveries = await db
    .selectFrom('dailies_webhook_deliveries')
    .select('id')
    .where('at', '<', wholeTime(now - deliveryLifetimeMs))
    .limit(limit)
    .execute()
  const early = await db
    .selectFrom('dailies_early_webhooks')
    .select('ref_key')
    .where('at', '<', wholeTime(now - webhookLifetimeMs))
    .limit(limit)
    .execute()
  const ids = deliveries.map(({ id }) => id)
  const keys = early.map(({ ref_key }) => ref_key)
  if (ids.length > 0) await db.deleteFrom('dailies_webhook_deliveries').where('id', 'in', ids).execute()
  if (keys.length > 0) await db.deleteFrom('dailies_early_webhooks').where('ref_key', 'in', keys).execute()
  return ids.length + keys.length
}

async function purgeRemains(db: Transaction<Schema>, now: number, limit: number): Promise<number> {
  const over = await db
    .selectFrom('dailies_remains')
    .select('job_id')
    .where('expires_at', '<', wholeTime(now))
    .orderBy('expires_at')
    .limit(limit)
    .execute()
  const ids = over.map(({ job_id }) => job_id)
  if (ids.length > 0) await db.deleteFrom('dailies_remains').where('job_id', 'in', ids).execute()
  return ids.length
}
