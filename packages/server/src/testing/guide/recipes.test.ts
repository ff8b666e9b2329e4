import { readFileSync } from 'node:fs'
import { createSandbox, listen } from '@dailies/sandbox'
import type { VideoList } from '@dailies/core'
import { expect, it, onTestFinished } from 'vitest'
import { memoryStore } from '../../memory'
import { createTestServer } from '../test-server'
import { jsonPost } from '../test-app'
import { createAdminRoutes } from './admin'
import { houseStyle } from './hidden-template'
import { createTenantServer } from './tenants'

it.each([
  ['hidden-template.ts', 'recipes.md'],
  ['tenants.ts', 'recipes.md'],
  ['admin.ts', 'owners.md'],
])('%s is the recipe of the guide %s', (name, guide) => {
  const read = (path: string) => readFileSync(new URL(path, import.meta.url), 'utf8')
  expect(read(`../../../../../docs/${guide}`)).toContain(read(name))
})

it('an admin reads the videos of everyone and plays one, and others read nothing', async () => {
  const server = createTestServer(
    { basePath: '/api' },
    {
      create: async ({ prompt }) => ({ ref: prompt, update: { status: 'completed' } }),
      content: async () => ({
        status: 206,
        contentType: 'video/mp4',
        contentLength: 4,
        contentRange: 'bytes 0-3/8',
        body: new Blob([new Uint8Array([0, 0, 0, 8])]).stream(),
      }),
    },
  )
  onTestFinished(() => server.videos.close())
  const routes = createAdminRoutes(server.videos, async (request) => request.headers.get('role') === 'admin')
  const get = (path: string, headers: Record<string, string> = { role: 'admin' }) =>
    routes(new Request(`http://app.test${path}`, { headers }))
  const owners = ['ada@example.com', 'bob/2']
  const ids: string[] = []
  for (const owner of owners) ids.push((await server.videos.as(owner).create({ prompt: `A lamp of ${owner}.` })).id)

  const page = (await (await get('/admin/videos?status=completed')).json()) as { data: { owner: string }[] }
  expect(page.data.map(({ owner }) => owner)).toEqual(owners.toReversed())
  expect(await (await get(`/admin/videos?after=${ids[1]}`)).json()).toMatchObject({ data: [{ owner: owners[0] }] })
  expect(await (await get('/admin/videos?status=failed')).json()).toMatchObject({ data: [] })
  const file = `/admin/videos/${encodeURIComponent('bob/2')}/${ids[1]}`
  const part = await get(file, { role: 'admin', range: 'bytes=0-3' })
  expect([part.status, (await part.arrayBuffer()).byteLength]).toEqual([206, 4])
  expect((await get(`/admin/videos/eve/${ids[1]}`)).status).toBe(404)
  for (const path of ['/admin/videos', file]) expect((await get(path, {})).status).toBe(403)
})

it('the hidden template is sent, and not shown', async () => {
  const server = createTestServer({ beforeCreate: houseStyle })
  const sent: string[] = []
  const { create } = server.upstream
  server.upstream.create = (request, options) => {
    sent.push(request.prompt)
    return create(request, options)
  }
  expect(await server.create({ prompt: 'A lamp. ' })).toMatchObject({
    prompt: 'A lamp. ',
    metadata: { style: 'house' },
  })
  expect(sent).toEqual(['A lamp. Shot on 16 mm, soft daylight, no text.'])
  await server.videos.close()
})

it('each tenant pays with its own key, and sees its own videos', async () => {
  const open = async (apiKey: string) => {
    const sandbox = createSandbox({ clock: 'manual', apiKey })
    const server = await listen(sandbox)
    onTestFinished(() => server.close())
    const models = [{ id: 'mini', sizes: ['320x192'], seconds: ['1'] }]
    return { sandbox, id: apiKey, apiKey, baseURL: server.baseURL, models }
  }
  const [red, blue] = [await open('red'), await open('blue')]
  const videos = createTenantServer(
    { find: async (id) => [red, blue].find((tenant) => tenant.id === id) },
    memoryStore(),
    (request) => ({ tenant: request.headers.get('tenant') ?? '', user: 'ada' }),
  )
  const request = (tenant: string, path = '/videos', init: RequestInit = {}) => {
    const headers = new Headers(init.headers)
    headers.set('tenant', tenant)
    return videos.fetch(new Request(`http://app.test/api${path}`, { ...init, headers }))
  }
  for (const tenant of ['red', 'blue', 'blue'])
    expect((await request(tenant, '/videos', jsonPost({ prompt: `A ${tenant} lamp.`, model: 'mini' }))).status).toBe(
      200,
    )
  expect([red.sandbox.counters.creates, blue.sandbox.counters.creates]).toEqual([1, 2])
  const { data } = (await (await request('blue')).json()) as VideoList
  expect(data.map(({ prompt }) => prompt)).toEqual(['A blue lamp.', 'A blue lamp.'])
  expect((await request('red', `/videos/${data[0]?.id}`)).status).toBe(404)
  await videos.close()
})
