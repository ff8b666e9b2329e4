import { watchVideo } from '@dailies/core'
import type { WatchState } from '@dailies/core'
import { expect, it } from 'vitest'
import { createRealStack } from './testing/real-stack'

const request = { prompt: 'A lighthouse at dusk', model: 'mini', size: '320x192', seconds: '1' }

it('watches a job on the real event stream until it is completed, with all of its files', async () => {
  const stack = createRealStack()
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
  const stack = createRealStack({ events: false })
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
  const stack = createRealStack()
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
  const stack = createRealStack()
  const { videos } = stack.openPage('ann')
  await expect(videos.create({ ...request, seconds: '5' })).rejects.toMatchObject({ status: 400, param: 'seconds' })
  await expect(videos.create({ ...request, prompt: '' })).rejects.toMatchObject({ status: 400, param: 'prompt' })
  await stack.server.close()
})
