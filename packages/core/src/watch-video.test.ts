import type { WatchState } from '@dailies/core'
import { watchVideo } from '@dailies/core'
import { expect, it } from 'vitest'
import { createSandboxClient } from './testing/sandbox-client'

const request = { prompt: 'A lighthouse at dusk', model: 'mini', size: '320x192', seconds: '1' }

async function startWatch(options: Parameters<typeof createSandboxClient>[0] = {}) {
  const client = createSandboxClient({ jobDurationMs: 60_000, pollAfterMs: 0, ...options })
  const { id } = await client.videos.create(request)
  client.requests.length = 0
  const states: WatchState[] = []
  const stop = watchVideo(client.videos, id, (state) => states.push(state), { environment: client.environment })
  return { ...client, id, states, stop, last: () => states.at(-1) }
}

it('watches a job from queued to completed and then stops polling', async () => {
  const { advance, states, last, environment, requests } = await startWatch()
  await advance(200)
  expect(new Set(states.map(({ video }) => video?.status))).toEqual(new Set(['queued', 'in_progress', 'completed']))
  expect(last()).toMatchObject({ connection: 'closed', error: undefined, video: { status: 'completed' } })
  expect(environment.leftovers).toEqual({ timers: 0, listeners: 0, shared: 0 })
  const requestCount = requests.length
  await advance(600)
  expect(requests.length).toBe(requestCount)
})

it('polls no more often than the server requests', async () => {
  const { advance, requests, id } = await startWatch({ pollAfterMs: 20_000 })
  await advance(59)
  expect(requests.filter((request) => request === `GET /videos/${id}`).length).toBeLessThanOrEqual(3)
})

it('sends no requests while the page is hidden and catches up when it is visible again', async () => {
  const { advance, requests, environment, last } = await startWatch()
  await advance(1)
  environment.setVisible(false)
  requests.length = 0
  await advance(100)
  expect(requests).toEqual([])
  environment.setVisible(true)
  await advance(0)
  expect(last()).toMatchObject({ video: { status: 'completed' } })
})

it('reports offline, pauses, and resumes when the network is back', async () => {
  const { advance, requests, environment, last } = await startWatch()
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

it('reports a failed poll, retries with exponential backoff, and clears the error after a success', async () => {
  const { advance, intercept, requests, last } = await startWatch()
  await advance(0)
  intercept.with = () => Promise.reject(new TypeError('network error'))
  requests.length = 0
  await advance(40)
  expect(last()).toMatchObject({ connection: 'retrying', error: { code: 'network' } })
  expect(requests.length).toBeLessThanOrEqual(5)
  intercept.with = undefined
  await advance(120)
  expect(last()).toMatchObject({ connection: 'closed', error: undefined, video: { status: 'completed' } })
})

it('delays the next poll by Retry-After', async () => {
  const { advance, intercept, requests } = await startWatch()
  await advance(0)
  intercept.with = async () => new Response(null, { status: 429, headers: { 'Retry-After': '30' } })
  await advance(2)
  requests.length = 0
  await advance(27)
  expect(requests).toEqual([])
})

it.each([401, 403, 404])('ends the watch with an error on status %i', async (status) => {
  const { advance, intercept, last, environment } = await startWatch()
  intercept.with = async () => new Response(null, { status })
  await advance(10)
  expect(last()).toMatchObject({ connection: 'closed', error: { status } })
  expect(environment.leftovers).toEqual({ timers: 0, listeners: 0, shared: 0 })
})

it('a failed job ends the watch without a watch error', async () => {
  const client = createSandboxClient()
  const { id } = await client.videos.create({ ...request, prompt: 'All gore' })
  const states: WatchState[] = []
  watchVideo(client.videos, id, (state) => states.push(state), { environment: client.environment })
  await client.advance(60)
  expect(states.at(-1)).toMatchObject({
    connection: 'closed',
    error: undefined,
    video: { status: 'failed', error: { code: 'moderation_blocked' } },
  })
})

it('ends the watch at the deadline', async () => {
  const client = createSandboxClient({ jobDurationMs: 1_000_000 })
  const { id } = await client.videos.create(request)
  const states: WatchState[] = []
  watchVideo(client.videos, id, (state) => states.push(state), { environment: client.environment, deadlineMs: 30_000 })
  await client.advance(31)
  expect(states.at(-1)).toMatchObject({
    connection: 'closed',
    error: { code: 'deadline_exceeded' },
    video: { id },
  })
})

it('aborts a poll without a response and retries', async () => {
  const { advance, intercept, requests, last } = await startWatch()
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

it('reports no states and releases all resources after unsubscribing', async () => {
  const { advance, states, stop, environment } = await startWatch()
  await advance(1)
  stop()
  const stateCount = states.length
  await advance(100)
  expect(states.length).toBe(stateCount)
  expect(environment.leftovers).toEqual({ timers: 0, listeners: 0, shared: 0 })
})
