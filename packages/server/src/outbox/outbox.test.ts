import type { Video } from '@dailies/core'
import { describe, expect, it, onTestFinished, vi } from 'vitest'
import { memoryStore } from '../store/memory'
import { createTestServer } from '../testing/test-server'
import type { TestServer } from '../testing/test-server'
import type { VideoServerOptions } from '../video-server'
import { SubmissionRejectedError } from '../upstream/submission-rejected-error'
import type { FakeUpstream } from '../testing/fake-upstream'
import type { Store } from '../store/store'
import type { SettledContext } from './settled'

type Call = [Video, SettledContext]

interface Calls {
  settled: Call[]
  deleted: unknown[]
}

/** A server whose handlers record their calls. */
function createServer(
  options: Partial<VideoServerOptions> = {},
  changes: Partial<FakeUpstream> = {},
): TestServer & Calls {
  const calls: Calls = { settled: [], deleted: [] }
  const server = createTestServer(
    {
      basePath: '/api',
      onSettled: (...call) => void calls.settled.push(call),
      onDeleted: (deleted) => void calls.deleted.push(deleted),
      ...options,
    },
    changes,
  )
  onTestFinished(() => server.videos.close())
  return Object.assign(server, calls)
}

const completed = { update: { status: 'completed' } } as const
const day = 86_400

describe('onSettled', () => {
  it('receives a completed video once, as retrieve returns it', async () => {
    const server = createServer()
    const { id } = await server.create()
    await server.advance(1)
    expect(server.settled).toEqual([])
    server.upstream.retrieve = async () => completed
    await server.advance(60)
    const video = await server.videos.retrieve('ada', id)
    expect(video).toMatchObject({ status: 'completed', prompt: 'A lamp.' })
    expect(server.settled).toEqual([[video, { owner: 'ada', final: true, version: video.assets?.version }]])
    await server.advance(day, day / 4)
    expect(server.settled).toHaveLength(1)
  })

  it('is called through a store that the app wraps in an object of its own', async () => {
    const store = memoryStore()
    let updates = 0
    const counted: Store = {
      ...store,
      saveUpdate: async (...args) => {
        updates += 1
        return store.saveUpdate(...args)
      },
    }
    const server = createServer({ store: counted }, { create: async () => ({ ref: 'one', ...completed }) })
    const { id } = await server.create()
    await server.videos.tick()
    expect(updates).toBeGreaterThan(0)
    expect(server.settled.map(([video]) => video.id)).toEqual([id])
  })

  it('receives a video that the first response completed, and one that was adopted', async () => {
    const server = createServer(
      {},
      { create: async () => ({ ref: 'one', ...completed }), retrieve: async () => completed },
    )
    const { id } = await server.create()
    const adopted = await server.videos.adopt('bob', 'two')
    await server.videos.tick()
    expect(server.settled.map(([video, { owner }]) => [video.id, owner])).toEqual([
      [id, 'ada'],
      [adopted.id, 'bob'],
    ])
  })

  it('receives a provisional failure, and its replacement under a higher version', async () => {
    const server = createServer({ deadlineMs: 60_000 })
    await server.create()
    await server.advance(120, 30)
    server.upstream.retrieve = async () => completed
    await server.advance(600, 60)
    const [[lost, first], [found, second]] = server.settled as [Call, Call]
    expect(lost).toMatchObject({ status: 'failed', error: { code: 'deadline_exceeded', final: false } })
    expect(found).toMatchObject({ id: lost.id, status: 'completed' })
    expect([first.final, second.final, second.version > first.version]).toEqual([false, true, true])
    expect(server.settled).toHaveLength(2)
  })

  it('receives the state of its version, also when it is delivered after the next one, or after the deletion', async () => {
    let isDown = true
    const calls: Call[] = []
    const server = createServer({
      deadlineMs: 60_000,
      onSettled: (...call) => {
        if (isDown) throw new Error('The handler is down.')
        calls.push(call)
      },
    })
    const { id } = await server.create()
    await server.advance(120, 30)
    server.upstream.retrieve = async () => completed
    await server.advance(600, 60)
    await server.videos.delete('ada', id)
    isDown = false
    await server.advance(3_600, 900)
    expect(calls.map(([{ status, prompt }, { final }]) => [status, final, prompt]).toSorted()).toEqual([
      ['completed', true, null],
      ['failed', false, null],
    ])
    expect(server.deleted).toEqual([{ id, owner: 'ada' }])
  })

  it('is called right after a change in this process, without a started poller', async () => {
    const server = createServer({}, { create: async () => ({ ref: 'one', ...completed }) })
    await server.create()
    await vi.waitFor(() => expect(server.settled).toHaveLength(1))
  })

  it('is called by a started server for what another instance could not deliver', async () => {
    const store = memoryStore()
    const server = createServer(
      { store, onSettled: () => Promise.reject(new Error('The handler is down.')) },
      { create: async () => ({ ref: 'one', ...completed }) },
    )
    await server.create()
    await server.videos.close()
    const other = createServer({ store, now: () => server.clock.now + 60_000 })
    other.videos.start()
    await vi.waitFor(() => expect(other.settled).toHaveLength(1))
  })

  it('needs basePath', () => {
    const needsPath = expect.objectContaining({ code: 'misconfigured', param: 'basePath' })
    expect(() => createTestServer({ onSettled: () => undefined })).toThrow(needsPath)
  })
})

