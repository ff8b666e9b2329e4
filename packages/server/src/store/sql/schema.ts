import { sql } from 'kysely'
import type { Kysely } from 'kysely'

/** Times are Unix milliseconds; flags are 0 or 1, since SQLite has no booleans. */
export interface JobRow {
  id: string
  owner: string
  idempotency_key: string | null
  fingerprint: string | null
  ref_key: string | null
  changed_at: number
  removed: number
  active: number
  unanswered: number
  due_at: number | null
  lease_holder: string | null
  lease_until: number | null
  /** The job as JSON, without `dueAt`. */
  document: string
  /** The reference image of a create request that can be retried. */
  reference: Uint8Array | null
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
  took: number | null
}

export interface Schema {
  dailies_jobs: JobRow
  dailies_requests: RequestRow
  dailies_deliveries: { id: string; at: number }
  dailies_notices: { ref_key: string; at: number }
  dailies_settings: { name: string; value: string }
}

/** Names of column types that differ between the databases. */
export interface TypeNames {
  /** Text that sorts by code unit, independent of the database's locale. */
  id: string
  bytes: string
}

/** Each migration runs once, in order; a released one is never changed. */
const migrations: ((names: TypeNames) => string[])[] = [
  ({ id, bytes }) => [
    `create table dailies_jobs (
      id ${id} primary key, owner text not null, idempotency_key text, fingerprint text, ref_key text,
      changed_at bigint not null, removed smallint not null, active smallint not null, unanswered smallint not null,
      due_at bigint, lease_holder text, lease_until bigint, document text not null, reference ${bytes})`,
    'create unique index dailies_jobs_key on dailies_jobs (owner, idempotency_key) where idempotency_key is not null',
    'create index dailies_jobs_owner on dailies_jobs (owner, id)',
    'create index dailies_jobs_active on dailies_jobs (owner) where active = 1',
    'create index dailies_jobs_unanswered on dailies_jobs (id) where unanswered = 1',
    'create index dailies_jobs_due on dailies_jobs (due_at) where due_at is not null',
    'create index dailies_jobs_changed on dailies_jobs (changed_at)',
    'create index dailies_jobs_owner_changed on dailies_jobs (owner, changed_at)',
    'create index dailies_jobs_ref on dailies_jobs (ref_key) where ref_key is not null',
    `create table dailies_requests (
      job_id ${id} primary key, owner text not null, at bigint not null, cost bigint not null,
      model text not null, size text not null, seconds text not null, took bigint)`,
    'create index dailies_requests_owner on dailies_requests (owner, at)',
    'create index dailies_requests_took on dailies_requests (at) where took is not null',
    `create table dailies_deliveries (id text primary key, at bigint not null)`,
    `create table dailies_notices (ref_key text primary key, at bigint not null)`,
  ],
]

/** Runs the pending migrations. The caller holds a lock that excludes other instances. */
export async function migrate(db: Kysely<Schema>, names: TypeNames): Promise<void> {
  await sql`create table if not exists dailies_settings (name text primary key, value text not null)`.execute(db)
  const setting = await db
    .selectFrom('dailies_settings')
    .select('value')
    .where('name', '=', 'schema')
    .executeTakeFirst()
  const version = Number(setting?.value ?? 0)
  for (const migration of migrations.slice(version)) {
    for (const statement of migration(names)) await sql.raw(statement).execute(db)
  }
  const settings = [
    { name: 'schema', value: String(Math.max(version, migrations.length)) },
    // Generated once, by the first instance.
    ...(setting ? [] : [{ name: 'secret', value: crypto.randomUUID() + crypto.randomUUID() }]),
  ]
  for (const row of settings) {
    await db
      .insertInto('dailies_settings')
      .values(row)
      .onConflict((conflict) => conflict.column('name').doUpdateSet({ value: row.value }))
      .execute()
  }
}
