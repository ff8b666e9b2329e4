import { VideoError } from '@dailies/core'
import { afterAll, beforeAll, beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest'
import { memoryArchive } from '../memory'
import type { Store } from '../store/store'
import { jsonPost } from '../testing/test-app'
import { createTestServer } from '../testing/test-server'
import type { TestServer } from '../testing/test-server'
import { storeKinds } from '../testing/stores'
import type { StoreKind } from '../testing/stores'
import type { FakeUpstream } from '../testing/fake-upstream'
import type { VideoServerOptions } from '../video-server'

describe.each(storeKinds)('deleteOwner on $name', ({ isAvailable, prepare }) => {
  let kind: Awaited<ReturnType<StoreKind['prepare']>>
  let open: () => Store

  beforeAll(async () => {
    if (isAvailable) kind = await prepare()
  })
  afterAll(() => kind?.end())
  beforeEach(async (context) => {
    if (!isAvailable) return context.skip('no PostgreSQL here: install it, or set DATABASE_URL')
    const rows = await kind.create()
    onTestFinished(() => rows.close())
    open = rows.open
  })

  const createServer = (options: Partial<VideoServerOptions> = {}, changes: Partial<FakeUpstream> = {}): TestServer => {
    const server = createTestServer({ store: open(), basePath: '/api', ...options }, changes)
    onTestFinished(() => server.videos.close())
    return server
  }

  /** Everything that the store has of the owner, as far as it can be asked. */
  const kept = async (owner = 'ada') => {
    const store = open()
    return {
      jobs: await store.ownerChanges(owner, { afterSeq: 0, limit: 100 }),
      seq: await store.ownerSeq(owner),
      marked: await store.markedOwners(10),
      requests: (await store.usage(owner, Date.now())).requests,
    }
  }
  const nothing = { jobs: [], seq: 0, marked: [], requests: [] }

  it('erases running videos, here and upstream, and leaves other owners alone', async () => {
    const server = createServer()
    for (let count = 0; count < 20; count += 1) await server.create({}, { 'Idempotency-Key': `key ${count}` })
    const theirs = await server.request('/videos', { ...jsonPost({ prompt: 'A lamp.' }), as: 'bob' })
    expect(theirs.status).toBe(200)
    await server.videos.deleteOwner('ada')
    await server.advance(60)
    expect(await kept()).toEqual(nothing)
    expect(server.upstream.deleted).toHaveLength(20)
    expect((await server.videos.list('bob')).data).toHaveLength(1)
    const again = await server.request('/videos', jsonPost({ prompt: 'A lamp.' }, { 'Idempotency-Key': 'key 3' }))
    expect(await again.json()).toMatchObject({ error: { code: 'idempotency_conflict' } })
  })

  it('keeps the slot of a video that runs on, though not its prompt', async () => {
    const server = createServer({ totalLimits: { activeJobs: 1 } })
    await server.create()
    Reflect.deleteProperty(server.upstream, 'delete')
    expect(await server.videos.deleteOwner('ada')).toEqual({ isDone: false, remaining: 1 })
    expect((await kept()).jobs).toMatchObject([{ video: { prompt: null } }])
    const theirs = () => server.request('/videos', { ...jsonPost({ prompt: 'A lamp.' }), as: 'bob' })
    expect((await theirs()).status).toBe(429)
    await server.advance(3_600, 600)
    expect(await kept()).toEqual(nothing)
    expect((await theirs()).status).toBe(200)
  })

  it('is done at once where nothing runs, and can be called for an owner who has nothing', async () => {
    const server = createServer({}, { onCreate: async () => ({ ref: 'one', update: { status: 'completed' } }) })
    await server.create()
    expect(await server.videos.deleteOwner('ada')).toEqual({ isDone: true, remaining: 0 })
    expect(await server.videos.deleteOwner('ada')).toEqual({ isDone: true, remaining: 0 })
    expect(await kept()).toEqual(nothing)
    expect(server.upstream.deleted).toEqual(['one'])
  })

  it('refuses creates of this owner from its beginning to its end', async () => {
    const server = createServer(
      {},
      { delete: () => Promise.reject(new VideoError('No.', { code: 'upstream_failed' })) },
    )
    await server.create()
    expect(await server.videos.deleteOwner('ada')).toEqual({ isDone: false, remaining: 1 })
    const refused = await server.request('/videos', jsonPost({ prompt: 'A lamp.' }))
    expect([refused.status, await refused.json()]).toMatchObject([409, { error: { code: 'account_deleted' } }])
    await expect(server.videos.adopt('ada', 'two')).rejects.toMatchObject({ code: 'account_deleted' })
    // A failing deletion is retried for a day.
    for (let hour = 0; hour < 60; hour += 6) await server.advance(6 * 3_600)
    expect(await kept()).toEqual(nothing)
    expect((await server.request('/videos', jsonPost({ prompt: 'A lamp.' }))).status).toBe(200)
  })

  it('waits for the answer of a create that is under way, and deletes its video then', async () => {
    let answer: (() => void) | undefined
    const server = createServer(
      { createTimeoutMs: 600_000 },
      {
        onCreate: () =>
          new Promise((resolve) => (answer = () => resolve({ ref: 'late', update: { status: 'queued' } }))),
      },
    )
    const creating = server.request('/videos', jsonPost({ prompt: 'A lamp.' }))
    await vi.waitFor(() => expect(answer).toBeDefined())
    expect(await server.videos.deleteOwner('ada')).toMatchObject({ isDone: false, remaining: 1 })
    await server.advance(60)
    expect((await kept()).jobs).toHaveLength(1)
    answer?.()
    await creating
    await server.advance(3_600, 600)
    expect(server.upstream.deleted).toEqual(['late'])
    expect(await kept()).toEqual(nothing)
  })

  it('erases an unanswered create, whose video is given to no one else', async () => {
    const server = createServer({ adoptOrphans: true })
    server.upstream.onCreate = () => Promise.reject(new VideoError('Lost.', { code: 'network' }))
    const fields = { model: 'mini', prompt: 'A lamp.', size: '320x192', seconds: '4' }
    const created_at = Math.floor(server.clock.now / 1_000)
    server.upstream.list = async () => [{ ref: 'orphan', update: { status: 'queued', ...fields, created_at } }]
    expect((await server.request('/videos', jsonPost(fields))).status).toBe(200)
    await server.videos.deleteOwner('ada')
    await server.advance(720, 60)
    await server.advance(3_600)
    expect(await kept()).toEqual(nothing)
    server.clock.now = created_at * 1_000
    await server.request('/videos', { ...jsonPost(fields), as: 'bob' })
    await server.advance(300, 10)
    const { data } = await server.videos.list('bob')
    expect(data).toMatchObject([{ status: 'failed', error: { code: 'submission_unknown' } }])
  })

  it('aborts a copy, and leaves no file in the archive', async () => {
    const stored = new Set<string>()
    const archive = memoryArchive()
    const write = archive.write.bind(archive)
    const server = createServer(
      {
        archive: Object.assign(archive, {
          write: async (...args: Parameters<typeof write>) => {
            const result = await write(...args)
            stored.add(args[0])
            return result
          },
        }),
      },
      {
        content: async (_ref, variant, { signal } = {}) =>
          variant === 'video'
            ? new Promise((_, reject) => signal?.addEventListener('abort', () => reject(signal.reason as Error)))
            : Promise.reject(new VideoError('None.', { code: 'not_found' })),
      },
    )
    await server.create()
    server.upstream.nextUpdate = { status: 'completed' }
    server.clock.now += 60_000
    const ticking = server.videos.tick()
    await vi.waitFor(async () => expect((await kept()).jobs[0]?.phase.name).toBe('copying'))
    await server.videos.deleteOwner('ada')
    await ticking
    await server.advance(3_600, 1_200)
    expect(await kept()).toEqual(nothing)
    for (const key of stored) expect(await archive.open(key)).toBeNull()
  })

  it('races creates: each is refused or erased, and none is left at the provider', async () => {
    const server = createServer()
    const creates = Array.from({ length: 12 }, (_, index) =>
      server.request('/videos', jsonPost({ prompt: `Take ${index}.` })),
    )
    const deletion = server.videos.deleteOwner('ada')
    const statuses = (await Promise.all(creates)).map(({ status }) => status)
    await deletion
    for (const status of statuses) expect([200, 404, 409]).toContain(status)
    await server.videos.deleteOwner('ada')
    await server.advance(3_600, 600)
    expect(await kept()).toEqual(nothing)
    expect(server.upstream.deleted).toHaveLength(server.upstream.idempotencyKeys.length)
  })

  it('tells the own backend of every deletion before it erases the rows', async () => {
    const settled: unknown[] = []
    let isDown = true
    const server = createServer(
      {
        onDeleted: ({ id }) => {
          if (isDown) throw new Error('The backend is down.')
          settled.push(id)
        },
      },
      { onCreate: async (count) => ({ ref: `${count}`, update: { status: 'completed' } }) },
    )
    const ids = [(await server.create()).id, (await server.create()).id]
    expect(await server.videos.deleteOwner('ada')).toEqual({ isDone: false, remaining: 2 })
    isDown = false
    await server.advance(60)
    expect(settled.toSorted()).toEqual(ids.toSorted())
    expect(await kept()).toEqual(nothing)
  })

  it('is ended by another instance after a crash', async () => {
    // It hangs, so it is not closed.
    const crashed = createTestServer(
      { store: open(), basePath: '/api' },
      { delete: () => new Promise(() => undefined) },
    )
    await crashed.create()
    void crashed.videos.deleteOwner('ada').catch(() => undefined)
    await vi.waitFor(async () => expect((await kept()).jobs[0]?.phase.name).toBe('deleted'))
    const other = createServer({ now: () => crashed.clock.now + 7_200_000 })
    await other.videos.tick()
    await other.videos.tick()
    expect(other.upstream.deleted).toEqual(['up-1'])
    expect(await kept()).toEqual(nothing)
  })
})
