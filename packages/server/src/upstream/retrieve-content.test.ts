import { describe, expect, it } from 'vitest'
import { upstreamServer, film, videoBytes } from './testing/upstream-server'
import type { Answer } from './testing/upstream-server'

const bytesOf = async (body: ReadableStream<Uint8Array>) => new Uint8Array(await new Response(body).arrayBuffer())
const done = (more: object = {}) => Response.json({ id: 'v', status: 'completed', ...more })
const running = Response.json({ id: 'v', status: 'in_progress' })
const refusal = (status: number, body: unknown = { error: { message: 'No' } }) => Response.json(body, { status })
const cdn = 'https://cdn.test/film.mp4'
const webp = () => new Response('RIFF\0\0\0\0WEBPVP8 and so on', { headers: { 'content-type': 'image/webp' } })

const open = (answers: Record<string, Answer | Answer[]>) =>
  upstreamServer({ [`GET ${cdn}`]: film(), ...answers }, { trustedMediaOrigins: ['https://cdn.test'] })

describe('the film is found, whole,', () => {
  it.each<[string, Record<string, Answer>]>([
    ['as bytes', { 'GET /videos/v/content': film() }],
    ['as bytes of unknown length', { 'GET /videos/v/content': () => new Response(new Blob([videoBytes]).stream()) }],
    ['behind a redirect', { 'GET /videos/v/content': new Response(null, { status: 302, headers: { location: cdn } }) }],
    ['behind JSON with a link', { 'GET /videos/v/content': Response.json({ url: cdn }) }],
    ['behind JSON under another label', { 'GET /videos/v/content': new Response(JSON.stringify({ video_url: cdn })) }],
    [
      'within JSON',
      { 'GET /videos/v/content': Response.json({ data: [{ b64_json: Buffer.from(videoBytes).toString('base64') }] }) },
    ],
    ['on the job, after 400', { 'GET /videos/v/content': refusal(400), 'GET /videos/v': done({ url: cdn }) }],
    [
      'on the job, after 404',
      { 'GET /videos/v/content': refusal(404), 'GET /videos/v': done({ output: [{ url: cdn }] }) },
    ],
    [
      'on the job, after 405',
      { 'GET /videos/v/content': refusal(405), 'GET /videos/v': done({ metadata: { url: cdn } }) },
    ],
    [
      'at a relative address',
      {
        'GET /videos/v/content': refusal(404),
        'GET /videos/v': done({ url: '/files/v.mp4' }),
        'GET /files/v.mp4': film(),
      },
    ],
  ])('%s', async (_, answers) => {
    const { upstream, seen } = open(answers)
    const content = await upstream.content('v', 'video')
    expect([content.status, content.contentType]).toEqual([200, 'video/mp4'])
    expect(await bytesOf(content.body)).toEqual(videoBytes)
    const elsewhere = seen.filter(({ url }) => !url.startsWith('http://upstream.test/'))
    expect(elsewhere.map(({ headers }) => headers.get('authorization'))).toEqual(elsewhere.map(() => null))
  })
})

