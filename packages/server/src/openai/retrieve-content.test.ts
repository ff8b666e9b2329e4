import { describe, expect, it } from 'vitest'
import { upstreamServer, videoResponse, videoBytes } from './testing/upstream-server'
import type { RouteResponse } from './testing/upstream-server'

const bytesOf = async (body: ReadableStream<Uint8Array>) => new Uint8Array(await new Response(body).arrayBuffer())
const completedJob = (more: object = {}) => Response.json({ id: 'v', status: 'completed', ...more })
const runningJob = Response.json({ id: 'v', status: 'in_progress' })
const errorResponse = (status: number, body: unknown = { error: { message: 'No' } }) => Response.json(body, { status })
const cdn = 'https://cdn.test/video.mp4'
const webp = () => new Response('RIFF\0\0\0\0WEBPVP8 and so on', { headers: { 'content-type': 'image/webp' } })

const open = (routes: Record<string, RouteResponse | RouteResponse[]>) =>
  upstreamServer({ [`GET ${cdn}`]: videoResponse(), ...routes }, { trustedMediaOrigins: ['https://cdn.test'] })

describe('finds the video', () => {
  it.each<[string, Record<string, RouteResponse>]>([
    ['as bytes', { 'GET /videos/v/content': videoResponse() }],
    ['as bytes of unknown length', { 'GET /videos/v/content': () => new Response(new Blob([videoBytes]).stream()) }],
    ['behind a redirect', { 'GET /videos/v/content': new Response(null, { status: 302, headers: { location: cdn } }) }],
    ['behind JSON with a URL', { 'GET /videos/v/content': Response.json({ url: cdn }) }],
    [
      'behind JSON with a wrong content type',
      { 'GET /videos/v/content': new Response(JSON.stringify({ video_url: cdn })) },
    ],
    [
      'as base64 in JSON',
      { 'GET /videos/v/content': Response.json({ data: [{ b64_json: Buffer.from(videoBytes).toString('base64') }] }) },
    ],
    [
      'on the job, after 400',
      { 'GET /videos/v/content': errorResponse(400), 'GET /videos/v': completedJob({ url: cdn }) },
    ],
    [
      'on the job, after 404',
      { 'GET /videos/v/content': errorResponse(404), 'GET /videos/v': completedJob({ output: [{ url: cdn }] }) },
    ],
    [
      'on the job, after 405',
      { 'GET /videos/v/content': errorResponse(405), 'GET /videos/v': completedJob({ metadata: { url: cdn } }) },
    ],
    [
      'at a relative URL',
      {
        'GET /videos/v/content': errorResponse(404),
        'GET /videos/v': completedJob({ url: '/files/v.mp4' }),
        'GET /files/v.mp4': videoResponse(),
      },
    ],
  ])('%s', async (_, routes) => {
    const { upstream, requests } = open(routes)
    const content = await upstream.content('v', 'video')
    expect([content.status, content.contentType]).toEqual([200, 'video/mp4'])
    expect(await bytesOf(content.body)).toEqual(videoBytes)
    const otherOrigins = requests.filter(({ url }) => !url.startsWith('http://upstream.test/'))
    expect(otherOrigins.map(({ headers }) => headers.get('authorization'))).toEqual(otherOrigins.map(() => null))
  })
})

