import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { memoryStore } from './memory'
import { sqliteStore } from './sqlite'
import { buildProgram } from './testing/instance-process'
import { jsonPost } from './testing/test-app'
import { createTestServer } from './testing/test-server'
import { fakeUpstream } from './testing/fake-upstream'
import { createVideoServer } from './video-server'

describe('createVideoServer', () => {
  let directory: string
  beforeEach(() => (directory = mkdtempSync(path.join(tmpdir(), 'dailies-server-'))))
  afterEach(() => {
    vi.useRealTimers()
    rmSync(directory, { recursive: true, force: true })
  })

  it.each([
    ['authorize', 'any client could create videos at your expense'],
    ['store', 'jobs that you are billed for would be lost on a restart'],
  ])('throws without %s: %s', (missing, reason) => {
    const options = { upstream: fakeUpstream(), authorize: () => ({ owner: 'ada' }), store: memoryStore() }
    expect(() => createVideoServer({ ...options, [missing]: undefined })).toThrow(reason)
  })

  it('opens no file and sets no timer', async () => {
    vi.useFakeTimers()
    const file = path.join(directory, 'new/videos.db')
    const upstream = fakeUpstream()
    const videos = createVideoServer({ upstream, authorize: () => ({ owner: 'ada' }), store: sqliteStore({ file }) })
    await vi.advanceTimersByTimeAsync(60_000)
    expect([existsSync(file), vi.getTimerCount(), upstream.polls]).toEqual([false, 0, 0])
    await videos.close()
    expect(existsSync(file)).toBe(false)
  })

  it('does not keep the process alive after start', async () => {
    const program = await buildProgram('start-and-exit.ts')
    const { status, signal } = spawnSync(process.execPath, [program, path.join(directory, 'videos.db')], {
      timeout: 10_000,
      stdio: 'inherit',
    })
    expect([status, signal]).toEqual([0, null])
  })
})

it('returns a created video even if waitUntil throws', async () => {
  const { create } = createTestServer({
    waitUntil: () => {
      throw new Error('Outside of a request.')
    },
  })
  expect((await create()).status).toBe('queued')
})

it('an async onEvent or waitUntil that rejects ends neither the request nor the process', async () => {
  const reject = () => Promise.reject(new Error('No.'))
  const { create } = createTestServer({ onEvent: reject, waitUntil: reject })
  expect((await create()).status).toBe('queued')
  // An unhandled rejection would fail this test run.
  await new Promise((resolve) => setTimeout(resolve, 10))
})

describe('an option that is no usable number', () => {
  it.each([
    { createTimeoutMs: Infinity },
    { createTimeoutMs: Number.NaN },
    { createTimeoutMs: 1.5 },
    { pollTimeoutMs: 3e9 },
    { pollTimeoutMs: -1 },
    { eventStreamLifetimeMs: Infinity },
    { deadlineMs: Number.NaN },
    { retainForMs: 0 },
    { maxReferenceImageBytes: Number.NaN },
    { limits: { spendPerDay: Number.NaN } },
    { limits: { activeJobs: -1 } },
  ])('%o throws at start', (options) => {
    expect(() => createTestServer(options)).toThrow(expect.objectContaining({ code: 'misconfigured' }))
  })

  it('fails closed if it is a limit that a function returns', async () => {
    const { request, upstream } = createTestServer({ limits: () => ({ requestsPerMinute: Number.NaN }) })
    const response = await request('/videos', jsonPost({ prompt: 'A lamp' }))
    expect(await response.json()).toMatchObject({ error: { code: 'misconfigured' } })
    expect(upstream.idempotencyKeys).toEqual([])
  })
})

describe('adopting a video of the upstream', () => {
  it('assigns it to one owner, with the fields of the upstream', async () => {
    const { videos, upstream, retrieve, request } = createTestServer({ basePath: '/api' })
    upstream.nextUpdate = { status: 'completed', model: 'mini', prompt: 'A lighthouse.', created_at: 1_700_000_000 }
    const adopted = await videos.adopt('ada', 'old')
    expect(adopted).toMatchObject({ status: 'completed', prompt: 'A lighthouse.', created_at: 1_700_000_000 })
    expect(await retrieve(adopted.id)).toEqual(adopted)
    expect((await request(`/videos/${adopted.id}`, { as: 'bob' })).status).toBe(404)
    expect(await videos.adopt('ada', 'old')).toEqual(adopted)
    await expect(videos.adopt('bob', 'old')).rejects.toMatchObject({ code: 'idempotency_conflict' })
    expect(JSON.stringify(await videos.list('ada'))).not.toContain('"old"')
  })

  it.each(['retrieve', 'list', 'cancel', 'adopt'] as const)(
    '%s does not guess the mount, and does nothing without it',
    async (name) => {
      const { videos, upstream } = createTestServer()
      const calls = {
        retrieve: () => videos.retrieve('ada', 'video_1'),
        cancel: () => videos.cancel('ada', 'video_1'),
        list: () => videos.list('ada'),
        adopt: () => videos.adopt('ada', 'old'),
      }
      await expect(calls[name]()).rejects.toMatchObject({
        code: 'misconfigured',
        message: expect.stringContaining('basePath'),
      })
      expect(upstream.polls).toBe(0)
    },
  )

  it('an empty basePath is a mount at the root', async () => {
    const { videos } = createTestServer({ basePath: '' })
    expect((await videos.list('ada')).data).toEqual([])
  })

  it('polls it while it runs', async () => {
    const { videos, upstream, advance, retrieve } = createTestServer({ basePath: '/api' })
    upstream.nextUpdate = { status: 'in_progress' }
    const { id } = await videos.adopt('ada', 'running')
    upstream.nextUpdate = { status: 'completed' }
    await advance(30)
    expect(await retrieve(id)).toMatchObject({ status: 'completed' })
    expect((await videos.list('ada')).data).toMatchObject([{ id, status: 'completed' }])
  })
})
