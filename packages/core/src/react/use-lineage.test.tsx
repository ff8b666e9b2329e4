// @vitest-environment jsdom
import type { Video } from '@dailies/core'
import { useLineage, useVideo } from '@dailies/core/react'
import { cleanup } from '@testing-library/react'
import { afterEach, expect, it } from 'vitest'
import { createSandboxClient } from '../testing/sandbox-client'
import { renderInStrictMode, turn } from '../testing/render-hook-in-strict-mode'

afterEach(cleanup)

const request = { prompt: 'A lighthouse at dusk', model: 'mini', size: '320x192', seconds: '1' }
type Server = ReturnType<typeof createSandboxClient>

const createFamily = async (server: Server, generations: number): Promise<string[]> => {
  const ids = [(await server.videos.create(request)).id]
  for (let generation = 1; generation < generations; generation += 1) {
    await turn(server, 30)
    ids.push((await server.videos.remix(ids.at(-1) ?? '', { prompt: `Change ${generation}` })).id)
  }
  await turn(server, 30)
  return ids
}
const renderLineage = (server: Server, id: string) =>
  renderInStrictMode(server, () => ({ lineage: useLineage(id), video: useVideo(id).video }))

it('loads the videos that one was made from, the oldest first', async () => {
  const server = createSandboxClient()
  const [first, second, third = ''] = await createFamily(server, 3)
  const { result } = renderLineage(server, third)
  expect(result.current.lineage).toMatchObject({ ancestors: [], earlier: 'loading' })
  for (let step = 0; step < 3; step += 1) await turn(server, 1)
  expect(result.current.lineage).toMatchObject({ ancestors: [first, second], earlier: 'none' })
  // Those that were made from each are among the loaded ones.
  expect([...result.current.lineage.remixes]).toEqual([
    [first, [second]],
    [second, [third]],
  ])
})

it('knows that the source was deleted, and keeps the same object while nothing changes', async () => {
  const server = createSandboxClient()
  const [first = '', second = ''] = await createFamily(server, 2)
  await server.videos.delete(first)
  const { result, rerender } = renderLineage(server, second)
  for (let step = 0; step < 2; step += 1) await turn(server, 1)
  const { lineage } = result.current
  expect(lineage).toMatchObject({ ancestors: [], earlier: 'deleted' })
  rerender()
  expect(result.current.lineage).toBe(lineage)
})

it('ends at a cycle, and after 24 generations', async () => {
  const server = createSandboxClient()
  const { id } = await server.videos.create(request)
  const template = await server.videos.retrieve(id)
  const sourceOf = new Map([
    ...Array.from({ length: 40 }, (_, at) => [`v${at}`, `v${at + 1}`] as const),
    ['a', 'b'],
    ['b', 'a'],
  ])
  server.videos.retrieve = async (asked): Promise<Video> => ({
    ...template,
    id: asked,
    status: 'completed',
    remixed_from_video_id: sourceOf.get(asked) ?? null,
  })
  const long = renderLineage(server, 'v0')
  for (let step = 0; step < 30; step += 1) await turn(server, 0)
  expect(long.result.current.lineage.ancestors).toHaveLength(24)
  expect(long.result.current.lineage.earlier).toBe('more')
  const cyclic = renderLineage(server, 'a')
  for (let step = 0; step < 3; step += 1) await turn(server, 0)
  expect(cyclic.result.current.lineage).toMatchObject({ ancestors: ['b'], earlier: 'more' })
})
