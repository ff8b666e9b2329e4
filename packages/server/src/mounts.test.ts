import OpenAI, { toFile } from 'openai'
import sharp from 'sharp'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { mounts } from './testing/mounts'
import type { OpenMount } from './testing/mounts'
import { openStage, posting, upstreamKey } from './testing/stage'
import type { Stage } from './testing/stage'

describe.each(mounts)('mounted by $name', ({ open }) => {
  let stage: Stage
  let mount: OpenMount
  const said: string[] = []

  beforeEach(async () => {
    stage = openStage()
    mount = await open(stage.videos)
    said.length = 0
  })
  afterEach(async () => {
    await mount.close()
    await stage.videos.close()
  })

  const listening: typeof fetch = async (input, init) => {
    const response = await mount.fetch(input instanceof Request ? input : String(input), init)
    said.push(JSON.stringify([...response.headers]))
    if (response.headers.get('content-type')?.includes('json')) said.push(await response.clone().text())
    return response
  }
  const ask = (path: string, init: RequestInit = {}) =>
    listening(`${mount.baseURL}${path}`, {
      ...init,
      headers: { Authorization: 'Bearer ada', ...Object.fromEntries(new Headers(init.headers)) },
    })

  it('the official SDK cannot tell it from the Videos API', async () => {
    const client = new OpenAI({ baseURL: mount.baseURL, apiKey: 'ada', fetch: listening, maxRetries: 0 })
    const size = '320x192' as never
    const created = await client.videos.create({ prompt: 'A lamp.', model: 'mini', seconds: '4', size })
    expect(created).toMatchObject({ object: 'video', status: 'queued', seconds: '4', size: '320x192' })
    await stage.advance(4)
    expect(await client.videos.retrieve(created.id)).toMatchObject({ status: 'in_progress', completed_at: null })
    await stage.advance(20)
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
    await expect(client.videos.retrieve(created.id)).rejects.toMatchObject({ status: 404, code: 'not_found' })
    expect(stage.sandbox.counters.creates).toBe(2)
    expect(said.join('\n')).not.toContain(upstreamKey)
  })

  it('a reference image arrives as bytes, by multipart and as a data: URL', async () => {
    const png = await sharp({ create: { width: 320, height: 192, channels: 3, background: 'teal' } })
      .png()
      .toBuffer()
    const client = new OpenAI({ baseURL: mount.baseURL, apiKey: 'ada', fetch: listening, maxRetries: 0 })
    const film = { prompt: 'A lamp.', model: 'mini', seconds: '1' as never, size: '320x192' as never }
    const form = await client.videos.create({ ...film, input_reference: await toFile(png, 'first.png') })
    expect(form.status).toBe('queued')
    const image_url = `data:image/png;base64,${png.toString('base64')}`
    expect((await ask('/videos', posting({ ...film, input_reference: { image_url } }))).status).toBe(200)
    expect(stage.sandbox.counters.creates).toBe(2)
  })

  it('keeps statuses and headers, and answers HEAD without a body', async () => {
    const missing = await ask('/videos/video_none')
    expect([missing.status, missing.headers.get('content-type')]).toEqual([404, 'application/json'])
    expect(await missing.json()).toMatchObject({ error: { type: 'invalid_request_error', code: 'not_found' } })
    const head = await ask('/videos', { method: 'HEAD' })
    expect([head.status, await head.text()]).toEqual([200, ''])
    const put = await ask('/videos', { method: 'PUT', body: '{}' })
    expect(put.status).toBe(405)
    const preflight = await ask('/videos', { method: 'OPTIONS' })
    expect(preflight.status).toBe(204)
  })

  it('serves ranges', async () => {
    const { id } = (await (await ask('/videos', posting({ prompt: 'A lamp.' }))).json()) as { id: string }
    await stage.advance(20)
    const part = await ask(`/videos/${id}/content`, { headers: { Range: 'bytes=4-7' } })
    expect([part.status, await part.text()]).toEqual([206, 'ftyp'])
    const beyond = await ask(`/videos/${id}/content`, { headers: { Range: 'bytes=999999999-' } })
    expect(beyond.status).toBe(416)
  })

  it('a body that is no JSON is 400, and nobody is 401', async () => {
    const headers = { 'Content-Type': 'application/json' }
    // A parser in front answers what it cannot parse itself.
    expect((await ask('/videos', { method: 'POST', headers, body: '{"prompt":' })).status).toBe(400)
    expect((await mount.fetch(`${mount.baseURL}/videos`)).status).toBe(401)
  })
})

describe.each(mounts.filter(({ goesOn }) => goesOn))('mounted by $name', ({ open }) => {
  it('what is not ours goes on to the app', async () => {
    const stage = openStage()
    const mount = await open(stage.videos)
    for (const path of ['/films', '/videos-of-others', '/videos/video_1/likes', '/videos/a/b/c']) {
      const response = await mount.fetch(`${mount.baseURL}${path}`)
      expect([response.status, await response.text()]).toEqual([299, `the app's own GET /api${path}`])
    }
    await mount.close()
  })
})
