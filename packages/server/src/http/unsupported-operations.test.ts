import type { Capabilities, Video } from '@dailies/core'
import { expect, it } from 'vitest'
import { createTestApp, jsonPost } from '../testing/test-app'
import type { TestApp } from '../testing/test-app'

/** An app whose upstream responds with the result of `intercept`, if there is one. */
function appWith(intercept: (request: Request) => Response | undefined): TestApp {
  const app: TestApp = createTestApp({
    upstream: { fetch: async (request) => intercept(request) ?? app.sandbox.fetch(request) },
  })
  return app
}

const create = async (app: TestApp, as: string): Promise<Video> =>
  (await app.request('/videos', { ...jsonPost({ prompt: 'A lamp.' }), as })).json()

it('an expired source video of one owner does not disable remix for all owners', async () => {
  let isExpired = true
  const app = appWith(({ method, url }) =>
    method === 'POST' && url.endsWith('/remix') && isExpired
      ? Response.json({ error: { message: 'Source video has expired.' } }, { status: 404 })
      : undefined,
  )
  const [adas, bobs] = [await create(app, 'ada'), await create(app, 'bob')]
  await app.advance(60)
  const remix = (id: string, as: string) => app.request(`/videos/${id}/remix`, { ...jsonPost({ prompt: 'Red.' }), as })
  for (let turn = 0; turn < 4; turn += 1) expect((await remix(adas.id, 'ada')).status).toBe(501)
  isExpired = false
  const { operations }: Capabilities = await (await app.request('/videos/capabilities', { as: 'bob' })).json()
  expect(operations.remix).toBe(true)
  expect((await remix(bobs.id, 'bob')).status).toBe(200)
})

it('an operation that is rejected as unknown three times in a row is disabled for an hour', async () => {
  const app = appWith(({ url }) => (url.endsWith('/remix') ? new Response(null, { status: 405 }) : undefined))
  const { id } = await create(app, 'ada')
  await app.advance(60)
  const offers = async () => {
    const { operations }: Capabilities = await (await app.request('/videos/capabilities')).json()
    return operations.remix
  }
  for (let turn = 0; turn < 3; turn += 1) {
    expect(await offers()).toBe(true)
    expect((await app.request(`/videos/${id}/remix`, jsonPost({ prompt: 'Red.' }))).status).toBe(501)
  }
  expect(await offers()).toBe(false)
  await app.advance(3_600)
  expect(await offers()).toBe(true)
})

it('a delete that is rejected as unknown once is retried upstream, and so are later ones', async () => {
  let rejections = 1
  const deleted: string[] = []
  const app = appWith(({ method, url }) => {
    if (method !== 'DELETE') return undefined
    if ((rejections -= 1) >= 0) return new Response('Not Implemented', { status: 501 })
    deleted.push(url)
    return undefined
  })
  const videos = [await create(app, 'ada'), await create(app, 'ada'), await create(app, 'ada')]
  await app.advance(60)
  for (const { id } of videos) await app.request(`/videos/${id}`, { method: 'DELETE' })
  await app.advance(60)
  expect(deleted).toHaveLength(3)
})
