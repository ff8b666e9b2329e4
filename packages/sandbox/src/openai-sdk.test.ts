import { createSandbox } from '@dailies/sandbox'
import OpenAI6, { toFile } from 'openai'
import OpenAI7 from 'openai-7'
import { describe, expect, it } from 'vitest'

describe.each([
  ['6', OpenAI6],
  ['7', OpenAI7],
])('the official SDK, version %s,', (_, OpenAI) => {
  const open = (options = {}) => {
    const sandbox = createSandbox({ clock: 'manual', apiKey: 'sk-test', ...options })
    const client = new OpenAI({ baseURL: 'http://sandbox/v1', apiKey: 'sk-test', fetch: sandbox.fetch, maxRetries: 0 })
    return { sandbox, client }
  }

  it('creates, polls, lists, downloads, remixes and deletes', async () => {
    const { sandbox, client } = open()
    const created = await client.videos.create({
      prompt: 'A lamp.',
      model: 'mini',
      seconds: '4',
      size: '320x192' as never,
    })
    expect(created).toMatchObject({ object: 'video', status: 'queued', progress: 0, seconds: '4', size: '320x192' })

    await sandbox.advance(4)
    expect(await client.videos.retrieve(created.id)).toMatchObject({ status: 'in_progress', completed_at: null })
    await sandbox.advance(4)
    expect(await client.videos.retrieve(created.id)).toMatchObject({ status: 'completed', progress: 100 })

    for (const [variant, type] of [
      ['video', 'video/mp4'],
      ['thumbnail', 'image/webp'],
      ['spritesheet', 'image/jpeg'],
    ] as const) {
      const content = await client.videos.downloadContent(created.id, { variant })
      expect(content.headers.get('content-type')).toBe(type)
      expect((await content.arrayBuffer()).byteLength).toBe(Number(content.headers.get('content-length')))
    }

    const remixed = await client.videos.remix(created.id, { prompt: 'The same lamp, at night.' })
    expect(remixed).toMatchObject({ remixed_from_video_id: created.id, prompt: 'The same lamp, at night.' })
    const ids: string[] = []
    for await (const video of client.videos.list({ limit: 1 })) ids.push(video.id)
    expect(ids).toEqual([remixed.id, created.id])

    expect(await client.videos.delete(created.id)).toEqual({ id: created.id, object: 'video.deleted', deleted: true })
    await expect(client.videos.retrieve(created.id)).rejects.toMatchObject({ status: 404 })
  })

  it('uses the same wire with its generic operations', async () => {
    const { client } = open()
    const form = new FormData()
    form.set('prompt', 'A lamp.')
    form.set('model', 'mini')
    expect(await client.post('/videos', { body: form })).toMatchObject({
      status: 'queued',
      size: '320x192',
      seconds: '1',
    })
    expect(await client.post('/videos', { body: { prompt: 'A lamp.' } })).toMatchObject({
      model: 'lamp-1',
      size: '720x1280',
    })
  })

  it('names the source of an edit and an extension in both encodings', async () => {
    const { sandbox, client } = open()
    const { id } = await client.videos.create({ prompt: 'A lamp.', model: 'mini' })
    await sandbox.advance(8)
    expect(await client.videos.edit({ prompt: 'Brighter.', video: { id } })).toMatchObject({ seconds: '1' })
    expect(await client.videos.extend({ prompt: 'Go on.', video: { id }, seconds: '4' })).toMatchObject({
      seconds: '5',
    })
    expect(
      await client.post('/videos/extensions', { body: { prompt: 'On.', video: { id }, seconds: '2' } }),
    ).toMatchObject({ seconds: '3' })
  })

  it('uploads a video as the source, if the sandbox rendered it', async () => {
    const { sandbox, client } = open()
    const { id } = await client.videos.create({ prompt: 'A lamp.', model: 'mini' })
    await sandbox.advance(8)
    const video = await toFile(client.videos.downloadContent(id), 'video.mp4')
    expect(await client.videos.edit({ prompt: 'Brighter.', video: video })).toMatchObject({ remixed_from_video_id: id })
    const other = await toFile(new Uint8Array([0, 1]), 'video.mp4')
    await expect(client.videos.edit({ prompt: 'Brighter.', video: other })).rejects.toMatchObject({
      status: 400,
      param: 'video',
    })
  })

  it('is rejected with a wrong API key and without one, and retries neither', async () => {
    const { sandbox, client } = open()
    await expect(client.withOptions({ apiKey: 'sk-other' }).videos.list()).rejects.toMatchObject({
      status: 401,
      code: 'invalid_api_key',
    })
    const answer = await sandbox.fetch('http://sandbox/v1/videos')
    expect(answer.status).toBe(401)
    expect(await answer.text()).not.toContain('sk-test')
  })
})
