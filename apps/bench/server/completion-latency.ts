import { createServer } from 'node:http'
import { createVideosClient, watchVideo } from '@dailies/core'
import { createSandbox, fixtureRenderer } from '@dailies/sandbox/browser'
import { createVideoServer } from '@dailies/server'
import { memoryStore } from '@dailies/server/memory'
import { toNode } from '@dailies/server/node'
import { quantile } from './measurement'
import type { Measurement } from './measurement'
import { authorizeByName, miniUpstream } from './mini-upstream'

const jobs = 8
const pace = 3
const secret = `whsec_${btoa('a secret of twenty-four')}`

/** From the end upstream to the callback of the browser's client over a real socket, in milliseconds. */
async function run(hasWebhooks: boolean): Promise<number[]> {
  const ended = new Map<string, number>()
  const sandbox = createSandbox({
    renderer: fixtureRenderer(),
    jobDurationMs: pace * 1_000,
    concurrency: jobs,
    pollAfterMs: 500,
    webhook: {
      url: 'http://app.test/api/videos/webhook',
      secret,
      // The sandbox tells at the moment of the end; without webhooks only this clock hears it.
      fetch: async (url, init) => {
        const { data } = JSON.parse(String(init.body)) as { data: { id: string } }
        ended.set(data.id, performance.now())
        return hasWebhooks ? videos.fetch(new Request(url, init)) : new Response(null, { status: 204 })
      },
    },
  })
  const videos = createVideoServer({
    upstream: miniUpstream({
      fetch: (request) => sandbox.fetch(request),
      ...(hasWebhooks && { webhookSecret: secret }),
    }),
    authorize: authorizeByName,
    store: memoryStore(),
  })
  const server = createServer(toNode(videos))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  videos.start()
  const address = server.address()
  const client = createVideosClient({
    baseURL: `http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}/api`,
    headers: { Authorization: 'Bearer ada' },
  })
  const received: number[] = []
  for (let index = 0; index < jobs; index += 1) {
    const { id } = await client.create({ prompt: `Video ${index}.`, model: 'mini' })
    await new Promise<void>((resolve) => {
      const stop = watchVideo(client, id, ({ video }) => {
        if (video?.status !== 'completed') return
        received.push(performance.now())
        stop()
        resolve()
      })
    })
  }
  server.closeAllConnections()
  server.close()
  await videos.close()
  await sandbox.close()
  return received.map((at, index) => at - ([...ended.values()][index] ?? at))
}

/** How long after the end upstream the page hears of it. */
export async function measureLatency(): Promise<Measurement[]> {
  const [polled, told] = [await run(false), await run(true)]
  const about = `upstream completion to the browser's callback (${jobs} jobs of ${pace} s)`
  return [
    { what: `${about}: with webhook, median`, value: quantile(told, 0.5), unit: 'ms' },
    { what: `${about}: with webhook, p95`, value: quantile(told, 0.95), unit: 'ms' },
    { what: `${about}: by polling, median`, value: quantile(polled, 0.5), unit: 'ms' },
    { what: `${about}: by polling, p95`, value: quantile(polled, 0.95), unit: 'ms' },
  ]
}
