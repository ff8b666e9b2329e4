import { once } from 'node:events'
import { createServer } from 'node:net'
import type { Socket } from 'node:net'
import pg from 'pg'
import { expect, it, onTestFinished } from 'vitest'
import { postgresStore } from './postgres'
import { hasPostgres, startPostgres } from './testing/postgres-cluster'
import { createTestServer } from './testing/test-server'
import { jsonPost } from './testing/test-app'

it('a database that accepts connections but never responds fails within connectTimeoutMs, and close resolves', async () => {
  const sockets: Socket[] = []
  const server = createServer((socket) => void sockets.push(socket.on('error', () => undefined)))
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  onTestFinished(() => {
    for (const socket of sockets) socket.destroy()
    server.close()
  })
  const address = server.address()
  const port = typeof address === 'object' ? address?.port : undefined
  const connectionString = `postgres://ada:secret@127.0.0.1:${port}/videos`
  const { request, videos } = createTestServer({ store: postgresStore({ connectionString, connectTimeoutMs: 300 }) })
  expect((await request('/videos')).status).toBe(500)
  videos.start()
  const pending = request('/videos')
  await videos.close()
  expect((await pending).status).toBe(500)
})

it.skipIf(!hasPostgres)(
  'a connection that breaks during a query fails one request and is replaced',
  async () => {
    const cluster = await startPostgres()
    onTestFinished(() => cluster.stop())
    const connectionString = await cluster.createDatabase()
    const { request, videos } = createTestServer({ store: postgresStore({ connectionString }) })
    const other = new pg.Client({ connectionString })
    await other.connect()
    expect((await request('/videos')).status).toBe(200)
    await other.query('begin')
    await other.query('lock table dailies_jobs in exclusive mode')
    const pending = request('/videos', jsonPost({ prompt: 'A lamp.' }))
    const terminate =
      'select pg_terminate_backend(pid) from pg_stat_activity where wait_event_type = $1 and datname = current_database()'
    await expect.poll(async () => (await other.query(terminate, ['Lock'])).rowCount, { timeout: 10_000 }).toBe(1)
    expect((await pending).status).toBe(500)
    await other.query('rollback')
    await other.end()
    expect((await request('/videos', jsonPost({ prompt: 'A lamp.' }))).status).toBe(200)
    await videos.close()
  },
  60_000,
)
