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

// `node get-server.js ours [PAIRS]`, `… list [PAIRS]` or `… bare JSON`: a server for GET of one video, or of a list of
// them, in a separate process that reports its CPU time. Each video has so many pairs of metadata.
const [, , variant, argument = 'null'] = process.argv
const listLength = 20

async function ours(): Promise<{ app: RequestListener; id: string }> {
  const directory = mkdtempSync(path.join(tmpdir(), 'dailies-bench-'))
  process.once('exit', () => rmSync(directory, { recursive: true, force: true }))
  const sandbox = createSandbox({ clock: 'manual', jobDurationMs: 1_000 })
  const videos = createVideoServer({
    upstream: miniUpstream({ fetch: (request) => sandbox.fetch(request) }),
    authorize: authorizeByName,
    store: sqliteStore({ file: path.join(directory, 'videos.db') }),
  })
  const pairs = Array.from({ length: Number(argument) || 0 }, (_, index) => [`key_${index}`, `value ${index}`])
  const metadata = Object.fromEntries(pairs) as Record<string, string>
  let id = ''
  for (let count = 0; count < (variant === 'list' ? listLength : 1); count += 1) {
    const request = createRequest('ada', 'A lamp.', metadata)
    const created = await videos.fetch(new Request('http://app.test/api/videos', request))
    id = ((await created.json()) as { id: string }).id
  }
  await sandbox.advance(5)
  // Polls take place when a job is due. A video that is not read whole would be polled by the requests that are measured.
  const read = new Request(`http://app.test/api/videos/${id}`, { headers: { Authorization: 'Bearer ada' } })
  for (let status = ''; status !== 'completed';) {
    await new Promise((resolve) => setTimeout(resolve, 500))
    await videos.tick()
    status = ((await (await videos.fetch(read)).json()) as { status: string }).status
  }
  return { app: express().use('/api', toExpress(videos)), id }
}

function bare(): { app: RequestListener; id: string } {
  const video = JSON.parse(argument) as { id: string }
  return { app: express().get('/api/videos/:id', (_request, response) => void response.json(video)), id: video.id }
}

const { app, id } = variant === 'bare' ? bare() : await ours()
process.on('message', () => process.send?.({ cpu: process.cpuUsage() }))
process.on('disconnect', () => process.exit())
const server = createServer(app).listen(0, '127.0.0.1', () => {
  const address = server.address()
  process.send?.({
    port: typeof address === 'object' ? address?.port : 0,
    path: variant === 'list' ? '/api/videos' : `/api/videos/${id}`,
  })
})
