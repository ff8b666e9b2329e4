import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { memoryStore } from './memory'
import { sqliteStore } from './sqlite'
import { buildProgram } from './testing/crash-stage'
import { openScene } from './testing/scene'
import { scriptedUpstream } from './testing/scripted-upstream'
import { createVideoServer } from './video-server'

describe('making a server', () => {
  let directory: string
  beforeEach(() => (directory = mkdtempSync(path.join(tmpdir(), 'dailies-server-'))))
  afterEach(() => {
    vi.useRealTimers()
    rmSync(directory, { recursive: true, force: true })
  })

  it.each([
    ['authorize', 'it would spend your money for anybody'],
    ['store', 'it would forget what you pay for'],
  ])('without %s fails: %s', (missing, reason) => {
    const options = { upstream: scriptedUpstream(), authorize: () => ({ owner: 'ada' }), store: memoryStore() }
    expect(() => createVideoServer({ ...options, [missing]: undefined })).toThrow(reason)
  })

  it('opens nothing, and sets no timer', async () => {
    vi.useFakeTimers()
    const file = path.join(directory, 'new/videos.db')
    const upstream = scriptedUpstream()
    const videos = createVideoServer({ upstream, authorize: () => ({ owner: 'ada' }), store: sqliteStore({ file }) })
    await vi.advanceTimersByTimeAsync(60_000)
    expect([existsSync(file), vi.getTimerCount(), upstream.looks]).toEqual([false, 0, 0])
    await videos.close()
    expect(existsSync(file)).toBe(false)
  })

  it('and starting it keeps no process alive', async () => {
    const program = await buildProgram('watch-and-leave.ts')
    const { status, signal } = spawnSync(process.execPath, [program, path.join(directory, 'videos.db')], {
      timeout: 10_000,
      stdio: 'inherit',
    })
    expect([status, signal]).toEqual([0, null])
  })
})

it('a film that was sent is answered, though the platform refuses to wait for it', async () => {
  const { create } = openScene({
    waitUntil: () => {
      throw new Error('Outside of a request.')
    },
  })
  expect((await create()).status).toBe('queued')
})

describe('an option under its old name', () => {
  it.each([
    ['retainFor', 'retainForMs'],
    ['submitTimeout', 'createTimeoutMs'],
    ['lookTimeout', 'pollTimeoutMs'],
    ['deadline', 'deadlineMs'],
    ['eventsFor', 'eventStreamLifetimeMs'],
    ['maxReferenceBytes', 'maxReferenceImageBytes'],
    ['allowFilmUploads', 'allowVideoUploads'],
    ['maxFilmBytes', 'maxUploadedVideoBytes'],
  ])('%s is refused at start, naming %s', (before, now) => {
    expect(() => openScene({ [before]: 600 })).toThrow(
      `createVideoServer was given ${before}, which is called ${now} now`,
    )
  })

  it('is no obstacle under its new name, however small its value', () => {
    expect(() => openScene({ createTimeoutMs: 1, pollTimeoutMs: 1, deadlineMs: 1, retainForMs: 1 })).not.toThrow()
  })
})

describe('adopting a video of the upstream', () => {
  it('gives it to this owner alone, as the upstream tells it', async () => {
    const { videos, upstream, see, ask } = openScene({ basePath: '/api' })
    upstream.hears = { status: 'completed', model: 'mini', prompt: 'Of old.', created_at: 1_700_000_000 }
    const adopted = await videos.adopt('ada', 'old')
    expect(adopted).toMatchObject({ status: 'completed', prompt: 'Of old.', created_at: 1_700_000_000 })
    expect(await see(adopted.id)).toEqual(adopted)
    expect((await ask(`/videos/${adopted.id}`, { as: 'bob' })).status).toBe(404)
    expect(await videos.adopt('ada', 'old')).toEqual(adopted)
    await expect(videos.adopt('bob', 'old')).rejects.toMatchObject({ code: 'idempotency_conflict' })
    expect(JSON.stringify(await videos.list('ada'))).not.toContain('"old"')
  })

  it('watches it where it still runs', async () => {
    const { videos, upstream, pass, see } = openScene()
    upstream.hears = { status: 'in_progress' }
    const { id } = await videos.adopt('ada', 'running')
    upstream.hears = { status: 'completed' }
    await pass(30)
    expect(await see(id)).toMatchObject({ status: 'completed' })
    expect((await videos.list('ada')).data).toMatchObject([{ id, status: 'completed' }])
  })
})
