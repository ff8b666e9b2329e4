import { createVideosClient } from '@dailies/core'
import type { ListVideos, Video, VideoList } from '@dailies/core'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { memoryStore } from '../memory'
import { sqliteStore } from '../sqlite'
import type { Job } from '../store/job'
import { storeMetadata } from '../store/stored-metadata'
import { newJob } from '../testing/new-job'
import { createTestServer } from '../testing/test-server'

const start = Date.UTC(2026, 10, 22, 12)

function open(store = memoryStore()) {
  const server = createTestServer({ store, basePath: '/api' })
  const clientOf = (owner: string) =>
    createVideosClient({
      baseURL: 'http://app.test/api',
      headers: { Authorization: `Bearer ${owner}` },
      fetch: (input, init) => server.videos.fetch(new Request(input, init)),
    })
  return { ...server, store, client: clientOf('ada'), clientOf }
}

let jobs = 0
/** A video that has ended, so that nothing polls it. */
function ended(prompt: string, changes: Partial<Video> = {}, more: Partial<Job> = {}): Job {
  const job = newJob('ada', start + (jobs += 1), { phase: { name: 'done' }, dueAt: null, ...more })
  return { ...job, video: { ...job.video, prompt, status: 'completed', ...changes } }
}

const stores = { memory: memoryStore, SQLite: () => sqliteStore({ file: ':memory:' }) }
afterEach(() => vi.restoreAllMocks())

describe.each(Object.entries(stores))('a search in the store %s', (_, openStore) => {
  async function fill() {
    const server = open(openStore())
    for (const [index, job] of [
      ended('A lighthouse at dusk', {}, storeMetadata({ project: 'coast' })),
      ended('Fog', {}, storeMetadata({ 'dailies.title': 'LIGHTHOUSE, opening', project: 'coast' })),
      ended('A paper boat', { status: 'failed', model: 'free' }),
      ended('Éclairs in a lighthouse', { model: 'free' }),
      ended('A lighthouse', { status: 'queued' }),
      ended('A lighthouse of another owner', {}, { owner: 'bob' }),
    ].entries())
      await server.store.insertExisting(job, `ref ${index}`)
    const prompts = async (filter: ListVideos) =>
      (await server.client.list({ order: 'asc', ...filter })).data.map(({ prompt }) => prompt)
    return { ...server, prompts }
  }
  const [dusk, fog, boat, eclairs, queued] = [
    'A lighthouse at dusk',
    'Fog',
    'A paper boat',
    'Éclairs in a lighthouse',
    'A lighthouse',
  ]

  it.each<[ListVideos, string[]]>([
    [{ query: 'lighthouse' }, [dusk, fog, eclairs, queued]],
    [{ query: 'LIGHT eclair' }, [eclairs]],
    [{ query: 'lighthouse', metadata: { project: 'coast' } }, [dusk, fog]],
    [{ query: 'dusk', metadata: { project: 'forest' } }, []],
    [{ status: 'failed' }, [boat]],
    [{ status: ['queued', 'failed'] }, [boat, queued]],
    [{ model: 'free' }, [boat, eclairs]],
    [{ model: 'free', status: 'completed', query: 'in a' }, [eclairs]],
    [{ model: 'none' }, []],
    [{ query: '', model: '', status: [] }, [dusk, fog, boat, eclairs, queued]],
  ])('%j', async (filter, expected) => {
    const { prompts } = await fill()
    expect(await prompts(filter)).toEqual(expected)
  })

  it('of another owner finds their own videos', async () => {
    const { clientOf } = await fill()
    const { data } = await clientOf('bob').list({ query: 'lighthouse' })
    expect(data.map(({ prompt }) => prompt)).toEqual(['A lighthouse of another owner'])
  })

  it('goes on page by page, and the server has it, too', async () => {
    const { videos, prompts } = await fill()
    const first = await videos.list('ada', { query: 'lighthouse', limit: 3, order: 'asc' })
    expect([first.data.length, first.has_more, first.last_id]).toEqual([3, true, first.data[2]?.id])
    expect(await prompts({ query: 'lighthouse', after: first.last_id ?? '' })).toEqual([queued])
    expect((await videos.list('ada', { query: 'lighthouse', limit: 4, order: 'asc' })).has_more).toBe(false)
  })

  it('does not find a deleted video', async () => {
    const { client, prompts } = await fill()
    const { data } = await client.list({ query: 'dusk' })
    await client.delete(data[0]?.id ?? '')
    expect(await prompts({ query: 'dusk' })).toEqual([])
  })
})

