import type { VideoList } from '@dailies/core'
import { expect, it } from 'vitest'
import { memoryArchive } from './memory'
import { createTestApp, jsonPost, upstreamKey } from './testing/test-app'

const secret = `whsec_${Buffer.from('a secret of twenty-four').toString('base64')}`

it('every event has its duration, owner and model, and no event contains a secret', async () => {
  const app = createTestApp({
    sandbox: {
      webhook: { url: 'http://app.test/api/videos/webhook', secret, fetch: (url, init) => deliver(url, init) },
    },
    upstream: { webhookSecret: secret },
    server: { archive: memoryArchive(), signedURLs: true },
  })
  const deliver = (url: string, init: RequestInit): Promise<Response> => app.videos.fetch(new Request(url, init))
  for (const prompt of ['A lighthouse at dusk.', 'A lighthouse of gore.']) {
    expect((await app.request('/videos', jsonPost({ prompt }))).status).toBe(200)
  }
  await app.advance(60)
  const { data }: VideoList = await (await app.request('/videos')).json()
  const video = data.find(({ status }) => status === 'completed')
  const { searchParams } = new URL(video?.assets?.video.url ?? '', 'http://app.test')
  await app.request(`/videos/none/content?${searchParams}`)

  const { events } = app
  expect(new Set(events.map(({ type }) => type))).toEqual(
    new Set(['created', 'polled', 'completed', 'failed', 'archived', 'rejected', 'webhook']),
  )
  for (const { durationMs } of events) expect(durationMs).toBeGreaterThanOrEqual(0)
  const owners = events.flatMap((event) => ('videoId' in event ? [`${event.model} for ${event.owner}`] : []))
  expect(new Set(owners)).toEqual(new Set(['mini for ada']))
  const authorization = { Authorization: `Bearer ${upstreamKey}` }
  const upstreamJobs: VideoList = await (
    await app.sandbox.fetch(new Request('http://sandbox.test/v1/videos', { headers: authorization }))
  ).json()
  const secrets = [
    upstreamKey,
    secret,
    'lighthouse',
    searchParams.get('signature'),
    ...upstreamJobs.data.map(({ id }) => id),
  ]
  expect(secrets).toHaveLength(6)
  expect(secrets.every((value) => typeof value === 'string' && value.length > 4)).toBe(true)
  const json = JSON.stringify(events)
  for (const value of secrets) expect(json).not.toContain(value)
  await app.videos.close()
})
