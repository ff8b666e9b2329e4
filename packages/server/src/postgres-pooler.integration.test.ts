import { afterAll, beforeAll, beforeEach, expect, it, onTestFinished } from 'vitest'
import pg from 'pg'
import { postgresStore } from './postgres'
import type { Store } from './store/store'
import { newJob } from './testing/new-job'
import { openPooler } from './testing/pooler'
import { hasPostgres, startPostgres } from './testing/postgres-cluster'
import { readEvents } from './testing/read-events'
import { createTestServer } from './testing/test-server'

let cluster: Awaited<ReturnType<typeof startPostgres>>
let direct = ''
let pooled = ''
beforeAll(async () => {
  if (hasPostgres) cluster = await startPostgres()
})
afterAll(() => cluster?.stop())
beforeEach(async (context) => {
  if (!hasPostgres) return context.skip('no PostgreSQL here: install it, or set DATABASE_URL')
  direct = await cluster.createDatabase()
  const pooler = await openPooler(direct)
  onTestFinished(() => pooler.close())
  pooled = pooler.connectionString
})
const open = (connectionString: string): Store => {
  const store = postgresStore({ connectionString })
  onTestFinished(() => store.close?.())
  return store
}

it('the pooler of these tests refuses what PgBouncer refuses', async () => {
  const client = new pg.Client({ connectionString: pooled, idle_in_transaction_session_timeout: 1_000 })
  client.on('error', () => undefined)
  await expect(client.connect()).rejects.toThrow('unsupported startup parameter: idle_in_transaction_session_timeout')
})

it('works behind a pooler with its default settings', async () => {
  const store = open(pooled)
  const job = newJob('ada', Date.now())
  const lease = { id: 'a', expiresAt: Date.now() + 15_000 }
  expect(await store.reserve(job, { limits: {}, lease })).toMatchObject({ outcome: 'reserved' })
  expect(await store.retrieve(job.video.id)).toMatchObject({ owner: 'ada' })
})

it('ends a transaction that is idle, as on a direct connection', async () => {
  const store = open(direct)
  const shown: unknown[] = []
  const client = new pg.Client({ connectionString: direct })
  await client.connect()
  onTestFinished(() => client.end())
  const job = newJob('ada', Date.now())
  await store.reserve(job, { limits: {}, lease: { id: 'a', expiresAt: Date.now() } })
  await client.query('create table seen (value text)')
  // A trigger runs inside the transaction of the store.
  await client.query(`create function note() returns trigger language plpgsql as $$ begin
    insert into seen values (current_setting('idle_in_transaction_session_timeout')); return new; end $$`)
  await client.query('create trigger note after update on dailies_jobs for each row execute function note()')
  await store.saveUpdate(job.video.id, (current) => ({ ...current, failures: 1 }))
  shown.push(...(await client.query('select value from seen')).rows)
  expect(shown).toEqual([{ value: '30s' }])
})

it("hears another instance's change within a few seconds, although no notification arrives", async () => {
  const [one, other] = [open(pooled), open(direct)]
  const server = createTestServer({ store: one, now: Date.now })
  onTestFinished(() => server.videos.close())
  const events = readEvents(await server.request('/videos/events'))
  const started = performance.now()
  const job = newJob('ada', Date.now(), { upstreamId: 'fake', dueAt: null })
  await other.insertExisting(job, 'ref')
  const [event] = await events.next()
  expect(event?.data).toMatchObject({ id: job.video.id })
  expect(performance.now() - started).toBeLessThan(6_000)
})
