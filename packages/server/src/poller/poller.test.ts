import type { Video } from '@dailies/core'
import { VideoError } from '@dailies/core'
import { describe, expect, it, onTestFinished } from 'vitest'
import { memoryArchive, memoryStore } from '../memory'
import { createTestServer } from '../testing/test-server'
import type { TestServer } from '../testing/test-server'
import { jsonPost } from '../testing/test-app'

const soon = { timeout: 15_000, interval: 20 }
const never = <T>(): Promise<T> => new Promise(() => undefined)
const createAs = async ({ request }: TestServer, as: string): Promise<Video> =>
  (await request('/videos', { ...jsonPost({ prompt: 'A lamp.' }), as })).json()
const statusOf = async ({ request }: TestServer, id: string, as = 'ada'): Promise<string> =>
  ((await (await request(`/videos/${id}`, { as })).json()) as Video).status

/** A server whose upstream answers polls at once, except for these jobs, which wait until `respond` is called. */
function openSlow(slow: number[], options: Parameters<typeof createTestServer>[0] = {}) {
  let respond = (): void => undefined
  const responded = new Promise<void>((resolve) => (respond = resolve))
  const server = createTestServer(options, {
    retrieve: async (ref) => {
      server.upstream.polls += 1
      if (slow.some((at) => ref === `up-${at}`)) await responded
      return { update: { status: 'completed' } }
    },
  })
  return Object.assign(server, { respond: () => respond() })
}

it('a poll that hangs does not block other polls', async () => {
  const server = openSlow([1])
  await server.create()
  server.clock.now += 60_000
  server.videos.start()
  await expect.poll(() => server.upstream.polls, soon).toBe(1)
  const { id } = await createAs(server, 'bob')
  server.clock.now += 60_000
  await expect.poll(() => statusOf(server, id, 'bob'), soon).toBe('completed')
  server.respond()
  await server.videos.close()
})

it('retried creates of one owner block neither polls nor the creates of another owner', async () => {
  const server = createTestServer({}, { idempotent: true })
  const lost = () => Promise.reject(new VideoError('Connection reset.', { code: 'upstream_failed' }))
  server.upstream.onCreate = lost
  for (let count = 0; count < 6; count += 1) await server.create()
  const { id } = await createAs(server, 'bob')
  const keys = server.upstream.idempotencyKeys.length
  server.upstream.onCreate = async () =>
    server.upstream.idempotencyKeys.at(-1) === id ? { ref: 'bobs', update: { status: 'queued' } } : never()
  server.upstream.nextUpdate = { status: 'completed' }
  server.clock.now += 60_000
  server.videos.start()
  // Four slots of the first owner, and one of the other.
  await expect.poll(() => server.upstream.idempotencyKeys.length - keys, soon).toBe(5)
  server.clock.now += 60_000
  await expect.poll(() => statusOf(server, id, 'bob'), soon).toBe('completed')
})

it('the next poll starts as soon as a slot is free', async () => {
  const server = openSlow(Array.from({ length: 15 }, (_, index) => index + 1))
  const created: Video[] = []
  for (let count = 0; count < 20; count += 1) {
    created.push(await server.create())
    server.clock.now += 1
  }
  server.clock.now += 60_000
  server.videos.start()
  await expect.poll(() => server.upstream.polls, soon).toBe(20)
  await expect
    .poll(async () => Promise.all(created.slice(15).map(({ id }) => statusOf(server, id))), soon)
    .toEqual(Array(5).fill('completed'))
  server.respond()
  await server.videos.close()
})

