import { createVideosClient, watchVideo } from '@dailies/core'
import { createEstimator } from '@dailies/core/internal'
import type { Estimate, Video } from '@dailies/core'
import { createSandbox } from '@dailies/sandbox'
import { createVideoServer } from '@dailies/server'
import { memoryStore } from '@dailies/server/memory'
import { openaiUpstream } from '@dailies/server/openai'
import { expect, it } from 'vitest'
import { createTestBrowser } from './testing/test-browser'

const request = { prompt: 'A lighthouse at dusk', model: 'mini', size: '320x192', seconds: '1' }
const jobSeconds = 120

/** What a page shows of a job at one time. */
interface Shown {
  at: number
  video: Video
  estimate: Estimate | undefined
}

interface WatchedJob {
  video: Video
  shown: Shown[]
  estimate: ReturnType<typeof createEstimator>
}

/** The browser's client, the handler, the upstream adapter and a sandbox with two slots, with a shared clock. */
function createStack() {
  const { clock, openTab } = createTestBrowser()
  const sandbox = createSandbox({
    clock: 'manual',
    startsAt: clock.now() / 1_000,
    jobDurationMs: jobSeconds * 1_000,
    jitter: 0.2,
    concurrency: 8,
    maxRunningJobs: 2,
    pollAfterMs: 4_000,
  })
  const server = createVideoServer({
    upstream: openaiUpstream({
      baseURL: 'http://sandbox/v1',
      apiKey: 'sk-test',
      models: [{ id: 'mini', sizes: ['320x192'], seconds: ['1'] }],
      fetch: (request) => sandbox.fetch(request),
      now: clock.now,
    }),
    authorize: () => ({ owner: 'ann' }),
    store: memoryStore(),
    now: clock.now,
  })
  const fetch = clock.watchFetch((input: string, init: RequestInit) => server.fetch(new Request(input, init)))
  const videos = createVideosClient({ baseURL: 'http://app/api', fetch, now: clock.now })
  const advance = () =>
    clock.advance(1, async (seconds) => {
      await sandbox.advance(seconds)
      await server.tick()
    })
  return { clock, videos, advance, environment: openTab(), close: server.close }
}

/** Creates eight videos at once and records what a page shows of them each second until all are completed. */
async function watchEight({ clock, videos, advance, environment }: ReturnType<typeof createStack>) {
  const jobs: WatchedJob[] = []
  for (let count = 0; count < 8; count += 1) {
    const video = await videos.create(request)
    const job: WatchedJob = { video, shown: [], estimate: createEstimator() }
    watchVideo(videos, video.id, ({ video }) => (job.video = video ?? job.video), { environment, initial: video })
    jobs.push(job)
  }
  while (jobs.some(({ video }) => video.status !== 'completed')) {
    await advance()
    const { models } = await videos.capabilities()
    const at = clock.now() / 1_000
    for (const { video, shown, estimate } of jobs) {
      if (video.status === 'completed') continue
      shown.push({ at, video, estimate: estimate(video, models[0]?.durations, at) })
    }
  }
  return jobs
}

it('promises no time to a queued job, and the pace of a running one is not that of the queue', async () => {
  const stack = createStack()
  const jobs = await watchEight(stack)

  const last = jobs.at(-1)?.shown.filter(({ video }) => video.status === 'queued') ?? []
  const positions = [...new Set(last.map(({ video }) => video.assets?.queue_position ?? -1))]
  expect(positions).toEqual([...positions].sort((a, b) => b - a))
  expect(positions[0]).toBe(7)
  expect(positions.at(-1)).toBeLessThanOrEqual(1)

  let promises = 0
  const errors: object[] = []
  for (const [index, { shown }] of jobs.entries()) {
    const end = (shown.at(-1)?.at ?? 0) + 1
    for (const { at, video, estimate } of shown) {
      if (!estimate) continue
      promises += 1
      const left = end - at
      const isFalse = video.status === 'queued' || estimate.to < left * 0.85 - 5 || estimate.from > left * 1.15 + 4
      if (isFalse) errors.push({ index, left, progress: video.progress, estimate })
    }
  }
  expect(errors).toEqual([])
  // Most of the running time there is a promise to check: the jobs run for about 108 seconds each.
  expect(promises).toBeGreaterThan(8 * 70)
  await stack.close()
})

it('measures the run time of jobs without their time in the queue', async () => {
  const stack = createStack()
  await watchEight(stack)
  const stats = (await stack.videos.capabilities()).models[0]?.durations?.[0]
  // A queued job is polled rarely: one that is seen first when most of its time has passed is not measured. Which ones are
  // depends on the random spread of polls.
  expect(stats?.count).toBeGreaterThanOrEqual(5)
  expect(stats?.median).toBeGreaterThan(jobSeconds * 0.7)
  expect(stats?.p90).toBeLessThan(jobSeconds * 1.3)
  await stack.close()
})
