import { createVideosClient, watchVideo } from '@dailies/core'
import type { WatchState } from '@dailies/core'
import { createSandbox } from '@dailies/sandbox'
import { createVideoServer } from '@dailies/server'
import { memoryStore } from '@dailies/server/memory'
import { openaiUpstream } from '@dailies/server/openai'
import { expect, it } from 'vitest'
import { createTestBrowser } from './testing/test-browser'

const request = { prompt: 'A lighthouse at dusk', model: 'mini', size: '320x192', seconds: '1' }

/** Real client, real handler, real upstream adapter and the sandbox in one process, with a shared clock. */
function createStack(options: { events?: boolean } = {}) {
  const { clock, openTab } = createTestBrowser()
  const sandbox = createSandbox({ clock: 'manual', startsAt: clock.now() / 1_000 })
  const server = createVideoServer({
    upstream: openaiUpstream({
      baseURL: 'http://sandbox/v1',
      apiKey: 'sk-test',
      models: [{ id: 'mini', sizes: ['320x192'], seconds: ['1'] }],
      fetch: (request) => sandbox.fetch(request),
      now: clock.now,
    }),
    authorize: (request) => ({ owner: request.headers.get('authorization') ?? 'anonymous' }),
    store: memoryStore(),
    now: clock.now,
    ...options,
  })
  const requests: string[] = []
  return {
    server,
    requests,
    openPage(viewer: string) {
      const fetch = clock.watchFetch((input: string, init: RequestInit) => {
        requests.push(`${init.method ?? 'GET'} ${new URL(input).pathname}`)
        return server.fetch(new Request(input, init))
      })
      const videos = createVideosClient({
        baseURL: 'http://app/api',
        fetch,
        headers: { Authorization: viewer },
        now: clock.now,
      })
      return { environment: openTab(), videos }
    },
    advance: (seconds: number) =>
      clock.advance(seconds, async (seconds) => {
        await sandbox.advance(seconds)
        await server.tick()
      }),
  }
}

it('watches a job on the real event stream until it is completed, with all of its files', async () => {
  const stack = createStack()
  const { videos, environment } = stack.openPage('ann')
  const created = await videos.create(request)
  const states: WatchState[] = []
  watchVideo(videos, created.id, (state) => states.push(state), { environment, initial: created })
  for (let seconds = 0; seconds < 40; seconds += 1) await stack.advance(1)
  expect(states.map(({ connection }) => connection)).toContain('live')
  expect(states.at(-1)).toMatchObject({
    connection: 'closed',
    error: undefined,
    video: { status: 'completed', assets: { video: { url: expect.any(String) as string } } },
  })
  expect(stack.requests).toContain('GET /api/videos/events')
  await stack.server.close()
})

it('watches the job by polling if events are disabled', async () => {
  const stack = createStack({ events: false })
  const { videos, environment } = stack.openPage('ann')
  const created = await videos.create(request)
  const states: WatchState[] = []
  watchVideo(videos, created.id, (state) => states.push(state), { environment })
  for (let seconds = 0; seconds < 40; seconds += 1) await stack.advance(1)
  expect(states.at(-1)).toMatchObject({ connection: 'closed', video: { status: 'completed' } })
  expect(stack.requests).not.toContain('GET /api/videos/events')
  await stack.server.close()
})

it('dedupes creates by idempotency key, and hides videos of other owners', async () => {
  const stack = createStack()
  const ann = stack.openPage('ann').videos
  const bob = stack.openPage('bob').videos
  const first = await ann.create(request, { idempotencyKey: 'k' })
  const second = await ann.create(request, { idempotencyKey: 'k' })
  expect(second.id).toBe(first.id)
  await expect(bob.retrieve(first.id)).rejects.toMatchObject({ code: 'not_found', status: 404 })
  expect((await ann.capabilities()).viewer).not.toBe((await bob.capabilities()).viewer)
  await stack.server.close()
})

it('a rejected create names the invalid parameter', async () => {
  const stack = createStack()
  const { videos } = stack.openPage('ann')
  await expect(videos.create({ ...request, seconds: '5' })).rejects.toMatchObject({ status: 400, param: 'seconds' })
  await expect(videos.create({ ...request, prompt: '' })).rejects.toMatchObject({ status: 400, param: 'prompt' })
  await stack.server.close()
})
