import { afterAll, beforeAll, expect, it } from 'vitest'
import { startDemo } from './demo-process'
import type { DemoProcess } from './demo-process'
import { mount } from './mount'

let demo: DemoProcess
let id: string

const as = (name: string, path: string, init: RequestInit = {}) =>
  fetch(`${demo.url}/api/videos${path}`, {
    ...init,
    headers: { ...mount.as(name), 'Content-Type': 'application/json' },
  })

beforeAll(async () => {
  demo = await startDemo()
  const body = JSON.stringify({ prompt: 'Close-up of a match being struck', model: 'mini', seconds: '1' })
  const created: unknown = await (await as('ada', '', { method: 'POST', body })).json()
  id = (created as { id: string }).id
})
afterAll(() => demo.stop())

it.each([
  ['GET', ''],
  ['DELETE', ''],
  ['GET', '/content'],
  ['GET', '/content?variant=thumbnail'],
  ['POST', '/remix'],
])("another visitor's video is 404 to %s %s, as is one that never was", async (method, path) => {
  const init = { method, ...(method === 'POST' && { body: JSON.stringify({ prompt: 'Mine' }) }) }
  const foreign = await as('grace', `/${id}${path}`, init)
  const unknown = await as('grace', `/video_unknown${path}`, init)
  expect([foreign.status, unknown.status]).toEqual([404, 404])
  expect((await foreign.text()).replace(id, '')).toBe((await unknown.text()).replace('video_unknown', ''))
})

it('a list contains only the visitor’s own videos', async () => {
  expect(await (await as('grace', '')).json()).toMatchObject({ data: [] })
  expect(await (await as('ada', '')).json()).toMatchObject({ data: [{ id }] })
})

it('a request without cookie or name is 401 with an error body', async () => {
  const answer = await fetch(`${demo.url}/api/videos`)
  expect(answer.status).toBe(401)
  expect(await answer.json()).toMatchObject({ error: { code: 'unauthorized' } })
})

it('the first visit sets a cookie, the second does not', async () => {
  const first = await fetch(demo.url)
  const cookie = first.headers.get('set-cookie')?.split(';')[0] ?? ''
  expect(cookie.split('=')[0]).toBe(mount.cookie)
  expect((await fetch(demo.url, { headers: { cookie } })).headers.get('set-cookie')).toBeNull()
  expect((await fetch(`${demo.url}/api/videos`, { headers: { cookie } })).status).toBe(200)
})