describe('a search of a long library', () => {
  async function fill(count: number, prompt = 'A lamp.') {
    const server = open()
    await server.store.insertExisting(ended('The needle'), 'needle')
    for (let index = 0; index < count; index += 1) await server.store.insertExisting(ended(prompt), `ref ${index}`)
    return server
  }
  /** Reads pages until the last one. */
  async function readAll(list: (after: string | undefined) => Promise<VideoList>): Promise<VideoList[]> {
    const pages: VideoList[] = []
    for (let after: string | undefined; pages.length < 20;) {
      const page = await list(after)
      pages.push(page)
      if (!page.has_more) return pages
      expect(page.last_id).not.toBe(after ?? null)
      after = page.last_id ?? undefined
    }
    throw new Error('The search does not end.')
  }

  it('reads at most 10,000 videos a request, and returns where the next one goes on', async () => {
    const { client, store } = await fill(20_100)
    const list = vi.spyOn(store, 'list')
    const pages = await readAll((after) => client.list({ query: 'needle', ...(after !== undefined && { after }) }))
    expect(pages.map(({ data, first_id, has_more }) => [data.length, first_id !== null, has_more])).toEqual([
      [0, false, true],
      [0, false, true],
      [1, true, false],
    ])
    // The second request ended after 10,000 of them, like the first.
    expect(list.mock.calls).toHaveLength(50 + 50 + 1)
  })

  it('reads fewer videos if their prompts are long', async () => {
    const { client, store } = await fill(900, 'lamp '.repeat(6_400))
    const list = vi.spyOn(store, 'list')
    const page = await client.list({ query: 'needle' })
    expect([page.data.length, page.has_more, list.mock.calls.length]).toEqual([0, true, 2])
    const pages = await readAll((after) => client.list({ query: 'needle', ...(after !== undefined && { after }) }))
    expect(pages.at(-1)?.data.map(({ prompt }) => prompt)).toEqual(['The needle'])
  })

  it('ends when its result is not needed', async () => {
    const { videos, store } = await fill(2_000)
    const list = vi.spyOn(store, 'list')
    const request = new AbortController()
    list.mockImplementationOnce(async () => {
      request.abort()
      return { jobs: [], hasMore: true }
    })
    const headers = { Authorization: 'Bearer ada' }
    await videos.fetch(new Request('http://app.test/api/videos?query=needle', { headers, signal: request.signal }))
    expect(list).toHaveBeenCalledTimes(1)
  })
})

describe('a list request', () => {
  it.each([
    ['?querry=lamp', 'querry'],
    ['?filter[status]=queued', 'filter[status]'],
    ['?metadata=a', 'metadata'],
    ['?page=2', 'page'],
    ['?status=done', 'status'],
    ['?status=queued,', 'status'],
    ['?status=queued&status=failed', 'status'],
    ['?query=a&query=b', 'query'],
    [`?query=${'a'.repeat(513)}`, 'query'],
    [`?model=${'a'.repeat(201)}`, 'model'],
  ])('%s is 400 and names the parameter', async (query, param) => {
    const response = await open().request(`/videos${query}`)
    expect([response.status, await response.json()]).toMatchObject([400, { error: { param } }])
  })

  it.each(['?_=1732', '?api-version=preview', '?...path=videos', '?nxtPpath=videos', '?query=&status=&model=&after='])(
    '%s is accepted: others than the caller add it',
    async (query) => {
      const { request, create } = open()
      await create()
      const response = await request(`/videos${query}`)
      expect([response.status, await response.json()]).toMatchObject([200, { data: [{ prompt: 'A lamp.' }] }])
    },
  )
})
