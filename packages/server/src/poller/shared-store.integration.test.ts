import type { Video } from '@dailies/core'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Store } from '../store/store'
import type { SharedRows } from '../testing/store-suite'
import { storeKinds } from '../testing/stores'
import { jsonPost } from '../testing/test-app'
import { createTestServer } from '../testing/test-server'
import type { TestServer } from '../testing/test-server'

// Two servers with different API keys: neither knows the jobs of the other's account, and both accounts number their
// jobs alike.
describe.each(storeKinds)('two servers with different upstreams over one store: $name', ({ isAvailable, prepare }) => {
  let kind: Awaited<ReturnType<typeof prepare>>
  let rows: SharedRows | undefined
  let first: TestServer
  let second: TestServer
  beforeAll(async () => {
    if (isAvailable) kind = await prepare()
  })
  afterAll(() => kind?.end())
  const serve = (id: string, store: Store): TestServer => createTestServer({ store, adoptOrphans: true }, { id })
  beforeEach(async (context) => {
    if (!isAvailable) context.skip('no PostgreSQL here: install it, or set DATABASE_URL')
    rows = await kind.create()
    first = serve('first', rows.open())
    second = serve('second', rows.open())
  })
  afterEach(async () => {
    if (!rows) return
    await Promise.all([first.videos.close(), second.videos.close()])
    await rows.close()
  })
  const advance = async (seconds: number): Promise<void> => {
    for (const server of [first, second]) await server.advance(seconds, 5)
  }

  it('each polls its own jobs only, although their refs are equal', async () => {
    const made: Video[] = [await first.create(), await second.create({}, { 'Idempotency-Key': 'other' })]
    first.upstream.nextUpdate = { status: 'completed' }
    second.upstream.nextUpdate = { status: 'failed', error: { code: 'moderation_blocked', message: 'No.' } }
    await advance(60)
    expect(first.upstream.polls).toBe(1)
    expect(second.upstream.polls).toBe(1)
    // Either answers for both.
    for (const server of [first, second]) {
      const statuses = await Promise.all(made.map(async ({ id }) => (await server.retrieve(id)).status))
      expect(statuses).toEqual(['completed', 'failed'])
    }
  })

  it('leaves the jobs of a server that is gone untouched, and says so for their files', async () => {
    const { id } = await first.create()
    await second.advance(24 * 3_600, 600)
    expect(second.upstream.polls).toBe(0)
    expect(await second.retrieve(id)).toMatchObject({ id, status: 'queued' })
    first.upstream.nextUpdate = { status: 'completed' }
    await first.advance(60, 5)
    expect(await second.retrieve(id)).toMatchObject({ status: 'completed' })
    const response = await second.request(`/videos/${id}/content`)
    expect(response.status).toBe(502)
    expect(JSON.stringify(await response.json())).toContain('(\\"first\\") is not connected to this server')
  })

  it('deletes at the upstream that made the video, and remixes nothing of the other', async () => {
    const { id } = await first.create()
    first.upstream.nextUpdate = { status: 'completed' }
    await first.advance(60, 5)
    const remix = await second.request(`/videos/${id}/remix`, jsonPost({ prompt: 'Brighter.' }))
    expect(remix.status).toBe(502)
    expect(second.upstream.idempotencyKeys).toEqual([])
    expect((await second.request(`/videos/${id}`, { method: 'DELETE' })).status).toBe(200)
    await advance(60)
    expect([first.upstream.deleted, second.upstream.deleted]).toEqual([['up-1'], []])
  })

  it('searches an unanswered create at the upstream that it was sent to', async () => {
    first.upstream.onCreate = () => Promise.reject(new TypeError('The connection was lost.'))
    const listed: string[] = []
    for (const { upstream } of [first, second]) {
      upstream.list = async () => {
        listed.push(upstream.id)
        return []
      }
    }
    await first.create()
    await advance(600)
    expect(new Set(listed)).toEqual(new Set(['first']))
  })
})
