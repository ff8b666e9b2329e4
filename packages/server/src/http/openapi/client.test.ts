import { createVideosClient } from '@dailies/core'
import type { VideosClient } from '@dailies/core'
import { sampleVideo } from '@dailies/sandbox'
import { expect, it } from 'vitest'
import { createPng } from '../../testing/create-png'
import { createCheckedRequest } from '../../testing/openapi/check-exchanges'
import { operationOf } from '../../testing/openapi/document'
import type { OpenAPI } from '../../testing/openapi/document'
import { createTestApp } from '../../testing/test-app'

/** Every method of the client that sends a request, with the ways to call it. */
const calls = {
  create: async ({ client, image }) => {
    await client.create({ prompt: 'A lamp.' })
    await client.create({
      prompt: 'A lamp.\r\nOn a table.',
      model: 'mini',
      size: '320x192',
      seconds: '1',
      metadata: { project: 'lamps', 'dailies.title': 'Lamp' },
    })
    await client.create({ prompt: 'A lamp.', input_reference: image, metadata: { project: 'lamps' } })
  },
  retrieve: ({ client, id }) => client.retrieve(id),
  list: async ({ client, id }) => {
    await client.list()
    await client.list({ limit: 5, order: 'asc', after: id })
    await client.list({ query: 'lamp', status: ['queued', 'completed'], model: 'mini', metadata: { project: 'lamps' } })
    await client.list({ status: 'failed' })
  },
  update: ({ client, id }) => client.update(id, { metadata: { project: 'chairs', room: null } }),
  cancel: ({ client, id }) => client.cancel(id),
  delete: async ({ client }) => client.delete((await client.create({ prompt: 'A lamp.' })).id),
  remix: ({ client, id }) => client.remix(id, { prompt: 'At night.' }),
  edit: async ({ client, id, video }) => {
    await client.edit(id, { prompt: 'At night.', metadata: { project: 'lamps' } })
    await client.edit(video, { prompt: 'At night.', metadata: { project: 'lamps' } })
  },
  extend: async ({ client, id, video }) => {
    await client.extend(id, { prompt: 'It goes out.', seconds: '2' })
    await client.extend(video, { prompt: 'It goes out.', seconds: '2' })
  },
  content: async ({ client, id }) => {
    for (const variant of ['video', 'thumbnail', 'spritesheet'] as const)
      await (await client.content(id, variant)).body?.cancel()
    await (await client.content(id, 'video', { range: 'bytes=0-9' })).arrayBuffer()
  },
  capabilities: ({ client }) => client.capabilities(),
  events: async ({ client }) => {
    await (await client.events()).body?.cancel()
    await (await client.events({ lastEventId: '1' })).body?.cancel()
  },
  share: async ({ client, id }) => {
    await client.share(id)
    await client.share(id, { variants: ['video', 'spritesheet'], expires_in: 60 })
  },
  listShares: ({ client, id }) => client.listShares(id),
  deleteShare: async ({ client, id }) => client.deleteShare(id, (await client.share(id)).id),
} satisfies Record<Exclude<keyof VideosClient, 'baseURL' | 'contentURL'>, (context: Context) => Promise<unknown>>

interface Context {
  client: VideosClient
  /** A completed video. */
  id: string
  image: Blob
  video: Blob
}

/** Operations that are no method of the client: those for whoever has a link, and the document itself. */
const others = new Set(['retrieveDocument', 'retrieveSharedVideo', 'retrieveSharedContent'])

it('the client sends nothing that the document does not describe, and uses every operation of it', async () => {
  const app = createTestApp({ server: { basePath: '/api', sharing: true, allowVideoUploads: true } })
  const document = app.videos.openapi() as OpenAPI
  const used = new Set<string>()
  const client = createVideosClient({
    baseURL: 'http://app.test/api',
    headers: { Authorization: 'Bearer ada' },
    fetch: async (input, init) => {
      const { operationId = input } =
        operationOf(document, init.method ?? 'GET', new URL(input).pathname.slice(4)) ?? {}
      used.add(operationId)
      // It rejects a request or a response that is not described.
      const response = await app.videos.fetch(createCheckedRequest(input, init))
      expect([operationId, response.ok]).toEqual([operationId, true])
      return response
    },
  })
  const { id } = await client.create({ prompt: 'A lamp.' })
  await app.advance(60)
  const image = new Blob([createPng(320, 192)], { type: 'image/png' })
  const video = new Blob([new Uint8Array(sampleVideo().video)], { type: 'video/mp4' })
  for (const call of Object.values(calls)) await call({ client, id, image, video })

  const described = Object.values(document.paths).flatMap((item) => Object.values(item).map((each) => each.operationId))
  expect([...used].sort()).toEqual(described.filter((name) => !others.has(name)).sort())
  await app.videos.close()
})