describe('a video without a file is reported as', () => {
  it.each<[string, string, Record<string, RouteResponse>]>([
    ['not_ready', 'after 404', { 'GET /videos/v/content': errorResponse(404), 'GET /videos/v': runningJob }],
    ['not_ready', 'after 400', { 'GET /videos/v/content': errorResponse(400), 'GET /videos/v': runningJob }],
    ['not_ready', 'after 409', { 'GET /videos/v/content': errorResponse(409) }],
    ['not_ready', 'after JSON', { 'GET /videos/v/content': runningJob, 'GET /videos/v': runningJob }],
    ['expired', 'after 410', { 'GET /videos/v/content': errorResponse(410) }],
    [
      'not_found',
      'with the job still present',
      { 'GET /videos/v/content': errorResponse(404), 'GET /videos/v': completedJob() },
    ],
    [
      'not_found',
      'with the job deleted',
      { 'GET /videos/v/content': errorResponse(404), 'GET /videos/v': errorResponse(404) },
    ],
    [
      'not_found',
      'behind a URL that responds with 404',
      {
        'GET /videos/v/content': Response.json({ url: 'https://cdn.test/x' }),
        'GET https://cdn.test/x': errorResponse(404),
      },
    ],
    [
      'expired',
      'behind an expired URL',
      {
        'GET /videos/v/content': Response.json({ url: 'https://cdn.test/x' }),
        'GET https://cdn.test/x': errorResponse(410),
      },
    ],
    [
      'not_found',
      'on a failed job',
      { 'GET /videos/v/content': errorResponse(404), 'GET /videos/v': Response.json({ id: 'v', status: 'failed' }) },
    ],
    ['upstream_rejected', 'with a wrong key', { 'GET /videos/v/content': errorResponse(401) }],
    ['rate_limited', 'after too many requests', { 'GET /videos/v/content': errorResponse(429) }],
    ['upstream_failed', 'after a server error', { 'GET /videos/v/content': errorResponse(500) }],
    [
      'upstream_failed',
      'with an HTML page',
      { 'GET /videos/v/content': new Response('<html>'), 'GET /videos/v': completedJob() },
    ],
    [
      'upstream_failed',
      'with an empty body',
      { 'GET /videos/v/content': new Response(''), 'GET /videos/v': completedJob() },
    ],
  ])('%s: %s', async (code, _, routes) => {
    await expect(open(routes).upstream.content('v', 'video')).rejects.toMatchObject({ code })
  })

  it.each<[string, Record<string, RouteResponse>]>([
    ['of the content route', { 'GET /videos/v/content': Response.json({ url: cdn }) }],
    ['of a redirect', { 'GET /videos/v/content': new Response(null, { status: 302, headers: { location: cdn } }) }],
    ['of the job', { 'GET /videos/v/content': errorResponse(404), 'GET /videos/v': completedJob({ url: cdn }) }],
  ])('upstream_failed: at a URL %s that cannot be reached', async (_, routes) => {
    const { upstream } = open({ ...routes, [`GET ${cdn}`]: new TypeError('fetch failed') })
    await expect(upstream.content('v', 'video')).rejects.toMatchObject({ code: 'upstream_failed' })
  })

  it('upstream_failed: as invalid base64', async () => {
    const { upstream } = open({ 'GET /videos/v/content': Response.json({ b64_json: '%%%' }) })
    await expect(upstream.content('v', 'video')).rejects.toMatchObject({ code: 'upstream_failed' })
  })

  it('upstream_failed: at a URL that is not http', async () => {
    const { upstream, requests } = open({ 'GET /videos/v/content': Response.json({ url: 'file:///etc/passwd' }) })
    await expect(upstream.content('v', 'video')).rejects.toMatchObject({ code: 'upstream_failed' })
    expect(requests).toHaveLength(1)
  })

  it('upstream_failed: with an image instead', async () => {
    const png = new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13])
    const { upstream } = open({
      'GET /videos/v/content': new Response(png, { headers: { 'content-type': 'video/mp4' } }),
    })
    await expect(upstream.content('v', 'video')).rejects.toMatchObject({ code: 'upstream_failed' })
  })
})

describe('a thumbnail', () => {
  const path = 'GET /videos/v/content?variant=thumbnail'

  it('gets its content type from its bytes', async () => {
    const { upstream } = open({ [path]: webp() })
    const content = await upstream.content('v', 'thumbnail')
    expect(content.contentType).toBe('image/webp')
    await content.body.cancel()
  })

  it.each([
    ['the video instead', videoResponse({ 'content-type': 'image/webp' })],
    ['400', errorResponse(400)],
    ['404', errorResponse(404)],
    ['501', errorResponse(501)],
    ['502 in JSON', errorResponse(502)],
  ])('is unsupported after a response with %s', async (_, response) => {
    const { upstream } = open({ [path]: response, 'GET /videos/v': completedJob() })
    await expect(upstream.content('v', 'thumbnail')).rejects.toMatchObject({ code: 'unsupported' })
  })

  it.each([
    ['a job that still runs', errorResponse(404), runningJob, 'not_ready'],
    [
      'a proxy that is down',
      new Response('<html>Bad gateway</html>', { status: 502 }),
      completedJob(),
      'upstream_failed',
    ],
    ['a server that is overloaded', errorResponse(503), completedJob(), 'overloaded'],
  ])('may be available later after %s', async (_, response, job, code) => {
    const { upstream } = open({ [path]: response, 'GET /videos/v': job })
    await expect(upstream.content('v', 'thumbnail')).rejects.toMatchObject({ code })
  })
})

