import { createVideosClient, watchVideo } from '@dailies/core'
import type { WatchState } from '@dailies/core'
import { createSandbox, fixtureRenderer } from '@dailies/sandbox/browser'
import { createVideoServer } from '@dailies/server'
import { memoryStore } from '@dailies/server/memory'
import { openaiUpstream } from '@dailies/server/openai'
import { expect, it } from 'vitest'
import { createTestBrowser } from './testing/test-browser'

const request = { prompt: 'A lighthouse at dusk', model: 'mini', size: '320x192', seconds: '1' }

/** Real client, real handler, real upstream and the sandbox in one process, all by one clock. */
function openStage(options: { events?: boolean } = {}) {
  const { clock, openTab } = createTestBrowser()
  const sandbox = createSandbox({ renderer: fixtureRenderer(), clock: 'manual', startsAt: clock.now() / 1_000 })
  const server = createVideoServer({
    upstream: openaiUpstream({
      baseURL: 'http://sandbox/v1',
      apiKey: 'sk-test',
      models: [{ id: 'mini', sizes: ['320x192'], seconds: ['1'] }],
      fetch: (request) => sandbox.fetch(request),
      now: clock.now,
    }),
    authorize: (request) => ({ owner: request.headers.get('authorization') ?? 'nobody' }),
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

it('a job is followed by the real stream to its end, with all of its files', async () => {
  const stage = openStage()
  const { videos, environment } = stage.openPage('ann')
  const created = await videos.create(request)
  const told: WatchState[] = []
  watchVideo(videos, created.id, (watched) => told.push(watched), { environment, known: created })
  for (let seconds = 0; seconds < 40; seconds += 1) await stage.advance(1)
  expect(told.map(({ connection }) => connection)).toContain('live')
  expect(told.at(-1)).toMatchObject({
    connection: 'closed',
    error: undefined,
    video: { status: 'completed', assets: { video: { url: expect.any(String) as string } } },
  })
  expect(stage.requests).toContain('GET /api/videos/events')
  await stage.server.close()
})

it('without events the same job is followed by polling', async () => {
  const stage = openStage({ events: false })
  const { videos, environment } = stage.openPage('ann')
  const created = await videos.create(request)
  const told: WatchState[] = []
  watchVideo(videos, created.id, (watched) => told.push(watched), { environment })
  for (let seconds = 0; seconds < 40; seconds += 1) await stage.advance(1)
  expect(told.at(-1)).toMatchObject({ connection: 'closed', video: { status: 'completed' } })
  expect(stage.requests).not.toContain('GET /api/videos/events')
  await stage.server.close()
})

it('the same key makes one job, and a video of somebody else is not there', async () => {
  const stage = openStage()
  const ann = stage.openPage('ann').videos
  const bob = stage.openPage('bob').videos
  const one = await ann.create(request, { idempotencyKey: 'k' })
  const other = await ann.create(request, { idempotencyKey: 'k' })
  expect(other.id).toBe(one.id)
  await expect(bob.retrieve(one.id)).rejects.toMatchObject({ code: 'not_found', status: 404 })
  expect((await ann.capabilities()).viewer).not.toBe((await bob.capabilities()).viewer)
  await stage.server.close()
})

it('a refusal names the parameter', async () => {
  const stage = openStage()
  const { videos } = stage.openPage('ann')
  await expect(videos.create({ ...request, seconds: '5' })).rejects.toMatchObject({ status: 400, param: 'seconds' })
  await expect(videos.create({ ...request, prompt: '' })).rejects.toMatchObject({ status: 400, param: 'prompt' })
  await stage.server.close()
})
