import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, beforeEach, describe, expect, it, onTestFinished } from 'vitest'
import { applyUpstreamUpdate } from '../../jobs/apply-upstream-update'
import { newJob } from '../../testing/new-job'
import { hasPostgres, startPostgres } from '../../testing/postgres-cluster'
import { openPostgres, openSqlite } from '../../testing/sql-database'
import type { SqlDatabase } from '../../testing/sql-database'
import type { Job, JobPhase } from '../job'
import type { Store } from '../store'

const start = Date.UTC(2026, 10, 28, 12)
const upstreamRequest = { operation: 'create', fields: { prompt: 'A lamp.' }, files: 'stored', sentAt: start } as const
const missing = { since: start, polls: 1 }

/** A job of every phase. The fixtures hold them as schema 1 wrote them. */
const phases: JobPhase[] = [
  { name: 'submitting', upstreamRequest },
  { name: 'running', ref: 'ref', isIdle: true, missing },
  { name: 'provisionally_failed', failedAt: start, ref: { id: 'ref' } },
  { name: 'provisionally_failed', failedAt: start, upstreamRequest: { ...upstreamRequest, files: 'dropped' } },
  { name: 'copying', ref: 'ref', until: start + 60_000, missingFiles: { thumbnail: missing } },
  { name: 'done', ref: 'ref' },
  { name: 'deleted', deletedAt: start, isActive: true, ref: 'ref' },
]
const jobs: Job[] = phases.map((phase, index) => {
  const job = newJob(index % 2 ? 'ada' : 'bob', start + index, { phase })
  job.video.id = `video_fixture_${index}`
  return job
})
const files = [new Uint8Array([0, 255, 39]), new Uint8Array([1])].map((bytes, index) => ({
  name: `input_references.${index}`,
  file: new Blob([bytes], { type: 'image/png' }),
}))

/** Rows of the tables that no store writes yet. */
const otherRows = [
  "insert into dailies_metadata values ('ada', 'project', 'lamp', 'video_fixture_1')",
  `insert into dailies_outbox (job_id, version, kind, owner, payload, attempts, due_at, queued_at, dead_at, error)
    values ('video_fixture_5', 2, 'settled', 'ada', '{"final":true}', 1, 1, 1, 2, 'It failed.')`,
  `insert into dailies_shares values ('share_1', 'video_fixture_5', 'ada', 'hash', '["video"]', 1, null)`,
  "insert into dailies_remains values ('video_fixture_9', 'hash', 'up', null, null, 1, 400000, 2)",
]

async function writeRows(store: Store): Promise<void> {
  for (const [index, job] of jobs.entries()) {
    const idempotency = { key: `key ${index}`, fingerprint: 'print' }
    await store.reserve(job, { limits: {}, lease: { id: 'creator', expiresAt: start }, files, idempotency })
    await store.saveUpdate(job.video.id, (current) => ({ ...current, durationMs: 42_000, version: 1 }), {
      refKey: `ref ${index}`,
    })
  }
  await store.recordWebhook('delivery', 'ref 1', start + 1)
  await store.recordWebhook('early', 'ref 99', start)
}

interface Engine {
  name: string
  isAvailable: boolean
  prepare(): Promise<{ open(): Promise<SqlDatabase>; end(): void }>
  bytes(value: Uint8Array): string
  /** Everything that defines the tables. */
  definitions: string[]
}

const engines: Engine[] = [
  {
    name: 'sqlite',
    isAvailable: true,
    prepare: async () => {
      const directory = mkdtempSync(path.join(tmpdir(), 'dailies-schema-'))
      let count = 0
      return {
        open: () => openSqlite(path.join(directory, `${(count += 1)}.db`)),
        end: () => rmSync(directory, { recursive: true, force: true }),
      }
    },
    bytes: (value) => `x'${Buffer.from(value).toString('hex')}'`,
    definitions: ['select name, sql from sqlite_master where sql is not null order by name'],
  },
  {
    name: 'postgres',
    isAvailable: hasPostgres,
    prepare: async () => {
      const cluster = await startPostgres()
      return { open: async () => openPostgres(await cluster.createDatabase()), end: () => cluster.stop() }
    },
    bytes: (value) => `'\\x${Buffer.from(value).toString('hex')}'`,
    definitions: [
      `select table_name, column_name, data_type, is_nullable, collation_name from information_schema.columns
        where table_name like 'dailies_%' order by table_name, ordinal_position`,
      `select indexname, indexdef from pg_indexes where tablename like 'dailies_%' order by indexname`,
    ],
  },
]

