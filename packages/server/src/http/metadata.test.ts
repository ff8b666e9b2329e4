import type { Video, VideoList } from '@dailies/core'
import { createVideosClient } from '@dailies/core'
import { describe, expect, it } from 'vitest'
import { fakeUpstream } from '../testing/fake-upstream'
import { jsonPost } from '../testing/test-app'
import { createTestServer } from '../testing/test-server'

function open() {
  const sent: unknown[] = []
  const upstream = fakeUpstream()
  for (const name of ['create', 'remix'] as const) {
    const call = upstream[name]?.bind(upstream) as (...args: unknown[]) => ReturnType<typeof upstream.create>
    upstream[name] = async (...args: unknown[]) => {
      sent.push(args)
      return call(...args)
    }
  }
  const server = createTestServer({ upstream, basePath: '/api' })
  const clientOf = (owner: string) =>
    createVideosClient({
      baseURL: 'http://app.test/api',
      headers: { Authorization: `Bearer ${owner}` },
      fetch: (input, init) => server.videos.fetch(new Request(input, init)),
    })
  return { ...server, upstream, sent, client: clientOf('ada'), clientOf }
}
const pairs = (count: number, length = 1): Record<string, string> =>
  Object.fromEntries(Array.from({ length: count }, (_, index) => [`key${index}`, 'v'.repeat(length)]))

describe('metadata', () => {
  it('is returned with the video, and never sent to the provider', async () => {
    const { client, sent, upstream, advance } = open()
    const metadata = { project: 'secret lamps', 'dailies.title': 'Dusk', 'größe 🏮': 'ü' }
    const video = await client.create({ prompt: 'A lamp.', metadata })
    expect(video.metadata).toEqual(metadata)
    expect((await client.create({ prompt: 'Another.' })).metadata).toEqual({})
    upstream.nextUpdate = { status: 'completed' }
    await advance(60)
    const remix = await client.remix(video.id, { prompt: 'Brighter.', metadata: { project: 'secret remix' } })
    expect(remix.metadata).toEqual({ project: 'secret remix' })
    expect(JSON.stringify(sent)).not.toMatch(/secret|Dusk|metadata/)
    expect(sent).toHaveLength(3)
  })

  it('is read from a form, as the openai package sends it', async () => {
    const { request } = open()
    const form = new FormData()
    form.set('prompt', 'A lamp.')
    form.set('metadata[project]', 'lamps')
    form.set('metadata[dailies.favorite]', 'true')
    const video = (await (await request('/videos', { method: 'POST', body: form })).json()) as Video
    expect(video.metadata).toEqual({ project: 'lamps', 'dailies.favorite': 'true' })
  })

  it('belongs to the request: the same key with other metadata is another request', async () => {
    const { client } = open()
    const create = (project: string) =>
      client.create({ prompt: 'A lamp.', metadata: { project } }, { idempotencyKey: 'key' })
    const { id } = await create('a')
    expect((await create('a')).id).toBe(id)
    await expect(create('b')).rejects.toMatchObject({ code: 'idempotency_conflict' })
  })

  it('is changed by an update, which keeps other keys and removes those that are null', async () => {
    const { client } = open()
    const { id, assets } = await client.create({ prompt: 'A lamp.', metadata: { a: '1', b: '2' } })
    const updated = await client.update(id, { metadata: { b: null, c: '3', 'dailies.favorite': 'true' } })
    expect(updated.metadata).toEqual({ a: '1', c: '3', 'dailies.favorite': 'true' })
    expect(updated.assets?.version).toBe((assets?.version ?? 0) + 1)
    expect(await client.retrieve(id)).toEqual(updated)
    // Nothing changes, so there is no new version.
    expect((await client.update(id, { metadata: { a: '1', none: null } })).assets?.version).toBe(
      updated.assets?.version,
    )
  })

  it('is changed on the server, too', async () => {
    const { videos, client } = open()
    const { id } = await client.create({ prompt: 'A lamp.' })
    expect((await videos.update('ada', id, { metadata: { by: 'operator' } })).metadata).toEqual({ by: 'operator' })
    await expect(videos.update('bob', id, { metadata: { by: 'bob' } })).rejects.toMatchObject({ code: 'not_found' })
  })

  it("of another owner's video cannot be changed or found", async () => {
    const { client, clientOf } = open()
    const { id } = await client.create({ prompt: 'A lamp.', metadata: { project: 'lamps' } })
    await expect(clientOf('bob').update(id, { metadata: { project: 'mine' } })).rejects.toMatchObject({ status: 404 })
    expect((await clientOf('bob').list({ metadata: { project: 'lamps' } })).data).toEqual([])
  })

  it('is erased with the video', async () => {
    const { client } = open()
    const { id } = await client.create({ prompt: 'A lamp.', metadata: { project: 'lamps' } })
    await client.delete(id)
    expect((await client.list({ metadata: { project: 'lamps' } })).data).toEqual([])
    await expect(client.update(id, { metadata: { a: '1' } })).rejects.toMatchObject({ status: 404 })
  })

  it('filters a list by every pair, page by page', async () => {
    const { client } = open()
    const made: Video[] = []
    for (let index = 0; index < 6; index += 1) {
      const metadata = { project: index % 2 === 0 ? 'even' : 'odd', ...(index > 2 && { late: 'yes' }) }
      made.push(await client.create({ prompt: `Take ${index}.`, metadata }))
    }
    const ids = ({ data }: VideoList): string[] => data.map(({ id }) => id)
    const at = (...indices: number[]) => indices.map((index) => made[index]?.id)
    expect(ids(await client.list({ metadata: { project: 'even' } }))).toEqual(at(4, 2, 0))
    expect(ids(await client.list({ metadata: { project: 'odd', late: 'yes' }, order: 'asc' }))).toEqual(at(3, 5))
    const first = await client.list({ metadata: { project: 'even' }, limit: 2 })
    expect([ids(first), first.has_more]).toEqual([at(4, 2), true])
    const second = await client.list({ metadata: { project: 'even' }, limit: 2, after: first.last_id ?? '' })
    expect([ids(second), second.has_more]).toEqual([at(0), false])
    await client.update(made[0]?.id ?? '', { metadata: { project: 'odd' } })
    expect(ids(await client.list({ metadata: { project: 'odd' } }))).toEqual(at(5, 3, 1, 0))
  })
})

