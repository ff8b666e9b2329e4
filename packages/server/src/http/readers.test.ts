import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { memoryArchive } from '../memory'
import { createTestApp, jsonPost } from '../testing/test-app'
import type { TestApp } from '../testing/test-app'

let app: TestApp
let id: string
beforeEach(async () => {
  app = createTestApp({ server: { archive: memoryArchive(), readerIdleTimeoutMs: 300 } })
  id = ((await (await app.request('/videos', jsonPost({ prompt: 'A lamp.' }))).json()) as { id: string }).id
  await app.advance(60)
  await app.advance(60)
})
afterEach(() => app.videos.close())

const responses: [string, () => string, number][] = [
  ['videos', () => `/videos/${id}/content`, 32],
  ['thumbnails and spritesheets', () => `/videos/${id}/content?variant=thumbnail`, 128],
  ['event streams', () => '/videos/events', 32],
]

const openMany = (path: string, count: number) =>
  Promise.all(Array.from({ length: count }, () => app.request(path, { headers: { Range: 'bytes=0-' } })))

describe.each(responses)('%s that are received at once', (_, path, limit) => {
  it('are limited per owner, with 429 and Retry-After', async () => {
    const open = await openMany(path(), limit)
    expect(new Set(open.map(({ ok }) => ok))).toEqual(new Set([true]))
    const further = await app.request(path())
    expect([further.status, further.headers.get('retry-after')]).toEqual([429, '10'])
    expect((await further.json()).error.code).toBe('rate_limited')
    // Of another owner: a stream of theirs, but not this video.
    const other = await app.request(path(), { as: 'bob' })
    expect(other.status).toBe(path().endsWith('events') ? 200 : 404)
    await other.body?.cancel()
    await open[0]?.body?.cancel()
    const next = await app.request(path())
    expect(next.status).toBe(200)
    await Promise.all([next, ...open.slice(1)].map(({ body }) => body?.cancel()))
  })

  it('free their slots if they are not read', async () => {
    await openMany(path(), limit)
    expect((await app.request(path())).status).toBe(429)
    await expect
      .poll(async () => {
        const { status, body } = await app.request(path())
        await body?.cancel()
        return status
      })
      .toBe(200)
  })

  it('are not counted without a body', async () => {
    const heads = await Promise.all(Array.from({ length: limit + 1 }, () => app.request(path(), { method: 'HEAD' })))
    expect(new Set(heads.map(({ status }) => status))).toEqual(new Set([200]))
  })
})

it('a file that is read to its end frees its place', async () => {
  for (let count = 0; count < 40; count += 1) {
    const response = await app.request(`/videos/${id}/content`, { headers: { Range: 'bytes=4-7' } })
    expect([response.status, await response.text()]).toEqual([206, 'ftyp'])
  }
})

it('a file that cannot be opened frees its place', async () => {
  const missing = await app.request('/videos', jsonPost({ prompt: 'A boat.' }))
  const other = ((await missing.json()) as { id: string }).id
  for (let count = 0; count < 40; count += 1) {
    expect((await app.request(`/videos/${other}/content`)).status).toBe(409)
  }
})
