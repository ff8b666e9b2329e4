import { VideoError } from '@dailies/core'
import type { Video } from '@dailies/core'
import { describe, expect, it } from 'vitest'
import { SubmissionRejectedError } from '../upstream/submission-rejected-error'
import { fakeUpstream } from '../testing/fake-upstream'
import { createTestServer } from '../testing/test-server'
import type { TestServer } from '../testing/test-server'
import { jsonPost } from '../testing/test-app'

const timeout = () => Promise.reject(new VideoError('No response.', { code: 'upstream_timeout' }))

describe('an orphaned job', () => {
  const listed = (changes: Partial<Video> = {}, ref = 'listed') => ({
    ref,
    update: {
      status: 'completed' as const,
      model: 'mini',
      size: '320x192',
      seconds: '4',
      prompt: 'A lamp.',
      created_at: Date.UTC(2026, 10, 22, 12) / 1_000 + 1,
      ...changes,
    },
  })
  const open = (list: ReturnType<typeof listed>[]) => {
    const models = fakeUpstream().capabilities.models.map((model) =>
      Object.assign(model, { seed: true, negative_prompt: { max_length: 100 } }),
    )
    return createTestServer(
      { adoptOrphans: true, basePath: '/api' },
      { onCreate: timeout, list: async () => list, capabilities: { models } },
    )
  }

  it('is adopted if exactly one listed job matches', async () => {
    const server = open([listed(), listed({ prompt: 'Another.' }, 'b'), listed({ seconds: '8' }, 'c')])
    const video = await server.create()
    expect(video.status).toBe('queued')
    await server.advance(5)
    expect(await server.retrieve(video.id)).toMatchObject({ status: 'completed' })
  })

  it.each([
    ['ignores the cursor', false],
    ['pages', true],
  ])('is found behind 100 newer jobs if the list %s: %s', async (_, pages) => {
    const newer = Array.from({ length: 250 }, (_each, index) =>
      listed({ prompt: 'Another.', created_at: Date.UTC(2026, 10, 22, 12) / 1_000 + 30 }, `newer ${index}`),
    )
    const all = [...newer, listed()]
    const server = open([])
    let calls = 0
    server.upstream.list = async ({ limit = 100, after } = {}) => {
      calls += 1
      const start = pages && after !== undefined ? all.findIndex(({ ref }) => ref === after) + 1 : 0
      return all.slice(start, start + limit)
    }
    const video = await server.create()
    await server.advance(5)
    expect([(await server.retrieve(video.id)).status, calls]).toEqual(pages ? ['completed', 3] : ['queued', 2])
  })

  it('is found with the prompt that was sent in place of the owner’s', async () => {
    const server = createTestServer(
      { adoptOrphans: true, beforeCreate: ({ request }) => ({ request: { prompt: `${request.prompt} House.` } }) },
      { onCreate: timeout, list: async () => [listed({ prompt: 'A lamp. House.' })] },
    )
    const video = await server.create()
    await server.advance(5)
    expect(await server.retrieve(video.id)).toMatchObject({ status: 'completed', prompt: 'A lamp.' })
  })

  it.each([
    ['two jobs match', [listed(), listed({}, 'b')]],
    ['its creation time does not match', [listed({ created_at: Date.UTC(2026, 10, 22, 11) / 1_000 })]],
    ['its prompt is not listed', [listed({ prompt: null })]],
    ['no job is listed', []],
  ])('is not adopted if %s', async (_, list) => {
    const server = open(list)
    const video = await server.create()
    await server.advance(300, 10)
    expect(await server.retrieve(video.id)).toMatchObject({
      status: 'failed',
      error: { code: 'submission_unknown', final: false },
    })
    expect(server.upstream.idempotencyKeys).toHaveLength(1)
  })

  describe('of two creates of one owner that sent the same request', () => {
    const createBoth = async (server: TestServer, fields: Record<string, unknown>[] = [{}, {}]): Promise<Video[]> => [
      await server.create(fields[0], { 'Idempotency-Key': 'a' }),
      await server.create(fields[1], { 'Idempotency-Key': 'b' }),
    ]
    const statuses = async (server: TestServer, videos: Video[]): Promise<string[]> =>
      (await Promise.all(videos.map(({ id }) => server.retrieve(id)))).map(({ status }) => status).sort()

    it('is adopted by either, each by one', async () => {
      const server = open([listed(), listed({}, 'b')])
      const videos = await createBoth(server)
      await server.advance(60, 5)
      expect(await statuses(server, videos)).toEqual(['completed', 'completed'])
      expect(server.upstream.idempotencyKeys).toHaveLength(2)
    })

    it('is adopted by one of them if only one was made', async () => {
      const server = open([listed()])
      const videos = await createBoth(server)
      await server.advance(300, 10)
      expect(await statuses(server, videos)).toEqual(['completed', 'failed'])
    })

    it('is not adopted if there are more jobs than creates', async () => {
      const server = open([listed(), listed({}, 'b'), listed({}, 'c')])
      const videos = await createBoth(server)
      await server.advance(300, 10)
      expect(await statuses(server, videos)).toEqual(['failed', 'failed'])
    })

    it.each([
      ['their seeds differ', [{ seed: 1 }, { seed: 2 }]],
      ['one has a negative prompt', [{}, { negative_prompt: 'rain' }]],
    ] as const)('is not adopted if %s, which the list does not show', async (_, fields) => {
      const server = open([listed(), listed({}, 'b')])
      const videos = await createBoth(server, [...fields])
      await server.advance(300, 10)
      expect(await statuses(server, videos)).toEqual(['failed', 'failed'])
    })
  })

  it('is not adopted if another owner has the same pending create', async () => {
    const server = open([listed()])
    const { id } = await server.create()
    await server.request('/videos', { ...jsonPost({ prompt: 'A lamp.' }), as: 'bob' })
    await server.advance(5)
    expect(await server.retrieve(id)).toMatchObject({ status: 'queued' })
  })

  it('is not adopted if another row has its ref', async () => {
    const server = open([listed()])
    server.upstream.nextUpdate = listed().update
    await server.videos.adopt('bob', 'listed')
    const { id } = await server.create()
    await server.advance(5)
    expect(await server.retrieve(id)).toMatchObject({ status: 'queued' })
  })

  describe('that may belong to another owner', () => {
    const deleteOnly = async (server: TestServer, as: string): Promise<void> => {
      const { data } = (await (await server.request('/videos', { as })).json()) as { data: Video[] }
      await server.request(`/videos/${data[0]?.id}`, { method: 'DELETE', as })
    }

    /** Sends a create of Bob whose upstream response is delayed until `respond` is called. */
    const delayCreate = async (
      server: TestServer,
      prompt: string,
    ): Promise<{ pending: Promise<Response>; respond(): void }> => {
      let respond = (): void => undefined
      const { onCreate } = server.upstream
      server.upstream.onCreate = () =>
        new Promise((resolve) => (respond = () => resolve({ ref: 'listed', update: { status: 'queued' } })))
      const pending = server.request('/videos', { ...jsonPost({ prompt }), as: 'bob' })
      await expect.poll(() => server.upstream.idempotencyKeys).toHaveLength(1)
      server.upstream.onCreate = onCreate
      return { pending, respond }
    }

    it('is not adopted, even if the other row was deleted during its create', async () => {
      const server = open([listed()])
      const { pending, respond } = await delayCreate(server, 'A lamp.')
      await deleteOnly(server, 'bob')
      const { id } = await server.create()
      await server.advance(10)
      expect(await server.retrieve(id)).toMatchObject({ status: 'queued' })
      respond()
      await pending
      await server.advance(300, 10)
      expect(await server.retrieve(id)).toMatchObject({ error: { code: 'submission_unknown' } })
      expect(server.upstream.deleted).toEqual(['listed'])
    })

    it('is not adopted, even if the other row was deleted and its create got no response', async () => {
      const server = open([listed()])
      await server.request('/videos', { ...jsonPost({ prompt: 'A lamp.' }), as: 'bob' })
      await deleteOnly(server, 'bob')
      const { id } = await server.create()
      await server.advance(10)
      expect(await server.retrieve(id)).toMatchObject({ status: 'queued' })
    })

    it('stays adopted when another owner deletes a video of the same ref', async () => {
      const server = open([listed()])
      // This prompt does not match the listed job, but the upstream returns the ref of that job.
      const { pending, respond } = await delayCreate(server, 'A  lamp.')
      const { id } = await server.create()
      await server.advance(10)
      expect(await server.retrieve(id)).toMatchObject({ status: 'completed' })
      respond()
      expect(await (await pending).json()).toMatchObject({ status: 'queued' })
      await deleteOnly(server, 'bob')
      await server.advance(300, 10)
      expect(server.upstream.deleted).toEqual([])
    })
  })
})

