import { createVideosClient } from '@dailies/core'
import { sandboxModels } from '@dailies/sandbox/models'
import { expect, it } from 'vitest'
import { createPng } from '../testing/create-png'
import { createTestApp } from '../testing/test-app'

const open = () => {
  const rendered: unknown[] = []
  const app = createTestApp({
    upstream: { models: sandboxModels },
    sandbox: {
      models: sandboxModels,
      renderer: {
        render: async ({ parameters, width, height, seconds }) => {
          rendered.push(parameters)
          const empty = new Uint8Array()
          return { video: empty, thumbnail: empty, spritesheet: empty, width, height, seconds }
        },
      },
    },
  })
  const client = createVideosClient({
    baseURL: 'http://app.test/api',
    headers: { Authorization: 'Bearer ada' },
    fetch: (input, init) => app.videos.fetch(new Request(input, init)),
  })
  return { ...app, client, rendered }
}

it.each([
  ['as JSON', {}],
  ['as a form', { input_reference: new File([createPng(1280, 720)], 'first.png', { type: 'image/png' }) }],
])('a parameter goes from the client to the provider %s, and is returned with the video', async (_, file) => {
  const { client, advance, rendered, videos } = open()
  const request = { prompt: 'A lamp.', model: 'lamp-1-pro', size: '1280x720', parameters: { fps: 30 } }
  const { id } = await client.create({ ...request, ...file })
  await advance(60)
  const video = await client.retrieve(id)
  expect(video).toMatchObject({ status: 'completed', assets: { request: { parameters: { fps: 30 } } } })
  expect(rendered).toEqual([{ fps: 30 }])
  await videos.close()
})

it('a parameter that is not set has its default, and one that the model lacks is rejected before anything is sent', async () => {
  const { client, advance, rendered, sandbox, videos } = open()
  const { id } = await client.create({ prompt: 'A lamp.', model: 'lamp-1-pro' })
  await advance(60)
  expect((await client.retrieve(id)).assets?.request?.parameters).toEqual({ fps: 16 })
  expect(rendered).toEqual([{ fps: 16 }])
  for (const [model, parameters, param] of [
    ['mini', { fps: 24 }, 'parameters.fps'],
    ['lamp-1-pro', { fps: 31 }, 'parameters.fps'],
    ['lamp-1-pro', { fps: { $gt: 1 } }, 'parameters.fps'],
    ['lamp-1-pro', [24], 'parameters'],
    ['lamp-1-pro', 'fps=24', 'parameters'],
  ] as const) {
    const create = client.create({ prompt: 'A lamp.', model, parameters: parameters as never })
    await expect(create).rejects.toMatchObject({ code: 'invalid_request', param })
  }
  expect(sandbox.counters.creates).toBe(1)
  await videos.close()
})
