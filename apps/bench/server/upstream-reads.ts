import { createSandbox, fixtureRenderer } from '@dailies/sandbox/browser'
import { createVideoServer } from '@dailies/server'
import { memoryStore } from '@dailies/server/memory'
import type { ServerEvent } from '@dailies/server'
import { quantile } from './measurement'
import type { Measurement } from './measurement'
import { authorizeByName, creation, miniUpstream } from './mini-upstream'

const jobs = 100
const viewers = 50
const pace = 60
/** How often one viewer reads its job, in seconds. */
const viewerPause = 5
const secret = `whsec_${btoa('a secret of twenty-four')}`

/** Lets a hundred jobs run by a virtual clock, second by second. */
async function run({ hasWebhooks, watchers }: { hasWebhooks: boolean; watchers: number }) {
  const received = new Map<string, number>()
  const now = (): number => sandbox.now() * 1_000
  const sandbox = createSandbox({
    renderer: fixtureRenderer(),
    clock: 'manual',
    jobDurationMs: pace * 1_000,
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
    store: memoryStore(),
    now,
    onEvent: (event: ServerEvent) => {
      if (event.type === 'completed') received.set(event.videoId, sandbox.now())
    },
  })
  const ids: string[] = []
  for (let second = 0; received.size < jobs && second < 400; second += 1) {
    if (ids.length < jobs) {
      const created = await videos.fetch(new Request('http://app.test/api/videos', creation('ada', `Video ${second}.`)))
      ids.push(((await created.json()) as { id: string }).id)
    }
    await sandbox.advance(1)
    await videos.tick()
    for (const [index, id] of ids.entries()) {
      if (received.has(id)) continue
      const due = Math.floor(((second + index) % viewerPause) * (watchers / viewerPause))
      for (let viewer = due; viewer < due + watchers / viewerPause; viewer += 1) await videos.retrieve('ada', id)
    }
  }
  // The list is not a read of a job, and tells when each ended.
  const ended: number[] = []
  for (let after = ''; ;) {
    const answer = await sandbox.fetch(`http://sandbox.test/v1/videos?limit=100&order=asc${after}`)
    const page = (await answer.json()) as { data: { id: string; completed_at: number }[]; has_more: boolean }
    ended.push(...page.data.map(({ completed_at: at }) => at))
    if (!page.has_more) break
    after = `&after=${page.data.at(-1)?.id ?? ''}`
  }
  const late = ids.map((id, index) => (received.get(id) ?? Infinity) - (ended[index] ?? 0))
  const reads = sandbox.counters.requests.retrieve / jobs
  await videos.close()
  return { reads, late: quantile(late, 0.95) }
}

/** What a hundred jobs of a minute cost upstream. */
export async function measureReads(): Promise<Measurement[]> {
  const polling = await run({ hasWebhooks: false, watchers: viewers })
  const webhooks = await run({ hasWebhooks: true, watchers: 0 })
  const about = `${jobs} jobs of ${pace} s, ${viewers} viewers each`
  return [
    {
      what: `${about}: one poll per viewer every ${viewerPause} s would be`,
      value: (viewers * pace) / viewerPause,
      unit: 'upstream reads a job',
      isPeer: true,
    },
    { what: `${about}: by polling`, value: polling.reads, unit: 'upstream reads a job', bound: { atMost: 8 } },
    { what: `${about}: completion heard late by, p95`, value: polling.late, unit: 's', bound: { atMost: 5 } },
    {
      what: `${jobs} jobs of ${pace} s, webhooks, nobody watching`,
      value: webhooks.reads,
      unit: 'upstream reads a job',
      bound: { atMost: 1 },
    },
    { what: 'the same: completion heard late by, p95', value: webhooks.late, unit: 's' },
  ]
}
