import { createVideosClient } from '@dailies/core'
import type { CreateVideo, Video } from '@dailies/core'
import { createSandbox } from '@dailies/sandbox'
import type { Fault } from '@dailies/sandbox'
import { createVideoServer, routeUpstreams } from '@dailies/server'
import type { ServerEvent } from '@dailies/server'
import { falUpstream } from '@dailies/server/fal'
import { geminiUpstream } from '@dailies/server/gemini'
import { memoryArchive } from '@dailies/server/memory'
import { sqliteStore } from '@dailies/server/sqlite'
import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { inspect } from 'node:util'
import { expect, it, onTestFinished } from 'vitest'

const keys = { gemini: 'AIza-very-secret-key', fal: 'fal-very-secret-key' }

/** The client of a page, a server with two providers, and both providers on one clock; all that leaves the server is kept. */
function open() {
  const sandboxes = {
    gemini: createSandbox({ clock: 'manual', apiKey: keys.gemini }),
    fal: createSandbox({ clock: 'manual', apiKey: keys.fal }),
  }
  const { gemini, fal } = sandboxes
  const now = () => gemini.now() * 1_000
  const folder = mkdtempSync(join(tmpdir(), 'dailies-providers-'))
  const seen: string[] = []
  const events: ServerEvent[] = []
  const videos = createVideoServer({
    upstream: routeUpstreams({
      gemini: geminiUpstream({ apiKey: keys.gemini, fetch: (request) => gemini.fetch(request), now }),
      fal: falUpstream({
        apiKey: keys.fal,
        fetch: (request) => fal.fetch(request),
        trustedMediaOrigins: ['http://media.sandbox'],
        now,
      }),
    }),
    authorize: () => ({ owner: 'ada' }),
    store: sqliteStore({ file: join(folder, 'videos.db') }),
    archive: memoryArchive(),
    now,
    onEvent: (event) => events.push(event),
  })
  onTestFinished(async () => {
    await videos.close()
    rmSync(folder, { recursive: true })
  })
  const client = createVideosClient({
    baseURL: 'http://app.test/api',
    fetch: async (input, init) => {
      const response = await videos.fetch(new Request(input, init))
      seen.push(inspect([...response.headers]))
      if (/json|event/.test(response.headers.get('content-type') ?? '')) seen.push(await response.clone().text())
      return response
    },
  })
  return {
    client,
    sandboxes,
    /** Every provider repeats its own key where the fault has `KEY`. */
    inject({ ...fault }: Fault) {
      for (const name of ['gemini', 'fal'] as const) {
        const own = 'message' in fault ? { ...fault, message: fault.message?.replace('KEY', keys[name]) ?? '' } : fault
        sandboxes[name].faults.add(own)
      }
    },
    /** Advances both providers and the server until the video has ended. */
    async finish({ id }: Video): Promise<Video> {
      for (let passed = 0; passed < 120; passed += 4) {
        await Promise.all(Object.values(sandboxes).map((sandbox) => sandbox.advance(4)))
        await videos.tick()
        const video = await client.retrieve(id)
        if (video.status === 'failed' || (video.status === 'completed' && video.assets?.video.state === 'ready'))
          return video
      }
      throw new Error('The video has not ended.')
    },
    /** Everything that the server has written or said. */
    written: () => [
      ...seen,
      inspect(events, { depth: 12 }),
      ...readdirSync(folder).map((name) => readFileSync(join(folder, name), 'latin1')),
    ],
  }
}

const requests: [string, CreateVideo][] = [
  ['Gemini', { prompt: 'A lamp.', model: 'gemini-omni-1.1-flash', aspect_ratio: '9:16', resolution: '720p' }],
  ['fal', { prompt: 'A lamp.', model: 'fal-ai/veo3.1/fast', aspect_ratio: '9:16', generate_audio: false }],
]

it.each(requests)('a page makes a video with %s: create, poll, archive, download', async (_, request) => {
  const { client, finish } = open()
  const created = await client.create(request)
  expect(created).toMatchObject({ status: 'queued', size: '720x1280', seconds: '8' })
  const video = await finish(created)
  expect(video).toMatchObject({
    status: 'completed',
    assets: { request: { aspect_ratio: '9:16', resolution: '720p' } },
  })
  const file = await client.content(video.id, 'video', { range: 'bytes=4-7' })
  expect([file.status, await file.text()]).toEqual([206, 'ftyp'])
})

it.each<[string, Fault[]]>([
  ['links that carry the key', [{ kind: 'keyed_link' }]],
  ['a rejected create', [{ kind: 'error', on: 'create', status: 400, message: 'Bad key KEY.', times: 1 }]],
  ['polls that fail', [{ kind: 'error', on: ['retrieve', 'result'], status: 500, message: 'Bad key KEY.', times: 4 }]],
  ['files that are away', [{ kind: 'keyed_link' }, { kind: 'error', on: ['content', 'media'], status: 500, times: 3 }]],
])('no key is in a row, an event or a response: %s', async (_, faults) => {
  const { client, finish, inject, written } = open()
  for (const fault of faults) inject(fault)
  for (const [, request] of requests) {
    const video = await client.create(request).then(finish, (error: unknown) => inspect(error, { depth: 12 }))
    expect(inspect(video, { depth: 12 })).not.toMatch(/very-secret/)
    await client.list()
  }
  const text = written()
  expect(text.length).toBeGreaterThan(8)
  expect(text.filter((each) => each.includes('very-secret'))).toEqual([])
})

it('a cancelled job of fal ends as cancelled', async () => {
  const { client, finish } = open()
  const created = await client.create(requests[1]![1])
  await client.cancel(created.id)
  expect(await finish(created)).toMatchObject({ status: 'failed', error: { code: 'cancelled' } })
})

it('a job that only looks failed for a while completes', async () => {
  const { client, finish, inject } = open()
  inject({ kind: 'false_failure', on: ['retrieve', 'result'], times: 2 })
  for (const [, request] of requests)
    expect(await client.create(request).then(finish)).toMatchObject({ status: 'completed' })
})