describe('onDeleted', () => {
  it('receives a video that was deleted in each phase, once', async () => {
    const server = createServer()
    const running = await server.create()
    const done = await server.create()
    server.upstream.retrieve = async () => completed
    await server.advance(60)
    await server.videos.delete('ada', done.id)
    server.upstream.create = () => new Promise(() => undefined)
    void server.create()
    await vi.waitFor(async () => expect((await server.videos.list('ada')).data).toHaveLength(2))
    const { data } = await server.videos.list('ada')
    for (const { id } of data) await server.videos.delete('ada', id)
    await server.advance(3_600, 900)
    expect(server.deleted).toEqual([done, ...data].map(({ id }) => ({ id, owner: 'ada' })))
    expect(data.map(({ id }) => id)).toContain(running.id)
  })

  it('is not called for a create that the upstream rejected, and neither is onSettled', async () => {
    const server = createServer()
    server.upstream.create = () => Promise.reject(new SubmissionRejectedError('No.', { code: 'invalid_request' }))
    await server.create()
    await server.videos.tick()
    expect([server.settled, server.deleted]).toEqual([[], []])
  })
})

describe('a failing delivery', () => {
  it.each<[string, () => void | Promise<void>]>([
    ['throws', () => expect.unreachable('The handler is down.')],
    ['rejects', () => Promise.reject(new Error('The handler is down.'))],
    ['throws no error', () => Promise.reject('The handler is down.')],
  ])('of a handler that %s is repeated with growing delays until it returns', async (_, fail) => {
    const at: number[] = []
    const server = createServer(
      {
        onSettled: () => {
          at.push((server.clock.now - start) / 1_000)
          return at.length < 5 ? fail() : undefined
        },
      },
      { create: async () => ({ ref: 'one', ...completed }) },
    )
    const start = server.clock.now
    await server.create()
    await server.videos.tick()
    await server.advance(60, 1)
    expect(at).toEqual([0, 1, 3, 7, 15])
    const failures = server.events.filter(({ type }) => type === 'delivery_failed')
    expect(failures).toHaveLength(4)
    expect(failures[0]).toMatchObject({ kind: 'settled', owner: 'ada', attempts: 1, isDead: false })
    expect(JSON.stringify(failures)).toContain('The handler is down.')
  })

  it('becomes a dead letter after outboxForMs, which the operator lists, sends again and discards', async () => {
    let isDown = true
    const calls: string[] = []
    const server = createServer(
      {
        outboxForMs: 600_000,
        onSettled: ({ id }) => {
          if (isDown) throw new Error('The handler is down.')
          calls.push(id)
        },
      },
      { create: async () => ({ ref: crypto.randomUUID(), ...completed }) },
    )
    const { deadLetters } = server.videos
    const [one, two] = [await server.create(), await server.create()]
    await server.advance(540, 60)
    expect(await deadLetters.list()).toEqual([])
    await server.advance(1_200, 60)
    const listed = await deadLetters.list()
    expect(listed).toMatchObject([
      { kind: 'settled', videoId: one.id, owner: 'ada', error: 'The handler is down.' },
      { kind: 'settled', videoId: two.id },
    ])
    expect(await deadLetters.list({ limit: 1, after: listed[0]!.id })).toEqual([listed[1]])
    expect(server.events.filter((event) => event.type === 'delivery_failed' && event.isDead)).toHaveLength(2)
    await server.advance(day, day)
    isDown = false
    expect(await deadLetters.resend([listed[0]!.id])).toBe(1)
    await vi.waitFor(() => expect(calls).toEqual([one.id]))
    expect(await deadLetters.discard(listed.map(({ id }) => id))).toBe(1)
    expect(await deadLetters.list()).toEqual([])
    const malformed = expect.objectContaining({ code: 'invalid_request' })
    for (const id of ['', 'video_1', 'video_1.x.settled', `${'a'.repeat(101)}.1.settled`, 'a.1.settled\0'])
      await expect(deadLetters.resend([id])).rejects.toEqual(malformed)
  })
})