it('stalled downloads of one owner do not block archiving for another owner', async () => {
  const mp4 = Uint8Array.from([0, 0, 0, 24, 102, 116, 121, 112, 105, 115, 111, 109, ...new Uint8Array(100)])
  const server = createTestServer(
    { archive: memoryArchive() },
    {
      content: async (ref, variant) => ({
        status: 200,
        contentType: variant === 'video' ? 'video/mp4' : 'image/jpeg',
        contentLength: undefined,
        contentRange: undefined,
        body: new ReadableStream<Uint8Array>({
          pull: async (controller) => {
            if (ref !== 'up-7' && variant === 'video') return never()
            controller.enqueue(mp4)
            controller.close()
          },
        }),
      }),
      onCreate: async (count) => ({ ref: `up-${count}`, update: { status: 'completed' } }),
    },
  )
  for (let count = 0; count < 6; count += 1) await server.create()
  server.videos.start()
  const { id } = await createAs(server, 'bob')
  const stateOf = async () => {
    const video: Video = await (await server.request(`/videos/${id}`, { as: 'bob' })).json()
    return video.assets?.video.state
  }
  await expect.poll(stateOf, soon).toBe('ready')
  await server.videos.close()
})

it('tick resolves when the polls it started are done, and close waits for them', async () => {
  const server = openSlow([1])
  const [slow, quick] = [await server.create(), await server.create()]
  server.clock.now += 60_000
  const resolved: string[] = []
  const ticking = server.videos.tick().then((polls) => resolved.push(`tick of ${polls}`))
  await expect.poll(() => statusOf(server, quick.id), soon).toBe('completed')
  const closing = server.videos.close().then(() => resolved.push('close'))
  expect(resolved).toEqual([])
  server.respond()
  await Promise.all([ticking, closing])
  expect(resolved.toSorted()).toEqual(['close', 'tick of 2'])
  expect(await statusOf(server, slow.id)).toBe('completed')
})

it('passes all work of a tick to waitUntil', async () => {
  const tasks: Promise<unknown>[] = []
  const server = openSlow([1], { waitUntil: (task) => void tasks.push(task) })
  const { id } = await server.create()
  tasks.length = 0
  server.clock.now += 60_000
  void server.videos.tick()
  await expect.poll(() => tasks.length, soon).toBeGreaterThan(0)
  server.respond()
  await Promise.all(tasks)
  expect(await statusOf(server, id)).toBe('completed')
})

it('a row that cannot be written does not fail the tick, and is retried once its lease has expired', async () => {
  const store = memoryStore()
  let broken: string | undefined
  const saveUpdate: typeof store.saveUpdate = (id, ...rest) =>
    id === broken ? Promise.reject(new Error('No space left.')) : store.saveUpdate(id, ...rest)
  const server = createTestServer({ store: { ...store, saveUpdate } })
  const [first, second] = [await server.create(), await server.create()]
  broken = first.id
  server.upstream.nextUpdate = { status: 'completed' }
  await server.advance(60)
  expect(await statusOf(server, second.id)).toBe('completed')
  broken = undefined
  await server.advance(16)
  expect(await statusOf(server, first.id)).toBe('completed')
  onTestFinished(() => server.videos.close())
})

describe('a clock that is set back by an hour', () => {
  it.each([
    ['while the server runs', false],
    ['while no server runs', true],
  ])('%s postpones no poll', async (_, restarts) => {
    const store = memoryStore()
    const first = createTestServer({ store })
    const { id } = await first.create()
    await first.videos.tick()
    const server = restarts ? createTestServer({ store }) : first
    server.clock.now = first.clock.now - 3_600_000
    server.upstream.nextUpdate = { status: 'completed' }
    await server.advance(10, 5)
    expect(await statusOf(server, id)).toBe('completed')
  })
})

it('purges the rows of deleted videos and what their owners wrote', async () => {
  const store = memoryStore()
  const server = createTestServer({ store, purgeAfterMs: 172_800_000 })
  const { id } = await server.create()
  await server.request(`/videos/${id}`, { method: 'DELETE' })
  await server.videos.tick()
  const tombstone = await store.retrieve(id)
  expect([tombstone?.video.prompt, tombstone?.request]).toEqual([null, undefined])
  await server.advance(172_800, 86_400)
  expect(await store.retrieve(id)).not.toBeNull()
  await server.advance(7_200)
  await expect.poll(() => store.retrieve(id)).toBeNull()
  await server.videos.close()
})
