import OpenAI from 'openai'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startDemo } from './demo-process'
import type { DemoProcess } from './demo-process'
import { mount } from './mount'

let demo: DemoProcess

beforeAll(async () => {
  demo = await startDemo()
})
afterAll(() => demo.stop())

describe.each(['the sandbox', 'the mount'])('the official SDK at %s', (where) => {
  it('creates, polls, lists, downloads, remixes and deletes', async () => {
    const client =
      where === 'the sandbox'
        ? new OpenAI({ baseURL: `http://127.0.0.1:${demo.sandboxPort}/v1`, apiKey: demo.apiKey })
        : new OpenAI({ baseURL: `${demo.url}/api`, apiKey: 'demo-sdk', defaultHeaders: mount.as('sdk') })

    // The SDK's types list OpenAI's models only; the wire accepts any.
    const created: OpenAI.Video = await client.post('/videos', {
      body: { prompt: 'Wide shot of a harbour at dawn', model: 'mini', seconds: '1', size: '320x192' },
    })
    expect(created).toMatchObject({ object: 'video', model: 'mini', seconds: '1', size: '320x192' })

    await expect
      .poll(async () => (await client.videos.retrieve(created.id)).status, { timeout: 30_000, interval: 250 })
      .toBe('completed')

    const first: OpenAI.Video[] = []
    for await (const video of client.videos.list({ limit: 1 })) first.push(video)
    expect(first.map(({ id }) => id)).toEqual([created.id])

    const signatures = { video: /^....ftyp/s, thumbnail: /^RIFF....WEBP/s, spritesheet: /^\xff\xd8\xff/ }
    for (const [variant, signature] of Object.entries(signatures)) {
      const content = await client.videos.downloadContent(created.id, { variant: variant as keyof typeof signatures })
      expect(Buffer.from(await content.arrayBuffer()).toString('latin1')).toMatch(signature)
    }

    const remixed = await client.videos.remix(created.id, { prompt: 'The same harbour in fog' })
    expect(remixed).toMatchObject({ object: 'video', remixed_from_video_id: created.id })

    expect(await client.videos.delete(created.id)).toMatchObject({ id: created.id, deleted: true })
    await expect(client.videos.retrieve(created.id)).rejects.toMatchObject({ status: 404 })
  })
})

it('the mount reports the grid of the spritesheets, which their size leaves ambiguous', async () => {
  const client = new OpenAI({ baseURL: `${demo.url}/api`, apiKey: 'demo-sdk', defaultHeaders: mount.as('sheets') })
  const { id }: OpenAI.Video = await client.post('/videos', {
    body: { prompt: 'A paper boat', model: 'mini', seconds: '1', size: '320x192' },
  })
  const spritesheet = { state: 'ready', columns: 5, rows: 5, count: 25, tile_width: 160, tile_height: 96 }
  await expect
    .poll(() => client.get(`/videos/${id}`), { timeout: 30_000, interval: 250 })
    .toMatchObject({ assets: { spritesheet } })
})
