import { expect, it } from 'vitest'
import { createTestServer } from '../testing/test-server'

const open = () => createTestServer({ limits: { spendPerDay: 1 } })

it('shows what the provider billed beside the price, and counts it instead', async () => {
  const { create, retrieve, upstream, advance, videos } = open()
  const created = await create()
  expect(created.assets).toMatchObject({ price: 0.4 })
  expect(created.assets?.cost).toBeUndefined()
  upstream.retrieve = async () => ({ update: { status: 'completed' }, cost: 0.1234567 })
  await advance(60)
  expect((await retrieve(created.id)).assets).toMatchObject({ price: 0.4, cost: 0.123457 })
  expect((await videos.capabilities('ada')).limits[0]?.remaining).toBe(0.876543)
})

it('a cost that arrives without any other change is a change of its own', async () => {
  const { create, retrieve, upstream, advance } = open()
  const { id, assets } = await create()
  upstream.retrieve = async () => ({ update: { status: 'queued' }, cost: 0.2 })
  await advance(60, 5)
  const video = await retrieve(id)
  expect(video.assets).toMatchObject({ cost: 0.2, version: (assets?.version ?? 0) + 1 })
})

it.each([NaN, Infinity, -1, 1e15, '0.2', null, {}])('ignores %j', async (cost) => {
  const { create, retrieve, upstream, advance, videos } = open()
  const { id } = await create()
  upstream.retrieve = async () => ({ update: { status: 'completed' }, cost: cost as number })
  await advance(60)
  const video = await retrieve(id)
  expect(video).toMatchObject({ status: 'completed', assets: { price: 0.4 } })
  expect(video.assets?.cost).toBeUndefined()
  expect((await videos.capabilities('ada')).limits[0]?.remaining).toBe(0.6)
})

it('is counted on the day of the creation', async () => {
  const { create, upstream, advance, videos, clock } = open()
  clock.now = Date.UTC(2026, 10, 22, 23, 59, 30)
  await create()
  upstream.retrieve = async () => ({ update: { status: 'completed' }, cost: 0.9 })
  await advance(120, 10)
  expect(new Date(clock.now).getUTCDate()).toBe(23)
  expect((await videos.capabilities('ada')).limits[0]?.remaining).toBe(1)
})
