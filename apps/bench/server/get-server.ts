import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:http'
import type { RequestListener } from 'node:http'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { createSandbox } from '@dailies/sandbox'
import { createVideoServer } from '@dailies/server'
import { toExpress } from '@dailies/server/express'
import { sqliteStore } from '@dailies/server/sqlite'
import express from 'express'
import { authorizeByName, createRequest, miniUpstream } from './mini-upstream'

// `node get-server.js ours` or `… bare JSON`: a server for GET of one video, in a separate process that reports its CPU
// time.
const [, , variant, json = 'null'] = process.argv

async function ours(): Promise<{ app: RequestListener; id: string }> {
  const directory = mkdtempSync(path.join(tmpdir(), 'dailies-bench-'))
  process.once('exit', () => rmSync(directory, { recursive: true, force: true }))
  const sandbox = createSandbox({ clock: 'manual', jobDurationMs: 1_000 })
  const videos = createVideoServer({
    upstream: miniUpstream({ fetch: (request) => sandbox.fetch(request) }),
    authorize: authorizeByName,
    store: sqliteStore({ file: path.join(directory, 'videos.db') }),
  })
  const created = await videos.fetch(new Request('http://app.test/api/videos', createRequest('ada', 'A lamp.')))
  const { id } = (await created.json()) as { id: string }
  await sandbox.advance(5)
  await new Promise((resolve) => setTimeout(resolve, 1_100))
  await videos.tick()
  return { app: express().use('/api', toExpress(videos)), id }
}

function bare(): { app: RequestListener; id: string } {
  const video = JSON.parse(json) as { id: string }
  return { app: express().get('/api/videos/:id', (_request, response) => void response.json(video)), id: video.id }
}

const { app, id } = variant === 'ours' ? await ours() : bare()
process.on('message', () => process.send?.({ cpu: process.cpuUsage() }))
process.on('disconnect', () => process.exit())
const server = createServer(app).listen(0, '127.0.0.1', () => {
  const address = server.address()
  process.send?.({ port: typeof address === 'object' ? address?.port : 0, path: `/api/videos/${id}` })
})
