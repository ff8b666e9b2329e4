import { once } from 'node:events'
import { createServer } from 'node:net'
import type { Socket } from 'node:net'
import { expect, it, onTestFinished } from 'vitest'
import { postgresStore } from './postgres'
import { openScene } from './testing/scene'

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
  const { ask, videos } = openScene({ store: postgresStore({ connectionString, connectTimeout: 0.3 }) })
  expect((await ask('/videos')).status).toBe(500)
  videos.start()
  const asking = ask('/videos')
  await videos.close()
  expect((await asking).status).toBe(500)
})
