import { once } from 'node:events'
import { createServer } from 'node:net'
import type { Socket } from 'node:net'
import pg from 'pg'
import { expect, it, onTestFinished } from 'vitest'
import { postgresStore } from './postgres'
import { hasPostgres, startPostgres } from './testing/postgres-cluster'
import { openScene } from './testing/scene'
import { posting } from './testing/stage'

it('a database that takes connections and says nothing is an error soon, and close ends', async () => {
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
  const connectionString = `postgres://ada:secret@127.0.0.1:${port}/films`
  const { ask, videos } = openScene({ store: postgresStore({ connectionString, connectTimeoutMs: 300 }) })
  expect((await ask('/videos')).status).toBe(500)
  videos.start()
  const asking = ask('/videos')
  await videos.close()
  expect((await asking).status).toBe(500)
})

it.skipIf(!hasPostgres)(
  'a connection that breaks while it is used is an error of one request, and replaced',
  async () => {
    const cluster = await startPostgres()
    onTestFinished(() => cluster.stop())
    const connectionString = await cluster.createDatabase()
    const { ask, videos } = openScene({ store: postgresStore({ connectionString }) })
    const other = new pg.Client({ connectionString })
    await other.connect()
    expect((await ask('/videos')).status).toBe(200)
    await other.query('begin')
    await other.query('lock table dailies_jobs in exclusive mode')
    const asking = ask('/videos', posting({ prompt: 'A lamp.' }))
    const end =
      'select pg_terminate_backend(pid) from pg_stat_activity where wait_event_type = $1 and datname = current_database()'
    await expect.poll(async () => (await other.query(end, ['Lock'])).rowCount, { timeout: 10_000 }).toBe(1)
    expect((await asking).status).toBe(500)
    await other.query('rollback')
    await other.end()
    expect((await ask('/videos', posting({ prompt: 'A lamp.' }))).status).toBe(200)
    await videos.close()
  },
  60_000,
)