describe('a film that is not there is told as', () => {
  it.each<[string, string, Record<string, Answer>]>([
    ['not_ready', 'after 404', { 'GET /videos/v/content': refusal(404), 'GET /videos/v': running }],
    ['not_ready', 'after 400', { 'GET /videos/v/content': refusal(400), 'GET /videos/v': running }],
    ['not_ready', 'after 409', { 'GET /videos/v/content': refusal(409) }],
    ['not_ready', 'after JSON', { 'GET /videos/v/content': running, 'GET /videos/v': running }],
    ['expired', 'after 410', { 'GET /videos/v/content': refusal(410) }],
    ['not_found', 'with the job listed still', { 'GET /videos/v/content': refusal(404), 'GET /videos/v': done() }],
    ['not_found', 'with the job', { 'GET /videos/v/content': refusal(404), 'GET /videos/v': refusal(404) }],
    [
      'not_found',
      'behind a dead link',
      { 'GET /videos/v/content': Response.json({ url: 'https://cdn.test/x' }), 'GET https://cdn.test/x': refusal(404) },
    ],
    [
      'expired',
      'behind a link that ran out',
      { 'GET /videos/v/content': Response.json({ url: 'https://cdn.test/x' }), 'GET https://cdn.test/x': refusal(410) },
    ],
    [
      'not_found',
      'on a failed job',
      { 'GET /videos/v/content': refusal(404), 'GET /videos/v': Response.json({ id: 'v', status: 'failed' }) },
    ],
    ['upstream_rejected', 'with a wrong key', { 'GET /videos/v/content': refusal(401) }],
    ['rate_limited', 'too often', { 'GET /videos/v/content': refusal(429) }],
    ['upstream_failed', 'with a broken server', { 'GET /videos/v/content': refusal(500) }],
    [
      'upstream_failed',
      'with an HTML page',
      { 'GET /videos/v/content': new Response('<html>'), 'GET /videos/v': done() },
    ],
    ['upstream_failed', 'with nothing in it', { 'GET /videos/v/content': new Response(''), 'GET /videos/v': done() }],
  ])('%s: %s', async (code, _, answers) => {
    await expect(open(answers).upstream.content('v', 'video')).rejects.toMatchObject({ code })
  })

  it.each<[string, Record<string, Answer>]>([
    ['of the content route', { 'GET /videos/v/content': Response.json({ url: cdn }) }],
    ['of a redirect', { 'GET /videos/v/content': new Response(null, { status: 302, headers: { location: cdn } }) }],
    ['of the job', { 'GET /videos/v/content': refusal(404), 'GET /videos/v': done({ url: cdn }) }],
  ])('upstream_failed: at an address %s that cannot be reached', async (_, answers) => {
    const { upstream } = open({ ...answers, [`GET ${cdn}`]: new TypeError('fetch failed') })
    await expect(upstream.content('v', 'video')).rejects.toMatchObject({ code: 'upstream_failed' })
  })

  it('upstream_failed: in base64 that is none', async () => {
    const { upstream } = open({ 'GET /videos/v/content': Response.json({ b64_json: '%%%' }) })
    await expect(upstream.content('v', 'video')).rejects.toMatchObject({ code: 'upstream_failed' })
  })

  it('upstream_failed: at an address of another kind', async () => {
    const { upstream, seen } = open({ 'GET /videos/v/content': Response.json({ url: 'file:///etc/passwd' }) })
    await expect(upstream.content('v', 'video')).rejects.toMatchObject({ code: 'upstream_failed' })
    expect(seen).toHaveLength(1)
  })

  it('upstream_failed: with a picture in its place', async () => {
    const png = new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13])
    const { upstream } = open({
      'GET /videos/v/content': new Response(png, { headers: { 'content-type': 'video/mp4' } }),
    })
    await expect(upstream.content('v', 'video')).rejects.toMatchObject({ code: 'upstream_failed' })
  })
})

describe('a thumbnail', () => {
  const path = 'GET /videos/v/content?variant=thumbnail'

  it('is labelled by its bytes', async () => {
    const { upstream } = open({ [path]: webp() })
    const content = await upstream.content('v', 'thumbnail')
    expect(content.contentType).toBe('image/webp')
    await content.body.cancel()
  })

  it.each([
    ['the film in its place', film({ 'content-type': 'image/webp' })],
    ['400', refusal(400)],
    ['404', refusal(404)],
    ['501', refusal(501)],
    ['502 in JSON', refusal(502)],
  ])('that is answered with %s is never offered by this upstream', async (_, answer) => {
    const { upstream } = open({ [path]: answer, 'GET /videos/v': done() })
    await expect(upstream.content('v', 'thumbnail')).rejects.toMatchObject({ code: 'unsupported' })
  })

  it.each([
    ['a job that still runs', refusal(404), running, 'not_ready'],
    ['a proxy that is down', new Response('<html>Bad gateway</html>', { status: 502 }), done(), 'upstream_failed'],
    ['a server that is overloaded', refusal(503), done(), 'overloaded'],
  ])('of %s may come later', async (_, answer, job, code) => {
    const { upstream } = open({ [path]: answer, 'GET /videos/v': job })
    await expect(upstream.content('v', 'thumbnail')).rejects.toMatchObject({ code })
  })
})