const invalid: [string, unknown, string, string][] = [
  ['17 pairs', pairs(17), 'metadata', '17 pairs, but the limit is 16'],
  ['hundreds of pairs', pairs(500), 'metadata', 'the limit is 16'],
  ['a long key', { ['k'.repeat(65)]: 'v' }, `metadata.${'k'.repeat(64)}`, '1 to 64 characters'],
  ['an empty key', { '': 'v' }, 'metadata.', '1 to 64 characters'],
  ['a long value', pairs(1, 513), 'metadata.key0', 'up to 512 characters'],
  ['a number', { a: 1 }, 'metadata.a', 'must be text'],
  ['an object', { a: {} }, 'metadata.a', 'must be text'],
  ['a list', ['a'], 'metadata', 'object of texts'],
  ['text', 'a', 'metadata', 'object of texts'],
  ['an unknown key of ours', { 'dailies.color': 'red' }, 'metadata.dailies.color', 'dailies.title, dailies.favorite'],
  ['a favorite that is no flag', { 'dailies.favorite': 'yes' }, 'metadata.dailies.favorite', '"true", or null'],
  ['a title of two lines', { 'dailies.title': 'a\nb' }, 'metadata.dailies.title', 'one line'],
  ['a group with a slash', { 'dailies.take_group': 'a/b' }, 'metadata.dailies.take_group', 'letters, digits'],
]
describe.each(invalid)('%s', (_, metadata, param, words) => {
  it.each(['/videos', '/videos/ID'])('is 400 at POST %s, naming the pair', async (path) => {
    const { client, request, sent } = open()
    const { id } = await client.create({ prompt: 'A lamp.' })
    const response = await request(
      path.replace('ID', id),
      jsonPost({ ...(path === '/videos' && { prompt: 'B.' }), metadata }),
    )
    const { error } = (await response.json()) as { error: { param: string; message: string } }
    expect([response.status, error.param]).toEqual([400, param])
    expect(error.message).toContain(words)
    expect(sent).toHaveLength(1)
  })
})

it('__proto__ is refused as a key, and pollutes nothing', async () => {
  const { request } = open()
  const body = '{"prompt":"A lamp.","metadata":{"__proto__":"x"}}'
  const response = await request('/videos', { method: 'POST', body, headers: { 'Content-Type': 'application/json' } })
  expect(response.status).toBe(400)
  expect(({} as Record<string, unknown>)['x']).toBeUndefined()
})

it('16 pairs beside ours are accepted at their limits, also by an update that replaces one', async () => {
  const { client } = open()
  const metadata = { ...pairs(16, 512), 'dailies.title': '🏮'.repeat(512), 'dailies.take_group': 'take-1' }
  const { id } = await client.create({ prompt: 'A lamp.', metadata })
  await client.update(id, { metadata: { key0: null, other: 'v' } })
  await expect(client.update(id, { metadata: { more: 'v' } })).rejects.toMatchObject({ param: 'metadata' })
})

it.each([
  ['?metadata[a]=1&metadata[a]=2', 'metadata.a'],
  ['?metadata[dailies.color]=red', 'metadata.dailies.color'],
  [`?metadata[a]=${'v'.repeat(513)}`, 'metadata.a'],
])('a list with the filter %s is 400', async (query, param) => {
  const response = await open().request(`/videos${query}`)
  expect(response.status).toBe(400)
  expect(await response.json()).toMatchObject({ error: { param } })
})

it.each([{}, { metadata: null }, { prompt: 'Another.' }, { metadata: {}, prompt: 'Another.' }])(
  'an update with %j is 400',
  async (body) => {
    const { client, request } = open()
    const { id } = await client.create({ prompt: 'A lamp.' })
    expect((await request(`/videos/${id}`, jsonPost(body))).status).toBe(400)
  },
)