/** Every version of the schema. The last one is the current one. */
const versions = [1, 2, 3, 4, 5]
const currentVersion = versions.at(-1)

const fixtureOf = (engine: Engine, version = currentVersion): string =>
  fileURLToPath(new URL(`../fixtures/schema-${version}.${engine.name}.sql`, import.meta.url))

const cases = engines.flatMap((engine) => versions.map((version) => ({ name: engine.name, version, engine })))

describe.each(cases)('schema $version in $name', ({ engine, version }) => {
  let databases: Awaited<ReturnType<Engine['prepare']>>
  let database: SqlDatabase

  beforeAll(async () => {
    if (engine.isAvailable) databases = await engine.prepare()
  })
  afterAll(() => databases?.end())
  beforeEach(async (context) => {
    if (!engine.isAvailable) return context.skip('no PostgreSQL here: install it, or set DATABASE_URL')
    database = await databases.open()
    onTestFinished(() => database.close())
  })
  const openStore = (): Store => {
    const store = database.openStore()
    onTestFinished(() => store.close?.())
    return store
  }
  const definitions = async ({ query }: SqlDatabase) => Promise.all(engine.definitions.map(query))

  it('reads what was written when it was frozen', async () => {
    await database.execute(readFileSync(fixtureOf(engine, version), 'utf8'))
    const store = openStore()
    expect(await store.secret()).toBe('a secret')
    for (const [index, { video, ...job }] of jobs.entries()) {
      const found = await store.retrieve(video.id)
      expect(found).toMatchObject({ ...job, version: 1, durationMs: 42_000, ownerSeq: expect.any(Number) })
      expect((await store.findByKey(job.owner, `key ${index}`))?.job).toEqual(found)
    }
    expect((await store.requestFiles('video_fixture_0')).map(({ name, file }) => [name, file.type, file.size])).toEqual(
      [
        ['input_references.0', 'image/png', 3],
        ['input_references.1', 'image/png', 1],
      ],
    )
    expect((await store.list('ada', { limit: 10, order: 'asc' })).jobs).toHaveLength(3)
    expect(await store.recordWebhook('delivery', 'ref 1', start + 1)).toBe(false)
    expect(await store.delete('ada', 'video_fixture_1', start + 2)).toMatchObject({ phase: { name: 'deleted' } })
    expect(await store.ownerSeq('ada')).toBe(7)
    // Before the fourth schema nothing was given up.
    expect(await store.listDeadEntries({ limit: 10 })).toHaveLength(version < 4 ? 0 : 1)
  })

  it('keeps what a newer version wrote into a row that this version updates', async () => {
    await database.execute(readFileSync(fixtureOf(engine, version), 'utf8'))
    const id = 'video_fixture_1'
    const read = async (): Promise<Record<string, object>> => {
      const [row] = await database.query(`select document from dailies_jobs where id = '${id}'`)
      return JSON.parse(String(row?.['document'])) as Record<string, object>
    }
    const { video, assets, phase, ...others } = await read()
    const newer = { addedLater: ['a', { b: "it's" }] }
    const document = {
      ...others,
      v: 2,
      ...newer,
      video: { ...video, ...newer },
      assets: { ...assets, preview: newer },
      phase: { ...phase, ...newer },
    }
    const literal = JSON.stringify(document).replaceAll("'", "''")
    await database.execute(`update dailies_jobs set document = '${literal}' where id = '${id}'`)
    const store = openStore()

    // A poll by this version, then the deletion.
    await store.saveUpdate(id, (job) =>
      applyUpstreamUpdate(job, { update: { status: 'in_progress', progress: 40 } }, start + 5_000),
    )
    expect(await read()).toMatchObject({
      v: 2,
      ...newer,
      video: { status: 'in_progress', progress: 40, ...newer },
      assets: { preview: newer },
      phase: { name: 'running', isIdle: false, ...newer },
    })
    expect((await read())['phase']).not.toHaveProperty('missing')
    await store.delete('ada', id, start + 6_000)
    expect(await read()).toMatchObject({ v: 2, ...newer, video: newer, assets: { preview: newer } })
  })

  it('becomes the current one', async () => {
    // Once, when a version of the schema is released: WRITE_SCHEMA_FIXTURES=1.
    if (process.env['WRITE_SCHEMA_FIXTURES'] && version === currentVersion)
      await writeFixture(await databases.open(), engine)
    await database.execute(readFileSync(fixtureOf(engine, version), 'utf8'))
    const fresh = await databases.open()
    onTestFinished(() => fresh.close())
    const store = fresh.openStore()
    onTestFinished(() => store.close?.())
    await store.secret()
    await openStore().secret()
    expect(await definitions(database)).toEqual(await definitions(fresh))
  })

  it.each([
    ['an unreleased version', 'schema', '1', /created by an unreleased version of Dailies.*Use another database/],
    ['a newer version', 'schema_version', '6', /has schema 6, written by a newer version.*Update @dailies\/server/],
  ])('refuses a database of %s and leaves it as it was', async (_, name, value, message) => {
    await database.execute('create table dailies_settings (name text primary key, value text not null)')
    await database.execute(`insert into dailies_settings values ('${name}', '${value}')`)
    const store = openStore()
    await expect(store.retrieve('video_1')).rejects.toThrow(message)
    expect(await database.query('select * from dailies_settings')).toEqual([{ name, value }])
  })
})