describe('the file', () => {
  it.each([
    ['video/x-msvideo', 'RIFF\0\0\0\0AVI LIST', 'video/mp4'],
    ['video/webm', '\u001aE\u00df\u00a3\0\0\0\0\0', 'video/mp4'],
    ['image/gif', 'GIF89a\0\0\0', 'video/mp4'],
    ['video/mp4', '\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0', 'video/mp4; codecs="avc1"'],
    ['application/octet-stream', '\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0', 'text/html'],
  ])('is detected as %s from its bytes', async (contentType, start, declared) => {
    const bytes = Uint8Array.from(start, (character) => character.charCodeAt(0))
    const { upstream } = open({
      'GET /videos/v/content': new Response(bytes, { headers: { 'content-type': declared } }),
    })
    const content = await upstream.content('v', 'video')
    expect(content.contentType).toBe(contentType)
    await content.body.cancel()
  })

  it('fails if it is truncated', async () => {
    const { upstream } = open({ 'GET /videos/v/content': videoResponse({ 'content-length': '9999' }) })
    const { body } = await upstream.content('v', 'video')
    await expect(bytesOf(body)).rejects.toThrow('is incomplete')
  })

  it('fails if it is over the size limit', async () => {
    const { upstream } = upstreamServer({ 'GET /videos/v/content': videoResponse() }, { maxMediaBytes: 4_000 })
    const { body } = await upstream.content('v', 'video')
    await expect(bytesOf(body)).rejects.toThrow('maxMediaBytes')
  })

  it('fails after the idle timeout', async () => {
    const hanging = () =>
      new Response(new ReadableStream({ start: (controller) => controller.enqueue(videoBytes) }), {
        headers: { 'content-type': 'video/mp4' },
      })
    const { upstream } = upstreamServer({ 'GET /videos/v/content': hanging }, { mediaIdleTimeoutMs: 20 })
    const { body } = await upstream.content('v', 'video')
    await expect(bytesOf(body)).rejects.toThrow('stopped arriving')
  })

  it('fails after the total wait for a trickling sender, but not for a slow reader', async () => {
    const trickle = () =>
      new Response(
        new ReadableStream({
          async pull(controller) {
            await new Promise((resolve) => setTimeout(resolve, 10))
            controller.enqueue(videoBytes.slice(0, 64))
          },
        }),
        { headers: { 'content-type': 'video/mp4' } },
      )
    const { upstream } = upstreamServer({ 'GET /videos/v/content': trickle }, { maxMediaWaitMs: 100 })
    const { body } = await upstream.content('v', 'video')
    await expect(bytesOf(body)).rejects.toMatchObject({ code: 'upstream_timeout' })

    const { upstream: fast } = upstreamServer({ 'GET /videos/v/content': videoResponse() }, { maxMediaWaitMs: 100 })
    const slow = (await fast.content('v', 'video')).body
    await new Promise((resolve) => setTimeout(resolve, 150))
    expect((await bytesOf(slow)).byteLength).toBe(4_096)
  })
})

describe('a synchronous server', () => {
  const b64_json = Buffer.from(videoBytes).toString('base64')
  it.each([
    ['returns a URL', { url: cdn }],
    ['returns base64', { b64_json }],
  ])('that %s in its create response receives no other API request', async (_, file) => {
    const { upstream, requests } = upstreamServer(
      {
        'POST /videos': Response.json({ id: 'v', status: 'completed', data: [file] }),
        [`GET ${cdn}`]: videoResponse(),
      },
      { dialect: 'dynamo', models: [{ id: 'wan' }], trustedMediaOrigins: ['https://cdn.test'] },
    )
    const { ref, update } = await upstream.create({ prompt: 'A lamp', seconds: '4' }, { idempotencyKey: 'row' })
    expect(update.status).toBe('completed')
    expect((await upstream.retrieve(ref)).update.status).toBe('completed')
    const stored: typeof ref = JSON.parse(JSON.stringify(ref))
    expect(await bytesOf((await upstream.content(stored, 'video')).body)).toEqual(videoBytes)
    await expect(upstream.content(stored, 'thumbnail')).rejects.toMatchObject({ code: 'unsupported' })
    expect(requests.filter(({ url }) => url.startsWith('http://upstream.test/'))).toHaveLength(1)
  })
})
