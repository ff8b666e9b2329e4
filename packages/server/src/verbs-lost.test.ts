import type { Capabilities, Video } from '@dailies/core'
import { expect, it } from 'vitest'
import { openStage, posting } from './testing/stage'
import type { Stage } from './testing/stage'

/** A stage whose far end answers as `refuse` says, where it says anything. */
function stageWith(refuse: (asked: Request) => Response | undefined): Stage {
  const stage: Stage = openStage({
    upstream: { fetch: async (asked) => refuse(asked) ?? stage.sandbox.fetch(asked) },
  })
  return stage
}

const create = async (stage: Stage, as: string): Promise<Video> =>
  (await stage.ask('/videos', { ...posting({ prompt: 'A lamp.' }), as })).json()

it("one visitor's film that cannot be remixed any more does not take remix from everybody", async () => {
  let isGone = true
  const stage = stageWith(({ method, url }) =>
    method === 'POST' && url.endsWith('/remix') && isGone
      ? Response.json({ error: { message: 'Source video has expired.' } }, { status: 404 })
      : undefined,
  )
  const [adas, bobs] = [await create(stage, 'ada'), await create(stage, 'bob')]
  await stage.advance(60)
  const remix = (id: string, as: string) => stage.ask(`/videos/${id}/remix`, { ...posting({ prompt: 'Red.' }), as })
  for (let turn = 0; turn < 4; turn += 1) expect((await remix(adas.id, 'ada')).status).toBe(501)
  isGone = false
  const { verbs }: Capabilities = await (await stage.ask('/videos/capabilities', { as: 'bob' })).json()
  expect(verbs.remix).toBe(true)
  expect((await remix(bobs.id, 'bob')).status).toBe(200)
})

it('a verb that is refused as unknown three times in a row is not offered for an hour', async () => {
  const stage = stageWith(({ url }) => (url.endsWith('/remix') ? new Response(null, { status: 405 }) : undefined))
  const { id } = await create(stage, 'ada')
  await stage.advance(60)
  const offers = async () => {
    const { verbs }: Capabilities = await (await stage.ask('/videos/capabilities')).json()
    return verbs.remix
  }
  for (let turn = 0; turn < 3; turn += 1) {
    expect(await offers()).toBe(true)
    expect((await stage.ask(`/videos/${id}/remix`, posting({ prompt: 'Red.' }))).status).toBe(501)
  }
  expect(await offers()).toBe(false)
  await stage.advance(3_600)
  expect(await offers()).toBe(true)
})

it('a deletion that is refused as unknown once is made upstream all the same, and so is every later one', async () => {
  let refusals = 1
  const deleted: string[] = []
  const stage = stageWith(({ method, url }) => {
    if (method !== 'DELETE') return undefined
    if ((refusals -= 1) >= 0) return new Response('Not Implemented', { status: 501 })
    deleted.push(url)
    return undefined
  })
  const films = [await create(stage, 'ada'), await create(stage, 'ada'), await create(stage, 'ada')]
  await stage.advance(60)
  for (const { id } of films) await stage.ask(`/videos/${id}`, { method: 'DELETE' })
  await stage.advance(60)
  expect(deleted).toHaveLength(3)
})
