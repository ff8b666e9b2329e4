import type { ErrorBody, Video } from '@dailies/core'
import { expect, it } from 'vitest'
import { memoryArchive } from './archive/memory-archive'
import { openStage, posting } from './testing/stage'
import type { Stage } from './testing/stage'

/** A stage whose content route answers the film with 404 as often as it is told. */
function stageWithout(times: number, server = {}): Stage {
  let left = times
  const stage: Stage = openStage({
    server,
    upstream: {
      fetch: async (asked) => {
        const { pathname, search } = new URL(asked.url)
        if (!pathname.endsWith('/content') || search !== '' || left <= 0) return stage.sandbox.fetch(asked)
        left -= 1
        return Response.json({ error: { message: 'Not here' } }, { status: 404 })
      },
    },
  })
  return stage
}

const create = async (stage: Stage): Promise<Video> =>
  (await stage.ask('/videos', posting({ prompt: 'A lamp.' }))).json()
const stateOf = async (stage: Stage, id: string) => {
  const { assets }: Video = await (await stage.ask(`/videos/${id}`)).json()
  return assets?.video.state
}
const contentOf = (stage: Stage, id: string) => stage.ask(`/videos/${id}/content`)

it('one 404 for a film is answered with "ask again", and the film is served after it', async () => {
  const stage = stageWithout(1)
  const { id } = await create(stage)
  await stage.advance(60)
  const refused = await contentOf(stage, id)
  const { error }: ErrorBody = await refused.json()
  expect([refused.status, error.code, refused.headers.get('retry-after')]).toEqual([409, 'not_ready', '10'])
  expect(await stateOf(stage, id)).toBe('ready')
  expect((await contentOf(stage, id)).status).toBe(200)
})

it('one 404 for a film that is to be archived is asked again, and the copy is made', async () => {
  const stage = stageWithout(1, { archive: memoryArchive() })
  const { id } = await create(stage)
  await stage.advance(30)
  expect(await stateOf(stage, id)).toBe('archiving')
  await stage.advance(10)
  expect(await stateOf(stage, id)).toBe('ready')
})

it('a film is gone after three 404 over a minute, and is not asked for again', async () => {
  const stage = stageWithout(Infinity)
  const { id } = await create(stage)
  await stage.advance(60)
  const statuses: number[] = []
  for (const wait of [0, 20, 20, 20, 86_400]) {
    await stage.advance(wait)
    statuses.push((await contentOf(stage, id)).status)
  }
  expect(statuses).toEqual([409, 409, 409, 410, 410])
  expect(await stateOf(stage, id)).toBe('expired')
})

it('a film that was found in between is missed anew', async () => {
  const stage = stageWithout(2)
  const { id } = await create(stage)
  await stage.advance(60)
  for (const status of [409, 409, 200]) expect((await contentOf(stage, id)).status).toBe(status)
  await stage.advance(60)
  stage.sandbox.faults.add({ kind: 'error', status: 404, on: 'content', times: 1 })
  expect((await contentOf(stage, id)).status).toBe(409)
  expect((await contentOf(stage, id)).status).toBe(200)
})

it('a film that is nowhere is copied no more after a minute, and stays completed without its file', async () => {
  const stage = stageWithout(Infinity, { archive: memoryArchive() })
  const { id } = await create(stage)
  await stage.advance(30)
  for (let turn = 0; turn < 6; turn += 1) await stage.advance(9)
  expect(await stateOf(stage, id)).toBe('archiving')
  for (let turn = 0; turn < 12; turn += 1) await stage.advance(10)
  expect(await stateOf(stage, id)).toBe('expired')
  expect((await contentOf(stage, id)).status).toBe(410)
})
