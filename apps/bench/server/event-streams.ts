import { fork } from 'node:child_process'
import { once } from 'node:events'
import { createServer } from 'node:http'
import { fileURLToPath } from 'node:url'
import { createSandbox } from '@dailies/sandbox'
import { createVideoServer } from '@dailies/server'
import { memoryStore } from '@dailies/server/memory'
import { toNode } from '@dailies/server/node'
import type { Measurement } from './measurement'
import { authorizeByName, createRequest, miniUpstream } from './mini-upstream'

const count = 2_000
const mebibyte = 1_048_576

const residentMemory = async (): Promise<number> => {
  globalThis.gc?.()
  await new Promise((resolve) => setTimeout(resolve, 300))
  return process.memoryUsage().rss / mebibyte
}

/**
 * Measures the memory of 2,000 open server-sent event streams, and the time until the last of them has received an
 * event.
 */
export async function measureStreams(): Promise<Measurement[]> {
  const sandbox = createSandbox({ clock: 'manual' })
  const videos = createVideoServer({
    upstream: miniUpstream({ fetch: (request) => sandbox.fetch(request) }),
    authorize: authorizeByName,
    store: memoryStore(),
  })
  const server = createServer(toNode(videos))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', 4_096, resolve))
  const address = server.address()
  const before = await residentMemory()
  const readers = fork(fileURLToPath(new URL('stream-readers.js', import.meta.url)))
  const url = `http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}/api/videos/events`
  readers.send({ url, headers: { Authorization: 'Bearer ada' }, count })
  await once(readers, 'message')
  const after = await residentMemory()
  const started = performance.now()
  const received = once(readers, 'message')
  await videos.fetch(new Request('http://app.test/api/videos', createRequest('ada', 'A lamp.')))
  await received
  const latency = performance.now() - started
  readers.kill()
  server.closeAllConnections()
  server.close()
  await videos.close()
  await sandbox.close()
  return [
    { what: `${count} open event streams: memory`, value: after - before, unit: 'MiB' },
    { what: `${count} open event streams: memory per stream`, value: ((after - before) * 1_024) / count, unit: 'KiB' },
    {
      what: `${count} open event streams: from the create request to the last stream that receives its event`,
      value: latency,
      unit: 'ms',
    },
  ]
}
