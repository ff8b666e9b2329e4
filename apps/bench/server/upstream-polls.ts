import { createSandbox } from '@dailies/sandbox'
import { createVideoServer } from '@dailies/server'
import { memoryStore } from '@dailies/server/memory'
import type { ServerEvent } from '@dailies/server'
import { quantile } from './measurement'
import type { Measurement } from './measurement'
import { authorizeByName, createRequest, miniUpstream } from './mini-upstream'

const jobs = 100
const viewersPerJob = 50
const durationSeconds = 60
/** Interval in which one viewer requests its job, in seconds. */
const viewerInterval = 5
const secret = `whsec_${btoa('a secret of twenty-four')}`

/** Runs 100 jobs with a virtual clock, second by second. */
async function run({ hasWebhooks, viewers }: { hasWebhooks: boolean; viewers: number }) {
  const receivedAt = new Map<string, number>()
  const now = (): number => sandbox.now() * 1_000
  const sandbox = createSandbox({
    clock: 'manual',
    jobDurationMs: durationSeconds * 1_000,
    jitter: 0.1,
    concurrency: jobs,
    pollAfterMs: 1_000,
    ...(hasWebhooks && {
      webhook: {
        url: 'http://app.test/api/videos/webhook',
        secret,
        fetch: (url: string, init: RequestInit) => videos.fetch(new Request(url, init)),
      },
    }),
  })
  const videos = createVideoServer({
    upstream: miniUpstream({
      fetch: (request) => sandbox.fetch(request),
      now,
      ...(hasWebhooks && { webhookSecret: secret }),
    }),
    authorize: authorizeByName,
    basePath: '/api',
    store: memoryStore(),
    now,
    onEvent: (event: ServerEvent) => {
      if (event.type === 'completed') receivedAt.set(event.videoId, sandbox.now())
    },
  })
  const ids: string[] = []
  for (let second = 0; receivedAt.size < jobs && second < 400; second += 1) {
    if (ids.length < jobs) {
      const created = await videos.fetch(
        new Request('http://app.test/api/videos', createRequest('ada', `Video ${second}.`)),
      )
      ids.push(((await created.json()) as { id: string }).id)
    }
    await sandbox.advance(1)
    await videos.tick()
    for (const [index, id] of ids.entries()) {
      if (receivedAt.has(id)) continue
      const due = Math.floor(((second + index) % viewerInterval) * (viewers / viewerInterval))
      for (let viewer = due; viewer < due + viewers / viewerInterval; viewer += 1) await videos.retrieve('ada', id)
    }
  }
  // A list request does not count as a poll of a job; it has the completion time of each.
  const completedAt: number[] = []
  for (let after = ''; ;) {
    const response = await sandbox.fetch(`http://sandbox.test/v1/videos?limit=100&order=asc${after}`)
    const page = (await response.json()) as { data: { id: string; completed_at: number }[]; has_more: boolean }
    completedAt.push(...page.data.map(({ completed_at: at }) => at))
    if (!page.has_more) break
    after = `&after=${page.data.at(-1)?.id ?? ''}`
  }
  const delays = ids.map((id, index) => (receivedAt.get(id) ?? Infinity) - (completedAt[index] ?? 0))
  const polls = sandbox.counters.requests.retrieve / jobs
  await videos.close()
  return { polls, delay: quantile(delays, 0.95) }
}

/** Measures how many upstream polls 100 jobs of one minute cause, by polling and with webhooks. */
export async function measurePolls(): Promise<Measurement[]> {
  const polling = await run({ hasWebhooks: false, viewers: viewersPerJob })
  const webhooks = await run({ hasWebhooks: true, viewers: 0 })
  const what = `${jobs} jobs of ${durationSeconds} s, ${viewersPerJob} viewers per job`
  return [
    {
      what: `${what}: one poll per viewer every ${viewerInterval} s would be`,
      value: (viewersPerJob * durationSeconds) / viewerInterval,
      unit: 'upstream polls per job',
      isPeer: true,
    },
    { what: `${what}: by polling`, value: polling.polls, unit: 'upstream polls per job', bound: { atMost: 6 } },
    { what: `${what}: delay of the completion, p95`, value: polling.delay, unit: 's', bound: { atMost: 3 } },
    {
      what: `${jobs} jobs of ${durationSeconds} s, webhooks, no viewers`,
      value: webhooks.polls,
      unit: 'upstream polls per job',
      bound: { atMost: 1 },
    },
    { what: 'the same: delay of the completion, p95', value: webhooks.delay, unit: 's' },
  ]
}
