import type { Capabilities, ErrorBody } from '@dailies/core'
import { describe, expect, it } from 'vitest'
import { jsonPost } from '../testing/test-app'
import { createTestServer } from '../testing/test-server'

describe('limits over all owners', () => {
  const createAs = async (server: ReturnType<typeof createTestServer>, as: string) =>
    server.request('/videos', { ...jsonPost({ prompt: 'A lamp.' }), as })

  it.each([
    [{ activeJobs: 3 }, 3, 'total_active_jobs'],
    [{ spendPerDay: 1 }, 2, 'total_spend_per_day'],
    [{ videosPerDay: 4 }, 4, 'total_videos_per_day'],
    [{ videosPerDay: 0 }, 0, 'total_videos_per_day'],
  ])('%j hold exactly for creates of many owners at once', async (totalLimits, accepted, param) => {
    const server = createTestServer({ totalLimits })
    const responses = await Promise.all(Array.from({ length: 20 }, (_, index) => createAs(server, `owner${index}`)))
    expect([200, 429].map((wanted) => responses.filter(({ status }) => status === wanted).length)).toEqual([
      accepted,
      20 - accepted,
    ])
    const rejected = responses.find(({ status }) => status === 429)!
    const { error } = (await rejected.json()) as ErrorBody
    expect(error).toMatchObject({ code: 'limit_reached', param })
    expect(Number(rejected.headers.get('retry-after'))).toBeGreaterThan(0)
    const capabilities = await server.request('/videos/capabilities', { as: 'ada' })
    expect(((await capabilities.json()) as Capabilities).limits).toEqual([])
  })

  it.each([{ limits: { spendPerDay: 1 } }, { totalLimits: { spendPerDay: 1 } }])(
    '%j rejects a model without a known price, which could cost anything',
    async (limited) => {
      const { request, upstream } = createTestServer(limited)
      const response = await request('/videos', jsonPost({ prompt: 'A lamp.', model: 'free' }))
      expect(response.status).toBe(400)
      expect(await response.json()).toMatchObject({ error: { param: 'model' } })
      expect(upstream.idempotencyKeys).toEqual([])
    },
  )

  it('videosPerDay counts deleted and failed videos and remixes, of models without a price too, until midnight UTC', async () => {
    const server = createTestServer({ totalLimits: { videosPerDay: 3 } })
    const { id } = await server.create({ model: 'free' })
    await server.request(`/videos/${id}`, { method: 'DELETE' })
    const source = await server.create()
    server.upstream.nextUpdate = { status: 'completed' }
    await server.advance(30)
    const remix = () => server.request(`/videos/${source.id}/remix`, jsonPost({ prompt: 'At night.' }))
    expect((await remix()).status).toBe(200)
    const rejected = [await remix(), await createAs(server, 'bob')]
    expect(rejected.map(({ status }) => status)).toEqual([429, 429])
    const secondsLeft = Number(rejected[1]!.headers.get('retry-after'))
    await server.advance(secondsLeft - 1)
    expect((await createAs(server, 'bob')).status).toBe(429)
    await server.advance(1)
    expect((await createAs(server, 'bob')).status).toBe(200)
  })

  it('are refused at start if they are not usable', () => {
    for (const totalLimits of [
      { spendPerDay: Number.NaN },
      { videosPerDay: Number.NaN },
      { requestsPerMinute: 1 },
      { spendperday: 1 },
    ])
      expect(() => createTestServer({ totalLimits: totalLimits as never })).toThrow(
        expect.objectContaining({ code: 'misconfigured' }),
      )
  })
})