describe('a hanging delivery', () => {
  it('delays only itself, and is awaited by close', async () => {
    let release: (() => void) | undefined
    const settled: string[] = []
    const server = createServer(
      {
        onSettled: ({ prompt }) => {
          settled.push(prompt ?? '')
          return prompt === 'A hang.' ? new Promise<void>((resolve) => (release = resolve)) : undefined
        },
      },
      { create: async () => ({ ref: crypto.randomUUID(), ...completed }) },
    )
    await server.create({ prompt: 'A hang.' })
    await vi.waitFor(() => expect(release).toBeDefined())
    const { id } = await server.create()
    await server.videos.delete('ada', id)
    await vi.waitFor(() => expect([settled, server.deleted.length]).toEqual([['A hang.', 'A lamp.'], 1]))
    let isClosed = false
    const closing = server.videos.close().then(() => (isClosed = true))
    await new Promise((resolve) => setTimeout(resolve, 50))
    expect(isClosed).toBe(false)
    release?.()
    await closing
  })

  it('ends after 30 seconds, and is repeated', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] })
    onTestFinished(() => void vi.useRealTimers())
    let calls = 0
    const server = createServer(
      { onSettled: () => (++calls === 1 ? new Promise<void>(() => undefined) : undefined) },
      { create: async () => ({ ref: 'one', ...completed }) },
    )
    await server.create()
    const tick = server.videos.tick()
    await vi.advanceTimersByTimeAsync(30_000)
    await tick
    expect(server.events).toContainEqual(expect.objectContaining({ reason: 'It did not return within 30 seconds.' }))
    await server.advance(1)
    expect(calls).toBe(2)
  })
})

it('more entries than slots are all delivered by one tick', async () => {
  const server = createServer()
  for (let count = 0; count < 30; count += 1) await server.create()
  server.upstream.retrieve = async () => completed
  await server.advance(60)
  expect(new Set(server.settled.map(([{ id }]) => id)).size).toBe(30)
})

it('an entry without a handler is not written', async () => {
  const store = memoryStore()
  const without = createTestServer({ store, basePath: '/api' }, { create: async () => ({ ref: 'one', ...completed }) })
  await without.create()
  const server = createServer({ store })
  await server.videos.tick()
  expect(server.settled).toEqual([])
})
