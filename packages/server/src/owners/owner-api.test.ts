import { expect, it, onTestFinished } from 'vitest'
import { VideoError } from '@dailies/core'
import type { Video } from '@dailies/core'
import { createPng } from '../testing/create-png'
import { createTestApp } from '../testing/test-app'
import { createTestServer } from '../testing/test-server'
import type { TestServer } from '../testing/test-server'
import type { VideoServerOptions } from '../video-server'

function createServer(options: Partial<VideoServerOptions> = {}): TestServer {
  const server = createTestServer({ basePath: '/api', ...options })
  onTestFinished(() => server.videos.close())
  return server
}

it('as has every operation, for this owner alone', async () => {
  const app = createTestApp({ server: { basePath: '/api', authorize: () => null } })
  onTestFinished(() => app.videos.close())
  const ada = app.videos.as('ada')
  const created = await ada.create({ prompt: 'A lamp.', model: 'mini', seconds: '4', metadata: { project: 'one' } })
  expect(created).toMatchObject({ status: 'queued', prompt: 'A lamp.', metadata: { project: 'one' } })
  await app.advance(60)
  const { id } = created
  expect(await ada.retrieve(id)).toMatchObject({ status: 'completed' })
  expect(await ada.retrieve(id)).toEqual(await app.videos.retrieve('ada', id))
  expect((await ada.update(id, { metadata: { project: 'two' } })).metadata).toEqual({ project: 'two' })
  expect((await ada.list({ metadata: { project: 'two' } })).data.map((video) => video.id)).toEqual([id])
  const content = await ada.content(id, 'video', { range: 'bytes=4-7' })
  expect([content.status, await content.text()]).toEqual([206, 'ftyp'])
  const remixed = await ada.remix(id, { prompt: 'A green lamp.' })
  expect(remixed.remixed_from_video_id).toBe(id)
  const frame = new Blob([createPng(320, 192)], { type: 'image/png' })
  expect(await ada.create({ prompt: 'A still.', input_reference: frame })).toMatchObject({ status: 'queued' })
  expect((await ada.capabilities()).models.map((model) => model.id)).toContain('mini')
  expect(await ada.delete(id)).toMatchObject({ id, deleted: true })
  await expect(ada.retrieve(id)).rejects.toMatchObject({ code: 'not_found' })

  const bob = app.videos.as('bob')
  await expect(bob.retrieve(remixed.id)).rejects.toMatchObject({ code: 'not_found', status: 404 })
  await expect(bob.remix(remixed.id, { prompt: 'Mine.' })).rejects.toMatchObject({ code: 'not_found' })
  expect((await bob.list()).data).toEqual([])
})

it('as keeps limits, validation and idempotency keys', async () => {
  const server = createServer({ limits: { activeJobs: 1 } })
  const ada = server.videos.as('ada')
  const first = await ada.create({ prompt: 'A lamp.' }, { idempotencyKey: 'key' })
  expect(await ada.create({ prompt: 'A lamp.' }, { idempotencyKey: 'key' })).toMatchObject({ id: first.id })
  await expect(ada.create({ prompt: 'Another.' })).rejects.toMatchObject({
    code: 'limit_reached',
    param: 'active_jobs',
  })
  await expect(ada.create({ prompt: '' })).rejects.toMatchObject({ code: 'invalid_request', param: 'prompt' })
  expect((await server.retrieve(first.id)).id).toBe(first.id)
})

it.each(['', undefined as unknown as string])('as and deleteOwner need an owner, not %o', async (owner) => {
  const server = createServer()
  const error = expect.objectContaining({ code: 'invalid_request', param: 'owner' })
  expect(() => server.videos.as(owner)).toThrow(error)
  await expect(server.videos.deleteOwner(owner)).rejects.toEqual(error)
})

it('as, listAll and exportOwner need basePath', async () => {
  const { videos } = createTestServer()
  const error = expect.objectContaining({ code: 'misconfigured' })
  expect(() => videos.as('ada')).toThrow(error)
  expect(() => videos.exportOwner('ada')).toThrow(error)
  await expect(videos.listAll()).rejects.toEqual(error)
})

it('listAll pages through the videos of all owners, newest first, and filters them', async () => {
  const server = createServer()
  const created: { owner: string; id: string }[] = []
  for (const owner of ['ada', 'bob', 'ada', 'eve']) {
    const { id } = await server.videos.as(owner).create({ prompt: `A lamp of ${owner}.` })
    created.unshift({ owner, id })
  }
  const idsOf = (page: { data: { owner: string; video: Video }[] }) =>
    page.data.map(({ owner, video }) => ({ owner, id: video.id }))
  const first = await server.videos.listAll({ limit: 3 })
  expect([idsOf(first), first.hasMore]).toEqual([created.slice(0, 3), true])
  const second = await server.videos.listAll({ limit: 3, after: first.lastId! })
  expect([idsOf(second), second.hasMore, second.lastId]).toEqual([created.slice(3), false, null])
  expect(idsOf(await server.videos.listAll({ owner: 'ada' }))).toEqual(created.filter(({ owner }) => owner === 'ada'))
  server.upstream.nextUpdate = { status: 'failed', error: { code: 'failed', message: 'No.' } }
  await server.advance(60)
  server.upstream.nextUpdate = { status: 'queued' }
  await server.videos.as('eve').create({ prompt: 'A lamp.' })
  expect((await server.videos.listAll({ status: 'queued' })).data).toMatchObject([{ owner: 'eve' }])
  expect((await server.videos.listAll({ status: 'failed', owner: 'bob' })).data).toHaveLength(1)
  for (const limit of [0, 101, 1.5, Number.NaN])
    await expect(server.videos.listAll({ limit })).rejects.toMatchObject({ code: 'invalid_request', param: 'limit' })
  await expect(server.videos.listAll({ after: '\0' })).rejects.toBeInstanceOf(VideoError)
})

it('exportOwner streams every video with the prompt that its owner wrote, also of rows that are deleted', async () => {
  const server = createServer({
    beforeCreate: ({ request }) => ({ request: { ...request, prompt: `In our style: ${request.prompt}` } }),
  })
  const ada = server.videos.as('ada')
  for (let count = 0; count < 120; count += 1)
    await ada.create({ prompt: `Take ${count}.`, metadata: { n: `${count}` } })
  await server.videos.as('bob').create({ prompt: 'Theirs.' })
  const [newest] = (await ada.list({ limit: 1 })).data
  await ada.delete(newest!.id)
  const exported = []
  for await (const record of server.videos.exportOwner('ada')) exported.push(record)
  expect(exported).toHaveLength(120)
  expect(exported[0]).toMatchObject({
    video: { prompt: 'Take 0.', metadata: { n: '0' } },
    request: { operation: 'create', fields: { prompt: 'Take 0.' } },
    createdAt: server.clock.now,
    deletedAt: null,
  })
  expect(exported.at(-1)).toMatchObject({ video: { id: newest!.id, prompt: null }, deletedAt: server.clock.now })
  expect(exported.at(-1)).not.toHaveProperty('request')
  expect(JSON.stringify(exported)).not.toContain('In our style')
  expect(JSON.stringify(exported)).not.toContain('Theirs')
})
