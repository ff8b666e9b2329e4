import type { VideoList } from '@dailies/core'
import { expect, it } from 'vitest'
import { memoryArchive } from './memory'
import { openStage, posting, upstreamKey } from './testing/stage'

const secret = `whsec_${Buffer.from('a secret of twenty-four').toString('base64')}`

it('every kind of event tells how long it took and of which model, and none a secret', async () => {
  const stage = openStage({
    sandbox: {
      webhook: { url: 'http://app.test/api/videos/webhook', secret, fetch: (url, init) => deliver(url, init) },
    },
    upstream: { webhookSecret: secret },
    server: { archive: memoryArchive(), signedURLs: true },
  })
  const deliver = (url: string, init: RequestInit): Promise<Response> => stage.videos.fetch(new Request(url, init))
  for (const prompt of ['A lighthouse at dusk.', 'A lighthouse of gore.']) {
    expect((await stage.ask('/videos', posting({ prompt }))).status).toBe(200)
  }
  await stage.advance(60)
  const { data }: VideoList = await (await stage.ask('/videos')).json()
  const film = data.find(({ status }) => status === 'completed')
  const { searchParams } = new URL(film?.assets?.video.url ?? '', 'http://app.test')
  await stage.ask(`/videos/none/content?${searchParams}`)

  const { events } = stage
  expect(new Set(events.map(({ type }) => type))).toEqual(
    new Set(['created', 'polled', 'completed', 'failed', 'archived', 'rejected', 'webhook']),
  )
  for (const { durationMs } of events) expect(durationMs).toBeGreaterThanOrEqual(0)
  const whose = events.flatMap((event) => ('videoId' in event ? [`${event.model} for ${event.owner}`] : []))
  expect(new Set(whose)).toEqual(new Set(['mini for ada']))
  const authorization = { Authorization: `Bearer ${upstreamKey}` }
  const upstreams: VideoList = await (
    await stage.sandbox.fetch(new Request('http://sandbox.test/v1/videos', { headers: authorization }))
  ).json()
  const secrets = [
    upstreamKey,
    secret,
    'lighthouse',
    searchParams.get('signature'),
    ...upstreams.data.map(({ id }) => id),
  ]
  expect(secrets).toHaveLength(6)
  expect(secrets.every((one) => typeof one === 'string' && one.length > 4)).toBe(true)
  const told = JSON.stringify(events)
  for (const one of secrets) expect(told).not.toContain(one)
  await stage.videos.close()
})