describe('the file itself', () => {
  it.each([
    ['video/x-msvideo', 'RIFF\0\0\0\0AVI LIST', 'video/mp4'],
    ['video/webm', '\u001aE\u00df\u00a3\0\0\0\0\0', 'video/mp4'],
    ['image/gif', 'GIF89a\0\0\0', 'video/mp4'],
    ['video/mp4', '\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0', 'video/mp4; codecs="avc1"'],
    ['application/octet-stream', '\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0', 'text/html'],
  ])('is told as %s by its bytes', async (contentType, start, label) => {
    const bytes = Uint8Array.from(start, (character) => character.charCodeAt(0))
    const { upstream } = open({ 'GET /videos/v/content': new Response(bytes, { headers: { 'content-type': label } }) })
    const content = await upstream.content('v', 'video')
    expect(content.contentType).toBe(contentType)
    await content.body.cancel()
  })

  it('fails where it breaks off', async () => {
    const { upstream } = open({ 'GET /videos/v/content': film({ 'content-length': '9999' }) })
    const { body } = await upstream.content('v', 'video')
    await expect(bytesOf(body)).rejects.toThrow('broke off')
  })

  it('fails where it is larger than allowed', async () => {
    const { upstream } = upstreamServer({ 'GET /videos/v/content': film() }, { maxMediaBytes: 4_000 })
    const { body } = await upstream.content('v', 'video')
    await expect(bytesOf(body)).rejects.toThrow('maxMediaBytes')
  })

  it('fails where nothing more comes', async () => {
    const hanging = () =>
      new Response(new ReadableStream({ start: (controller) => controller.enqueue(videoBytes) }), {
        headers: { 'content-type': 'video/mp4' },
      })
    const { upstream } = upstreamServer({ 'GET /videos/v/content': hanging }, { mediaIdleTimeoutMs: 20 })
    const { body } = await upstream.content('v', 'video')
    await expect(bytesOf(body)).rejects.toThrow('sent nothing more')
  })

  it('fails where it trickles for too long, but waits for a slow reader', async () => {
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

    const { upstream: patient } = upstreamServer({ 'GET /videos/v/content': film() }, { maxMediaWaitMs: 100 })
    const slow = (await patient.content('v', 'video')).body
    await new Promise((resolve) => setTimeout(resolve, 150))
    expect((await bytesOf(slow)).byteLength).toBe(4_096)
  })
})

describe('a synchronous server', () => {
  const b64_json = Buffer.from(videoBytes).toString('base64')
  it.each([
    ['names the film', { url: cdn }],
    ['holds the film', { b64_json }],
  ])('that %s in its only answer is never asked again', async (_, file) => {
    const { upstream, seen } = upstreamServer(
      { 'POST /videos': Response.json({ id: 'v', status: 'completed', data: [file] }), [`GET ${cdn}`]: film() },
      { dialect: 'dynamo', models: [{ id: 'wan' }], trustedMediaOrigins: ['https://cdn.test'] },
    )
    const { ref, update } = await upstream.create({ prompt: 'A lamp', seconds: '4' }, { idempotencyKey: 'row' })
    expect(update.status).toBe('completed')
    expect((await upstream.retrieve(ref)).update.status).toBe('completed')
    const stored: typeof ref = JSON.parse(JSON.stringify(ref))
    expect(await bytesOf((await upstream.content(stored, 'video')).body)).toEqual(videoBytes)
    await expect(upstream.content(stored, 'thumbnail')).rejects.toMatchObject({ code: 'unsupported' })
    expect(seen.filter(({ url }) => url.startsWith('http://upstream.test/'))).toHaveLength(1)
  })
})
