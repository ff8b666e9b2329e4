import type { WatchState } from '@dailies/core'
import { watchVideo } from '@dailies/core'
import { expect, it } from 'vitest'
import { createSandboxClient } from './testing/sandbox-client'

const request = { prompt: 'A lighthouse at dusk', model: 'mini', size: '320x192', seconds: '1' }

async function watching(options: Parameters<typeof createSandboxClient>[0] = {}) {
  const far = createSandboxClient({ jobDurationMs: 60_000, pollAfterMs: 0, ...options })
  const { id } = await far.videos.create(request)
  far.requests.length = 0
  const told: WatchState[] = []
  const stop = watchVideo(far.videos, id, (watched) => told.push(watched), { environment: far.environment })
  return { ...far, id, told, stop, last: () => told.at(-1) }
}

it('follows a job from queued to completed and then rests', async () => {
  const { advance, told, last, environment, requests } = await watching()
  await advance(200)
  expect(new Set(told.map(({ video }) => video?.status))).toEqual(new Set(['queued', 'in_progress', 'completed']))
  expect(last()).toMatchObject({ connection: 'closed', error: undefined, video: { status: 'completed' } })
  expect(environment.leftovers).toEqual({ timers: 0, listeners: 0, shared: 0 })
  const asked = requests.length
  await advance(600)
  expect(requests.length).toBe(asked)
})

it('asks no more often than the server wants', async () => {
  const { advance, requests, id } = await watching({ pollAfterMs: 20_000 })
  await advance(59)
  expect(requests.filter((request) => request === `GET /videos/${id}`).length).toBeLessThanOrEqual(3)
})

it('a hidden page asks nothing, and catches up at once on return', async () => {
  const { advance, requests, environment, last } = await watching()
  await advance(1)
  environment.setVisible(false)
  requests.length = 0
  await advance(100)
  expect(requests).toEqual([])
  environment.setVisible(true)
  await advance(0)
  expect(last()).toMatchObject({ video: { status: 'completed' } })
})

it('waits while offline, says so, and goes on when the network is back', async () => {
  const { advance, requests, environment, last } = await watching()
  await advance(1)
  environment.setOnline(false)
  expect(last()?.connection).toBe('offline')
  requests.length = 0
  await advance(100)
  expect(requests).toEqual([])
  environment.setOnline(true)
  await advance(0)
  expect(last()).toMatchObject({ connection: 'closed', video: { status: 'completed' } })
})

it('an unanswered look is told, tried again ever later, and forgotten when one is answered', async () => {
  const { advance, intercept, requests, last } = await watching()
  await advance(0)
  intercept.with = () => Promise.reject(new TypeError('refused'))
  requests.length = 0
  await advance(40)
  expect(last()).toMatchObject({ connection: 'retrying', error: { code: 'network' } })
  expect(requests.length).toBeLessThanOrEqual(5)
  intercept.with = undefined
  await advance(120)
  expect(last()).toMatchObject({ connection: 'closed', error: undefined, video: { status: 'completed' } })
})

it('a Retry-After holds back the next look', async () => {
  const { advance, intercept, requests } = await watching()
  await advance(0)
  intercept.with = async () => new Response(null, { status: 429, headers: { 'Retry-After': '30' } })
  await advance(2)
  requests.length = 0
  await advance(27)
  expect(requests).toEqual([])
})

it.each([401, 403, 404])('an answer %i ends the watch, with its error', async (status) => {
  const { advance, intercept, last, environment } = await watching()
  intercept.with = async () => new Response(null, { status })
  await advance(10)
  expect(last()).toMatchObject({ connection: 'closed', error: { status } })
  expect(environment.leftovers).toEqual({ timers: 0, listeners: 0, shared: 0 })
})

it('a failed job ends the watch without an error of the watch', async () => {
  const far = createSandboxClient()
  const { id } = await far.videos.create({ ...request, prompt: 'All gore' })
  const told: WatchState[] = []
  watchVideo(far.videos, id, (watched) => told.push(watched), { environment: far.environment })
  await far.advance(60)
  expect(told.at(-1)).toMatchObject({
    connection: 'closed',
    error: undefined,
    video: { status: 'failed', error: { code: 'moderation_blocked' } },
  })
})

it('a deadline ends the watch', async () => {
  const far = createSandboxClient({ jobDurationMs: 1_000_000 })
  const { id } = await far.videos.create(request)
  const told: WatchState[] = []
  watchVideo(far.videos, id, (watched) => told.push(watched), { environment: far.environment, deadlineMs: 30_000 })
  await far.advance(31)
  expect(told.at(-1)).toMatchObject({
    connection: 'closed',
    error: { code: 'deadline_exceeded' },
    video: { id },
  })
})

it('a look that is never answered is given up and asked again', async () => {
  const { advance, intercept, requests, last } = await watching()
  await advance(0)
  intercept.with = (_input, { signal }) =>
    new Promise((_resolve, reject) => {
      signal?.addEventListener('abort', () => reject(new Error('aborted')))
    })
  requests.length = 0
  await advance(3)
  expect(requests).toHaveLength(1)
  intercept.with = undefined
  await advance(120)
  expect(last()).toMatchObject({ connection: 'closed', video: { status: 'completed' } })
})

it('nothing is told and nothing is left behind after the end of the watch', async () => {
  const { advance, told, stop, environment } = await watching()
  await advance(1)
  stop()
  const update = told.length
  await advance(100)
  expect(told.length).toBe(update)
  expect(environment.leftovers).toEqual({ timers: 0, listeners: 0, shared: 0 })
})
