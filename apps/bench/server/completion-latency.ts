import { createServer } from 'node:http'
import { createVideosClient, watchVideo } from '@dailies/core'
import { createSandbox } from '@dailies/sandbox'
import { createVideoServer } from '@dailies/server'
import { memoryStore } from '@dailies/server/memory'
import { toNode } from '@dailies/server/node'
import { quantile } from './measurement'
import type { Measurement } from './measurement'
import { authorizeByName, miniUpstream } from './mini-upstream'

const jobs = 8
const durationSeconds = 3
const secret = `whsec_${btoa('a secret of twenty-four')}`

/** Milliseconds from the completion upstream to the callback of the browser client, over a real socket. */
async function run(hasWebhooks: boolean): Promise<number[]> {
  const completedAt = new Map<string, number>()
  const sandbox = createSandbox({
    jobDurationMs: durationSeconds * 1_000,
    concurrency: jobs,
    pollAfterMs: 500,
    webhook: {
      url: 'http://app.test/api/videos/webhook',
      secret,
      // The sandbox sends its webhook event at the moment of completion. Without webhooks, only this measurement
      // receives it.
      fetch: async (url, init) => {
        const { data } = JSON.parse(String(init.body)) as { data: { id: string } }
        completedAt.set(data.id, performance.now())
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
  const receivedAt: number[] = []
  for (let index = 0; index < jobs; index += 1) {
    const { id } = await client.create({ prompt: `Video ${index}.`, model: 'mini' })
    await new Promise<void>((resolve) => {
      const stop = watchVideo(client, id, ({ video }) => {
        if (video?.status !== 'completed') return
        receivedAt.push(performance.now())
        stop()
        resolve()
      })
    })
  }
  server.closeAllConnections()
  server.close()
  await videos.close()
  await sandbox.close()
  return receivedAt.map((at, index) => at - ([...completedAt.values()][index] ?? at))
}

/** Measures the latency from the completion upstream to the browser, by polling and with a webhook. */
export async function measureLatency(): Promise<Measurement[]> {
  const [polling, webhook] = [await run(false), await run(true)]
  const what = `upstream completion to the browser's callback (${jobs} jobs of ${durationSeconds} s)`
  return [
    { what: `${what}: with webhook, median`, value: quantile(webhook, 0.5), unit: 'ms' },
    { what: `${what}: with webhook, p95`, value: quantile(webhook, 0.95), unit: 'ms' },
    { what: `${what}: by polling, median`, value: quantile(polling, 0.5), unit: 'ms' },
    { what: `${what}: by polling, p95`, value: quantile(polling, 0.95), unit: 'ms' },
  ]
}