async function writeFixture(database: SqlDatabase, engine: Engine): Promise<void> {
  const store = database.openStore()
  await writeRows(store)
  for (const statement of otherRows) await database.execute(statement)
  writeFileSync(fixtureOf(engine), await dump(database, engine))
  await store.close?.()
  await database.close()
}

/** The definitions and rows of a database as SQL statements. */
async function dump({ query }: SqlDatabase, { bytes, name }: Engine): Promise<string> {
  const tables = (await query(
    name === 'sqlite'
      ? "select name from sqlite_master where type = 'table' order by name"
      : "select table_name as name from information_schema.tables where table_name like 'dailies_%' order by table_name",
  )) as { name: string }[]
  const create =
    name === 'sqlite'
      ? (await query('select sql from sqlite_master where sql is not null order by type desc, name')).map(
          ({ sql }) => sql,
        )
      : await postgresDefinitions(query)
  const literal = (value: unknown): string => {
    if (value === null) return 'null'
    if (value instanceof Uint8Array || value instanceof ArrayBuffer) return bytes(new Uint8Array(value))
    return typeof value === 'number' ? String(value) : `'${String(value).replaceAll("'", "''")}'`
  }
  const inserts: string[] = []
  for (const table of tables) {
    for (const row of await query(`select * from ${table.name}`)) {
      if (row['name'] === 'secret') row['value'] = 'a secret'
      const columns = Object.keys(row)
      inserts.push(
        `insert into ${table.name} (${columns.join(', ')}) values (${columns.map((column) => literal(row[column])).join(', ')})`,
      )
    }
  }
  return [...create, ...inserts].map((statement) => `${String(statement)};\n`).join('')
}

async function postgresDefinitions(query: SqlDatabase['query']): Promise<string[]> {
  const columns = (await query(
    `select c.relname as table, a.attname as name, format_type(a.atttypid, a.atttypmod) as type, a.attnotnull as required,
        (select collname from pg_collation where oid = a.attcollation and collname = 'C') as collation
      from pg_attribute a join pg_class c on c.oid = a.attrelid
      where c.relname like 'dailies_%' and c.relkind = 'r' and a.attnum > 0 order by c.relname, a.attnum`,
  )) as { table: string; name: string; type: string; required: boolean; collation: string | null }[]
  const keys = (await query(
    `select c.relname as table, pg_get_constraintdef(k.oid) as key from pg_constraint k
      join pg_class c on c.oid = k.conrelid where k.contype = 'p' and c.relname like 'dailies_%'`,
  )) as { table: string; key: string }[]
  const indexes = (await query(
    "select indexdef from pg_indexes where tablename like 'dailies_%' and indexname not like '%_pkey' order by indexname",
  )) as { indexdef: string }[]
  const tables = [...new Set(columns.map(({ table }) => table))].map((table) => {
    const lines = columns
      .filter((column) => column.table === table)
      .map(
        ({ name, type, required, collation }) =>
          `${name} ${type}${collation === null ? '' : ' collate "C"'}${required ? ' not null' : ''}`,
      )
    return `create table ${table} (${[...lines, keys.find((key) => key.table === table)?.key].join(', ')})`
  })
  return [...tables, ...indexes.map(({ indexdef }) => indexdef.replace('public.', ''))]
}
