import { expect, it } from 'vitest'
import { openSandbox } from './testing/open-sandbox'

const idsOf = (body: { data: { id: string }[] }) => body.data.map(({ id }) => id)

async function withFive() {
  const opened = openSandbox()
  const ids: string[] = []
  for (let count = 0; count < 5; count += 1) ids.push(await opened.create())
  return { ...opened, ids }
}

it('lists the newest first, or the oldest with order=asc', async () => {
  const { ask, ids } = await withFive()
  expect(idsOf((await ask('')).body)).toEqual(ids.toReversed())
  expect(idsOf((await ask('?order=asc')).body)).toEqual(ids)
})

it('a page has first_id, last_id and has_more', async () => {
  const { ask, ids } = await withFive()
  const { body } = await ask('?limit=2')
  expect(body).toMatchObject({ object: 'list', first_id: ids[4], last_id: ids[3], has_more: true })
  expect((await ask(`?limit=3&after=${ids[3]}`)).body).toMatchObject({
    first_id: ids[2],
    last_id: ids[0],
    has_more: false,
  })
  expect((await ask(`?after=${ids[0]}`)).body).toEqual({
    object: 'list',
    data: [],
    first_id: null,
    last_id: null,
    has_more: false,
  })
})

it('paging continues after a deleted video, and after a new one', async () => {
  const { ask, create, ids } = await withFive()
  const { body } = await ask('?limit=2')
  await ask(`/${body.last_id}`, { method: 'DELETE' })
  await create()
  expect(idsOf((await ask(`?limit=2&after=${body.last_id}`)).body)).toEqual([ids[2], ids[1]])
})

it('accepts limits from 0 to 100 and rejects others', async () => {
  const { ask } = await withFive()
  expect((await ask('?limit=0')).body).toMatchObject({ data: [], has_more: true })
  expect((await ask('?limit=100')).body.data).toHaveLength(5)
  for (const limit of ['-1', '101', '1.5', 'x', '']) {
    expect((await ask(`?limit=${limit}`)).body.error).toMatchObject({ code: 'invalid_value', param: 'limit' })
  }
})

it('rejects an unknown order and an unknown after id', async () => {
  const { ask } = await withFive()
  expect((await ask('?order=up')).body.error).toMatchObject({ param: 'order' })
  expect((await ask('?after=video_none')).body.error).toMatchObject({ param: 'after' })
})
