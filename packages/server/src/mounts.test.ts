import OpenAI, { toFile } from 'openai'
import sharp from 'sharp'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { mounts } from './testing/mounts'
import type { MountedServer } from './testing/mounts'
import { createTestApp, jsonPost, upstreamKey } from './testing/test-app'
import type { TestApp } from './testing/test-app'

describe.each(mounts)('mounted by $name', ({ open }) => {
  let app: TestApp
  let mount: MountedServer
  const received: string[] = []

  beforeEach(async () => {
    app = createTestApp()
    mount = await open(app.videos)
    received.length = 0
  })
  afterEach(async () => {
    await mount.close()
    await app.videos.close()
  })

  const recordingFetch: typeof fetch = async (input, init) => {
    const response = await mount.fetch(input instanceof Request ? input : String(input), init)
    received.push(JSON.stringify([...response.headers]))
    if (response.headers.get('content-type')?.includes('json')) received.push(await response.clone().text())
    return response
  }
  const request = (path: string, init: RequestInit = {}) =>
    recordingFetch(`${mount.baseURL}${path}`, {
      ...init,
      headers: { Authorization: 'Bearer ada', ...Object.fromEntries(new Headers(init.headers)) },
    })

  it('works with the official OpenAI SDK as the Videos API', async () => {
    const client = new OpenAI({ baseURL: mount.baseURL, apiKey: 'ada', fetch: recordingFetch, maxRetries: 0 })
    const size = '320x192' as never
    const created = await client.videos.create({ prompt: 'A lamp.', model: 'mini', seconds: '4', size })
    expect(created).toMatchObject({ object: 'video', status: 'queued', seconds: '4', size: '320x192' })
    await app.advance(4)
    expect(await client.videos.retrieve(created.id)).toMatchObject({ status: 'in_progress', completed_at: null })
    await app.advance(20)
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
    expect(app.sandbox.counters.creates).toBe(2)
    expect(received.join('\n')).not.toContain(upstreamKey)
  })

  it('accepts a reference image as multipart and as a data: URL', async () => {
    const png = await sharp({ create: { width: 320, height: 192, channels: 3, background: 'teal' } })
      .png()
      .toBuffer()
    const client = new OpenAI({ baseURL: mount.baseURL, apiKey: 'ada', fetch: recordingFetch, maxRetries: 0 })
    const fields = { prompt: 'A lamp.', model: 'mini', seconds: '1' as never, size: '320x192' as never }
    const form = await client.videos.create({ ...fields, input_reference: await toFile(png, 'first.png') })
    expect(form.status).toBe('queued')
    const image_url = `data:image/png;base64,${png.toString('base64')}`
    expect((await request('/videos', jsonPost({ ...fields, input_reference: { image_url } }))).status).toBe(200)
    expect(app.sandbox.counters.creates).toBe(2)
  })

  it('preserves statuses and headers, and returns no body for HEAD', async () => {
    const missing = await request('/videos/video_none')
    expect([missing.status, missing.headers.get('content-type')]).toEqual([404, 'application/json'])
    expect(await missing.json()).toMatchObject({ error: { type: 'invalid_request_error', code: 'not_found' } })
    const head = await request('/videos', { method: 'HEAD' })
    expect([head.status, await head.text()]).toEqual([200, ''])
    const put = await request('/videos', { method: 'PUT', body: '{}' })
    expect(put.status).toBe(405)
    const preflight = await request('/videos', { method: 'OPTIONS' })
    expect(preflight.status).toBe(204)
  })

  it('serves range requests', async () => {
    const { id } = (await (await request('/videos', jsonPost({ prompt: 'A lamp.' }))).json()) as { id: string }
    await app.advance(20)
    const part = await request(`/videos/${id}/content`, { headers: { Range: 'bytes=4-7' } })
    expect([part.status, await part.text()]).toEqual([206, 'ftyp'])
    const beyond = await request(`/videos/${id}/content`, { headers: { Range: 'bytes=999999999-' } })
    expect(beyond.status).toBe(416)
  })

  it('returns 400 for invalid JSON, and 401 without authentication', async () => {
    const headers = { 'Content-Type': 'application/json' }
    // A body parser in front of the mount rejects invalid JSON itself.
    expect((await request('/videos', { method: 'POST', headers, body: '{"prompt":' })).status).toBe(400)
    expect((await mount.fetch(`${mount.baseURL}/videos`)).status).toBe(401)
  })
})

describe.each(mounts.filter(({ fallsThrough }) => fallsThrough))('mounted by $name', ({ open }) => {
  it('passes other paths on to the app', async () => {
    const app = createTestApp()
    const mount = await open(app.videos)
    for (const path of ['/movies', '/videos-of-others', '/videos/video_1/likes', '/videos/a/b/c']) {
      const response = await mount.fetch(`${mount.baseURL}${path}`)
      expect([response.status, await response.text()]).toEqual([299, `the app's own GET /api${path}`])
    }
    await mount.close()
  })
})