it('keeps the key of a rejected create that another instance has sent again', async () => {
  const busy = new SubmissionRejectedError('The video service is busy.', { code: 'overloaded', status: 503 })
  let reject = (): void => undefined
  const first = new Promise<never>((_, onRejected) => (reject = () => onRejected(busy)))
  const onCreate = (count: number) => (count === 1 ? first : timeout())
  const server = createTestServer({}, { idempotent: true, onCreate })
  const create = () => server.request('/videos', jsonPost({ prompt: 'A lamp.' }, { 'Idempotency-Key': 'key' }))
  const pending = create()
  await expect.poll(() => server.upstream.idempotencyKeys).toHaveLength(1)
  // The lease expires as in a paused process. The upstream takes the second attempt, and its answer is lost.
  await server.advance(20)
  expect(server.upstream.idempotencyKeys).toHaveLength(2)
  reject()
  expect((await pending).status).toBe(503)
  server.upstream.onCreate = async () => ({ ref: 'made', update: { status: 'queued' } })
  expect((await create()).status).toBe(200)
  await server.advance(10)
  expect(new Set(server.upstream.idempotencyKeys).size).toBe(1)
})

it('accepts a ref that the upstream reuses after a restart', async () => {
  const server = createTestServer({}, { onCreate: async () => ({ ref: 'first', update: { status: 'queued' } }) })
  server.upstream.nextUpdate = { status: 'completed' }
  const { id } = await server.create()
  await server.advance(60, 30)
  expect(await server.retrieve(id)).toMatchObject({ status: 'completed' })
  expect(await server.create()).toMatchObject({ status: 'queued', error: null })
})
