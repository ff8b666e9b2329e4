import { sql } from 'kysely'
import type { Kysely } from 'kysely'
import type { JobPhaseName } from '../job'

/** Times are Unix milliseconds; flags are 0 or 1, since SQLite has no booleans. */
export interface JobRow {
  id: string
  owner: string
  upstream_id: string
  /** Position of the last visible change among all changes of the owner. */
  owner_seq: number
  phase: JobPhaseName
  idempotency_key: string | null
  fingerprint: string | null
  ref_key: string | null
  changed_at: number
  deleted_at: number | null
  is_active: number
  is_unanswered: number
  due_at: number | null
  lease_id: string | null
  lease_until: number | null
  /** The job as JSON, without what the columns `due_at` and `owner_seq` hold. */
  document: string
}

/** One file of a create request that can be retried. */
interface RequestFileRow {
  job_id: string
  position: number
  name: string
  type: string
  bytes: Uint8Array
}

/** A create request: it counts towards the limits, and may have been billed, whatever the state of the job. */
interface RequestRow {
  job_id: string
  owner: string
  at: number
  cost: number
  model: string
  size: string
  seconds: string
  duration_ms: number | null
}

/** What the server counts and marks for each owner. */
interface OwnerRow {
  owner: string
  /** The position of the owner's last change. */
  seq: number
  /** When the owner's videos last changed. */
  changed_at: number
  /** When the deletion of this owner began; no new job is accepted from then on. */
  deleting_at: number | null
}

/** One pair of a video's metadata, for filtered lists. */
interface MetadataRow {
  owner: string
  key: string
  value: string
  job_id: string
}

/** A call to the operator's code that must not be lost: delivered until it succeeds, at least once. */
export interface OutboxRow {
  job_id: string
  version: number
  kind: string
  owner: string
  payload: string
  attempts: number
  /** When it was written, or sent again by the operator. */
  queued_at: number
  due_at: number
  lease_id: string | null
  lease_until: number | null
  /** When delivery was given up; the row then waits for the operator. */
  dead_at: number | null
  /** The message of the last failure. */
  error: string | null
}

/** A link that shows one video to whoever has it. */
export interface ShareRow {
  id: string
  job_id: string
  owner: string
  token_hash: string
  /** The shared files, as a JSON array. */
  variants: string
  created_at: number
  expires_at: number | null
}

/** What remains of a deleted owner's job, without a name: so that neither spending nor an orphan is lost. */
interface RemainsRow {
  job_id: string
  owner_hash: string
  upstream_id: string
  ref_key: string | null
  key_hash: string | null
  at: number
  cost: number
  expires_at: number
}

export interface Schema {
  dailies_jobs: JobRow
  dailies_request_files: RequestFileRow
  dailies_requests: RequestRow
  dailies_owners: OwnerRow
  dailies_metadata: MetadataRow
  dailies_outbox: OutboxRow
  dailies_shares: ShareRow
  dailies_remains: RemainsRow
  /** The webhook deliveries that were received, to ignore repeats. */
  dailies_webhook_deliveries: { id: string; at: number }
  /** Webhooks that arrived before the reference of their job was saved. */
  dailies_early_webhooks: { ref_key: string; at: number }
  dailies_settings: { name: string; value: string }
}

/** Names of column types that differ between the databases. */
export interface TypeNames {
  /** Text that sorts by code unit, independent of the database's locale. */
  id: string
  bytes: string
}

/**
 * The kind of the next work on a row, as `workOf` of the job defines it. An index has this expression, so a query must
 * contain the same text. It is no column, because an instance of an older version does not write it.
 */
export const workExpression = `case when phase in ('copying', 'done') then 'files' when phase in ('waiting', 'starting', 'debiting') or (is_unanswered = 1 and phase <> 'deleted') then 'create' else 'poll' end`

/** The expression of the second schema, which its index has. */
const workExpression2 = `case when phase in ('copying', 'done') then 'files' when is_unanswered = 1 and phase <> 'deleted' then 'create' else 'poll' end`

