import type { Video } from '@dailies/core'
import { VideoError, createVideosClient } from '@dailies/core'
import { describe, expect, it } from 'vitest'
import { fakeUpstream } from '../testing/fake-upstream'
import type { FakeUpstream } from '../testing/fake-upstream'
import { createTestServer } from '../testing/test-server'
import type { VideoServerOptions } from '../video-server'

const capabilities = (cancellation: 'cancels' | 'continues' | 'unknown') => ({
  models: fakeUpstream().capabilities.models,
  cancellation,
})

/** A server whose upstream accepts every cancellation. */
function open(changes: Partial<FakeUpstream> = {}, options: Partial<VideoServerOptions> = {}) {
  const cancelled: unknown[] = []
  const cancel = async (ref: unknown) => void cancelled.push(ref)
  const server = createTestServer(options, { capabilities: capabilities('cancels'), cancel, ...changes })
  const client = createVideosClient({
    baseURL: 'http://app.test/api',
    headers: { Authorization: 'Bearer ada' },
    fetch: (input, init) => server.videos.fetch(new Request(input, init)),
  })
  return { ...server, client, cancelled }
}
const cancelledUpdate = { status: 'failed', error: { code: 'cancelled', message: 'Cancelled.' } } as const

describe('cancelling a running video', () => {
  it('runs on until the provider confirms the end, and then failed as cancelled', async () => {
    const { client, create, upstream, cancelled, advance } = open()
    const { id } = await create()
    upstream.nextUpdate = { status: 'in_progress' }
    const asked = await client.cancel(id)
    expect(cancelled).toEqual(['up-1'])
    expect(asked).toMatchObject({ status: 'in_progress', assets: { cancel_requested: true } })
    upstream.nextUpdate = cancelledUpdate
    await advance(10, 1)
    const ended = await client.retrieve(id)
    expect(ended).toMatchObject({ status: 'failed', error: { code: 'cancelled' } })
    expect(ended.assets?.cancel_requested).toBeUndefined()
    // What has ended is returned as it is.
    expect(await client.cancel(id)).toEqual(ended)
    expect(cancelled).toHaveLength(1)
  })

  it('a job that the provider no longer knows afterwards has ended', async () => {
    const { client, create, upstream } = open()
    const { id } = await create()
    upstream.nextUpdate = new VideoError('Unknown.', { code: 'not_found' })
    expect(await client.cancel(id)).toMatchObject({ status: 'failed', error: { code: 'cancelled' } })
  })

  it('one answer that it does not know the job is no end, if it did not accept the cancellation either', async () => {
    const unknown = new VideoError('Unknown.', { code: 'not_found' })
    const { client, create, upstream, advance } = open({ cancel: () => Promise.reject(unknown) })
    const { id } = await create()
    upstream.nextUpdate = unknown
    const asked = await client.cancel(id)
    expect(asked).toMatchObject({ status: 'queued', error: null })
    expect(asked.assets?.cancel_requested).toBeUndefined()
    upstream.nextUpdate = { status: 'completed' }
    await advance(60, 5)
    expect(await client.retrieve(id)).toMatchObject({ status: 'completed' })
  })

  it('a job that completes all the same is completed', async () => {
    const { client, create, upstream } = open()
    const { id } = await create()
    upstream.nextUpdate = { status: 'completed' }
    expect(await client.cancel(id)).toMatchObject({ status: 'completed' })
  })

  it('keeps its slot until the end is confirmed, and its cost unless the provider says otherwise', async () => {
    for (const [cost, remaining] of [
      [undefined, 0.6],
      [0, 1],
    ] as const) {
      const { client, create, upstream, request, advance, videos } = open(
        {},
        { limits: { activeJobs: 1, spendPerDay: 1 } },
      )
      const { id } = await create()
      upstream.nextUpdate = { status: 'in_progress' }
      await client.cancel(id)
      const limits = async () => (await videos.capabilities('ada')).limits.map((limit) => limit.remaining)
      expect(await limits()).toEqual([0, 0.6])
      expect(
        (
          await request('/videos', {
            method: 'POST',
            body: '{"prompt":"B"}',
            headers: { 'Content-Type': 'application/json' },
          })
        ).status,
      ).toBe(429)
      upstream.retrieve = async () => ({ update: cancelledUpdate, ...(cost !== undefined && { cost }) })
      await advance(10, 1)
      expect(await limits()).toEqual([1, remaining])
    }
  })

  it('frees the slot at the deadline if the provider never confirms it', async () => {
    const { client, create, upstream, advance, videos } = open({}, { limits: { activeJobs: 1 }, deadlineMs: 600_000 })
    const { id } = await create()
    upstream.nextUpdate = { status: 'in_progress' }
    await client.cancel(id)
    await advance(700, 10)
    expect(await client.retrieve(id)).toMatchObject({ error: { code: 'deadline_exceeded', final: false } })
    expect((await videos.capabilities('ada')).limits[0]?.remaining).toBe(1)
  })
})

describe('where it cannot be cancelled, the answer says so and the video runs on', () => {
  it.each<[string, Partial<FakeUpstream>, number, string]>([
    ['the provider has no cancel', { cancel: undefined as never }, 501, 'runs on and may be billed'],
    ['the model cannot', { capabilities: capabilities('continues') }, 501, 'runs on and may be billed'],
    ['it is not known', { capabilities: capabilities('unknown') }, 501, 'runs on and may be billed'],
    [
      'the provider refuses',
      { cancel: () => Promise.reject(new VideoError('Too late.', { code: 'unsupported' })) },
      501,
      '',
    ],
    ['the provider is away', { cancel: () => Promise.reject(new TypeError('fetch failed')) }, 502, ''],
  ])('%s', async (_, changes, status, words) => {
    const { create, request, retrieve } = open(changes)
    const { id } = await create()
    const response = await request(`/videos/${id}/cancel`, { method: 'POST' })
    expect(response.status).toBe(status)
    expect(JSON.stringify(await response.json())).toContain(words)
    expect(await retrieve(id)).toMatchObject({ status: 'queued' })
  })

  it("another owner's video is not found, and nothing is cancelled", async () => {
    const { create, request, cancelled } = open()
    const { id } = await create()
    expect((await request(`/videos/${id}/cancel`, { method: 'POST', as: 'bob' })).status).toBe(404)
    expect((await request(`/videos/${id}/cancel`, { method: 'POST', as: null })).status).toBe(401)
    expect(cancelled).toEqual([])
  })

  it('a create without an answer cannot be cancelled yet', async () => {
    const { create, request, upstream } = open()
    upstream.onCreate = () => Promise.reject(new TypeError('The connection was lost.'))
    upstream.idempotent = true
    const { id }: Video = await create()
    const response = await request(`/videos/${id}/cancel`, { method: 'POST' })
    expect([response.status, response.headers.get('retry-after')]).toEqual([409, '5'])
  })
})

it('deleting a running video cancels it upstream first', async () => {
  const { create, request, cancelled, upstream } = open()
  const { id } = await create()
  expect((await request(`/videos/${id}`, { method: 'DELETE' })).status).toBe(200)
  expect(cancelled).toEqual(['up-1'])
  expect(upstream.deleted).toEqual(['up-1'])
})
