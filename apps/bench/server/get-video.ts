import { fork } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:http'
import type { RequestListener } from 'node:http'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { createSandbox, fixtureRenderer } from '@dailies/sandbox/browser'
import { createVideoServer } from '@dailies/server'
import { toExpress } from '@dailies/server/express'
import { sqliteStore } from '@dailies/server/sqlite'
import express from 'express'
import type { Measurement } from './measurement'
import { authorizeByName, creation, miniUpstream } from './mini-upstream'

const connections = 32
const milliseconds = 2_000
const rounds = 3

async function load(url: string, headers: Record<string, string>): Promise<number> {
  const asking = fork(fileURLToPath(new URL('load.js', import.meta.url)))
  asking.send({ url, headers, connections, milliseconds })
  const [{ rate }] = (await once(asking, 'message')) as [{ rate: number }]
  return rate
}

async function serve(listener: RequestListener): Promise<{ url: string; close(): void }> {
  const server = createServer(listener)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  return {
    url: `http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}`,
    close: () => {
      server.closeAllConnections()
      server.close()
    },
  }
}

/** GET of one video, with authorization, ownership and the SQLite store, beside a bare Express route that answers the same JSON. */
export async function measureGet(): Promise<Measurement[]> {
  const directory = mkdtempSync(path.join(tmpdir(), 'dailies-bench-'))
  const sandbox = createSandbox({ renderer: fixtureRenderer(), clock: 'manual', pace: 1 })
  const videos = createVideoServer({
    upstream: miniUpstream({ fetch: (request) => sandbox.fetch(request) }),
    authorize: authorizeByName,
    store: sqliteStore({ file: path.join(directory, 'videos.db') }),
  })
  const created = await videos.fetch(new Request('http://app.test/api/videos', creation('ada', 'A lamp.')))
  const { id } = (await created.json()) as { id: string }
  await sandbox.advance(5)
  await new Promise((resolve) => setTimeout(resolve, 1_100))
  await videos.tick()
  const video: unknown = await videos.retrieve('ada', id)

  const app = express().use('/api', toExpress(videos))
  const bare = express().get('/api/videos/:id', (_request, response) => void response.json(video))
  const [ours, theirs] = await Promise.all([serve(app), serve(bare)])
  const headers = { Authorization: 'Bearer ada' }
  const rates = { ours: [] as number[], theirs: [] as number[] }
  for (let round = 0; round <= rounds; round += 1) {
    const [one, other] = [
      await load(`${ours.url}/api/videos/${id}`, headers),
      await load(`${theirs.url}/api/videos/${id}`, headers),
    ]
    // The first round only warms up.
    if (round === 0) continue
    rates.ours.push(one)
    rates.theirs.push(other)
  }
  for (const { close } of [ours, theirs]) close()
  await videos.close()
  rmSync(directory, { recursive: true, force: true })
  const [best, bestBare] = [Math.max(...rates.ours), Math.max(...rates.theirs)]
  return [
    { what: 'GET one video: bare Express route with the same JSON', value: bestBare, unit: 'requests/s', isPeer: true },
    { what: 'GET one video: authorization, ownership, SQLite', value: best, unit: 'requests/s' },
    { what: 'GET one video: share of the bare route', value: best / bestBare, unit: '', bound: { atLeast: 0.45 } },
  ]
}