/** Each migration runs once, in order; a released one is never changed. Fixtures keep what each version wrote. */
const migrations: ((names: TypeNames) => string[])[] = [
  ({ id, bytes }) => [
    `create table dailies_jobs (
      id ${id} primary key, owner text not null, upstream_id text not null, owner_seq bigint not null,
      phase text not null, idempotency_key text, fingerprint text, ref_key text, changed_at bigint not null,
      deleted_at bigint, is_active smallint not null, is_unanswered smallint not null, due_at bigint, lease_id text,
      lease_until bigint, document text not null)`,
    'create unique index dailies_jobs_key on dailies_jobs (owner, idempotency_key) where idempotency_key is not null',
    'create index dailies_jobs_list on dailies_jobs (owner, id) where deleted_at is null',
    'create unique index dailies_jobs_owner_seq on dailies_jobs (owner, owner_seq)',
    'create index dailies_jobs_active on dailies_jobs (owner) where is_active = 1',
    'create index dailies_jobs_unanswered on dailies_jobs (upstream_id) where is_unanswered = 1',
    'create index dailies_jobs_due on dailies_jobs (upstream_id, due_at) where due_at is not null',
    'create index dailies_jobs_deleted on dailies_jobs (deleted_at) where deleted_at is not null',
    'create index dailies_jobs_ref on dailies_jobs (ref_key) where ref_key is not null',
    `create table dailies_request_files (
      job_id ${id} not null, position smallint not null, name text not null, type text not null,
      bytes ${bytes} not null, primary key (job_id, position))`,
    `create table dailies_requests (
      job_id ${id} primary key, owner text not null, at bigint not null, cost bigint not null,
      model text not null, size text not null, seconds text not null, duration_ms bigint)`,
    'create index dailies_requests_owner on dailies_requests (owner, at)',
    'create index dailies_requests_at on dailies_requests (at)',
    'create index dailies_requests_duration on dailies_requests (at) where duration_ms is not null',
    `create table dailies_owners (
      owner text primary key, seq bigint not null, changed_at bigint not null, deleting_at bigint)`,
    'create index dailies_owners_changed on dailies_owners (changed_at)',
    `create table dailies_metadata (
      owner text not null, key text not null, value text not null, job_id ${id} not null,
      primary key (owner, key, value, job_id))`,
    'create index dailies_metadata_job on dailies_metadata (job_id)',
    `create table dailies_outbox (
      job_id ${id} not null, version bigint not null, kind text not null, owner text not null, payload text not null,
      attempts bigint not null, due_at bigint not null, lease_id text, lease_until bigint, dead_at bigint,
      primary key (job_id, version, kind))`,
    'create index dailies_outbox_due on dailies_outbox (due_at) where dead_at is null',
    'create index dailies_outbox_dead on dailies_outbox (dead_at) where dead_at is not null',
    'create index dailies_outbox_owner on dailies_outbox (owner)',
    `create table dailies_shares (
      id ${id} primary key, job_id ${id} not null, owner text not null, token_hash text not null,
      variants text not null, created_at bigint not null, expires_at bigint)`,
    'create unique index dailies_shares_token on dailies_shares (token_hash)',
    'create index dailies_shares_job on dailies_shares (job_id)',
    'create index dailies_shares_owner on dailies_shares (owner)',
    `create table dailies_remains (
      job_id ${id} primary key, owner_hash text not null, upstream_id text not null, ref_key text, key_hash text,
      at bigint not null, cost bigint not null, expires_at bigint not null)`,
    'create index dailies_remains_owner on dailies_remains (owner_hash, at)',
    'create index dailies_remains_ref on dailies_remains (ref_key) where ref_key is not null',
    'create index dailies_remains_expiry on dailies_remains (expires_at)',
    'create table dailies_webhook_deliveries (id text primary key, at bigint not null)',
    'create index dailies_webhook_deliveries_at on dailies_webhook_deliveries (at)',
    'create table dailies_early_webhooks (ref_key text primary key, at bigint not null)',
    'create index dailies_early_webhooks_at on dailies_early_webhooks (at)',
  ],
  // Due jobs by the kind of work: thousands of due copies are not read to find a due poll. `owner` is in it so that an
  // owner without a free slot is skipped within the index.
  () => [
    `create index dailies_jobs_work on dailies_jobs (upstream_id, (${workExpression2}), due_at, owner) where due_at is not null`,
    'drop index dailies_jobs_due',
  ],
  // Jobs that wait for a slot are work, too, and are counted for each owner.
  () => [
    'drop index dailies_jobs_work',
    `create index dailies_jobs_work on dailies_jobs (upstream_id, (${workExpression}), due_at, owner) where due_at is not null`,
    "create index dailies_jobs_waiting on dailies_jobs (owner, id) where phase = 'waiting'",
  ],
  // Due entries by their kind: each kind has slots of its own. Dead entries are listed by their key.
  () => [
    'alter table dailies_outbox add column queued_at bigint not null default 0',
    'alter table dailies_outbox add column error text',
    'create index dailies_outbox_work on dailies_outbox (kind, due_at) where dead_at is null',
    'create index dailies_outbox_dead_keys on dailies_outbox (job_id, version, kind) where dead_at is not null',
    'drop index dailies_outbox_dead',
    'create index dailies_owners_deleting on dailies_owners (deleting_at) where deleting_at is not null',
  ],
  // What deleted owners have spent in a day counts towards the limits over all owners.
  () => ['create index dailies_remains_at on dailies_remains (at)'],
]

/**
 * Runs the pending migrations. The caller holds a lock that excludes other instances.
 *
 * @param database names the database in errors
 * @throws Error if another version of Dailies wrote the tables and this one cannot read them
 */
export async function migrate(db: Kysely<Schema>, names: TypeNames, database: string): Promise<void> {
  await sql`create table if not exists dailies_settings (name text primary key, value text not null)`.execute(db)
  const settings = new Map(
    (await db.selectFrom('dailies_settings').select(['name', 'value']).execute()).map(({ name, value }) => [
      name,
      value,
    ]),
  )
  const version = Number(settings.get('schema_version') ?? 0)
  // The tables of the versions before the first release had this setting.
  if (settings.has('schema')) {
    throw new Error(
      `${database} was created by an unreleased version of Dailies, whose tables this version does not read. Use another database, or delete this one; its videos cannot be carried over.`,
    )
  }
  if (version > migrations.length) {
    throw new Error(
      `${database} has schema ${version}, written by a newer version of Dailies; this version reads schemas up to ${migrations.length}. Update @dailies/server, or use another database.`,
    )
  }
  for (const migration of migrations.slice(version)) {
    for (const statement of migration(names)) await sql.raw(statement).execute(db)
  }
  const changes = [
    { name: 'schema_version', value: String(migrations.length) },
    // Generated once, by the first instance.
    ...(settings.has('secret') ? [] : [{ name: 'secret', value: crypto.randomUUID() + crypto.randomUUID() }]),
  ]
  for (const row of changes) {
    await db
      .insertInto('dailies_settings')
      .values(row)
      .onConflict((conflict) => conflict.column('name').doUpdateSet({ value: row.value }))
      .execute()
  }
}
