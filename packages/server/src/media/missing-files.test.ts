import type { ErrorBody, Video } from '@dailies/core'
import { expect, it } from 'vitest'
import { memoryArchive } from '../archive/memory-archive'
import { createTestApp, jsonPost } from '../testing/test-app'
import type { TestApp } from '../testing/test-app'

/** An app whose upstream returns 404 for the video file this many times. */
function appWithMissingFile(times: number, server = {}): TestApp {
  let left = times
  const app: TestApp = createTestApp({
    server,
    upstream: {
      fetch: async (request) => {
        const { pathname, search } = new URL(request.url)
        if (!pathname.endsWith('/content') || search !== '' || left <= 0) return app.sandbox.fetch(request)
        left -= 1
        return Response.json({ error: { message: 'Not here' } }, { status: 404 })
      },
    },
  })
  return app
}

const create = async (app: TestApp): Promise<Video> =>
  (await app.request('/videos', jsonPost({ prompt: 'A lamp.' }))).json()
const stateOf = async (app: TestApp, id: string) => {
  const { assets }: Video = await (await app.request(`/videos/${id}`)).json()
  return assets?.video.state
}
const contentOf = (app: TestApp, id: string) => app.request(`/videos/${id}/content`)

it('one 404 for a video returns not_ready with Retry-After, and the next request serves it', async () => {
  const app = appWithMissingFile(1)
  const { id } = await create(app)
  await app.advance(60)
  const notReady = await contentOf(app, id)
  const { error }: ErrorBody = await notReady.json()
  expect([notReady.status, error.code, notReady.headers.get('retry-after')]).toEqual([409, 'not_ready', '10'])
  expect(await stateOf(app, id)).toBe('ready')
  expect((await contentOf(app, id)).status).toBe(200)
})

it('one 404 while archiving is retried, and the file is copied', async () => {
  const app = appWithMissingFile(1, { archive: memoryArchive() })
  const { id } = await create(app)
  await app.advance(30)
  expect(await stateOf(app, id)).toBe('archiving')
  await app.advance(10)
  expect(await stateOf(app, id)).toBe('ready')
})

it('a video is expired after three 404 responses over a minute, and is not requested again', async () => {
  const app = appWithMissingFile(Infinity)
  const { id } = await create(app)
  await app.advance(60)
  const statuses: number[] = []
  for (const wait of [0, 20, 20, 20, 86_400]) {
    await app.advance(wait)
    statuses.push((await contentOf(app, id)).status)
  }
  expect(statuses).toEqual([409, 409, 409, 410, 410])
  expect(await stateOf(app, id)).toBe('expired')
})

it('a successful request resets the count of 404 responses', async () => {
  const app = appWithMissingFile(2)
  const { id } = await create(app)
  await app.advance(60)
  for (const status of [409, 409, 200]) expect((await contentOf(app, id)).status).toBe(status)
  await app.advance(60)
  app.sandbox.faults.add({ kind: 'error', status: 404, on: 'content', times: 1 })
  expect((await contentOf(app, id)).status).toBe(409)
  expect((await contentOf(app, id)).status).toBe(200)
})

it('archiving stops after a minute of 404 responses, and the video file is expired', async () => {
  const app = appWithMissingFile(Infinity, { archive: memoryArchive() })
  const { id } = await create(app)
  await app.advance(30)
  for (let turn = 0; turn < 6; turn += 1) await app.advance(9)
  expect(await stateOf(app, id)).toBe('archiving')
  for (let turn = 0; turn < 12; turn += 1) await app.advance(10)
  expect(await stateOf(app, id)).toBe('expired')
  expect((await contentOf(app, id)).status).toBe(410)
})
