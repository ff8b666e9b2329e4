import type { ErrorBody } from '@dailies/core'
import sharp from 'sharp'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { memoryStore } from '../memory'
import { createTestApp, jsonPost } from '../testing/test-app'
import type { TestApp } from '../testing/test-app'

let app: TestApp
beforeEach(() => {
  app = createTestApp()
})
afterEach(() => app.videos.close())

const errorOf = async (response: Response) => ({
  status: response.status,
  ...((await response.json()) as ErrorBody).error,
})
const png = (width: number, height: number) =>
  sharp({ create: { width, height, channels: 3, background: 'teal' } })
    .png()
    .toBuffer()
const dataURL = (bytes: Uint8Array, type = 'image/png') =>
  `data:${type};base64,${Buffer.from(bytes).toString('base64')}`

describe('an invalid create returns 400 and names the parameter', () => {
  it.each<[string, Record<string, unknown>, string]>([
    ['no prompt', {}, 'prompt'],
    ['an empty prompt', { prompt: '' }, 'prompt'],
    ['a blank prompt', { prompt: ' \n ' }, 'prompt'],
    ['a prompt that is not a string', { prompt: ['a lamp'] }, 'prompt'],
    ['a prompt of 32,001 characters', { prompt: 'x'.repeat(32_001) }, 'prompt'],
    ['an unknown model', { prompt: 'A lamp.', model: 'sora-9' }, 'model'],
    ['an unknown size', { prompt: 'A lamp.', size: '1x1' }, 'size'],
    ['an unknown number of seconds', { prompt: 'A lamp.', seconds: '5' }, 'seconds'],
    ['seconds that are not a string', { prompt: 'A lamp.', seconds: { value: 4 } }, 'seconds'],
    ['characters of the upstream account', { prompt: 'A lamp.', characters: [{ id: 'char_1' }] }, 'characters'],
    [
      'a file id of the upstream account',
      { prompt: 'A lamp.', input_reference: { file_id: 'file_1' } },
      'input_reference.file_id',
    ],
    [
      'a URL to fetch',
      { prompt: 'A lamp.', input_reference: { image_url: 'http://10.0.0.1/a.png' } },
      'input_reference.image_url',
    ],
    [
      'a data: URL that is not base64',
      { prompt: 'A lamp.', input_reference: { image_url: 'data:image/png;base64,***' } },
      'input_reference.image_url',
    ],
    [
      'a data: URL that is not an image',
      { prompt: 'A lamp.', input_reference: { image_url: dataURL(Buffer.from('GIF89a')) } },
      'input_reference',
    ],
    [
      'a reference image that is a string',
      { prompt: 'A lamp.', input_reference: 'https://example.com/a.png' },
      'input_reference',
    ],
    ['an unknown parameter', { prompt: 'A lamp.', __proto__x: 1 }, '__proto__x'],
  ])('%s', async (_, fields, param) => {
    expect(await errorOf(await app.request('/videos', jsonPost(fields)))).toMatchObject({ status: 400, param })
    expect(app.sandbox.counters.requests.create).toBe(0)
  })

  it('accepts a prompt of 32,000 characters outside the Basic Multilingual Plane', async () => {
    expect((await app.request('/videos', jsonPost({ prompt: '\u{1F3AC}'.repeat(32_000) }))).status).toBe(200)
  })

  it.each(['jpeg', 'png', 'webp'] as const)('rejects a %s of another size and names both sizes', async (format) => {
    const image = await sharp(await png(64, 48))
      .toFormat(format)
      .toBuffer()
    const form = new FormData()
    form.set('prompt', 'A lamp.')
    form.set('input_reference', new Blob([new Uint8Array(image)]), 'first')
    const error = await errorOf(await app.request('/videos', { method: 'POST', body: form }))
    expect(error).toMatchObject({ status: 400, param: 'input_reference' })
    expect(error.message).toMatch(/320x192.*64x48/)
  })

  it.each(['jpeg', 'png', 'webp'] as const)('accepts a %s of the right size', async (format) => {
    const image = await sharp(await png(192, 320))
      .toFormat(format)
      .toBuffer()
    const form = new FormData()
    for (const [name, value] of [
      ['prompt', 'A lamp.'],
      ['size', '192x320'],
    ] as const)
      form.set(name, value)
    form.set('input_reference', new Blob([new Uint8Array(image)]), 'first')
    expect((await app.request('/videos', { method: 'POST', body: form })).status).toBe(200)
  })
})

describe('an unreadable body returns 400', () => {
  it.each<[string, string, string | undefined]>([
    ['malformed JSON', '{"prompt": ', 'application/json'],
    ['JSON that is not an object', '["A lamp."]', 'application/json'],
    ['an empty body', '', 'application/json'],
    ['malformed multipart', '--x\r\nnonsense', 'multipart/form-data; boundary=x'],
    ['multipart without a boundary', 'prompt=A', 'multipart/form-data'],
    ['a URL-encoded form', 'prompt=A', 'application/x-www-form-urlencoded'],
    ['no Content-Type', 'prompt', undefined],
    [
      'a field given twice',
      [
        '--x',
        'Content-Disposition: form-data; name="prompt"',
        '',
        'A',
        '--x',
        'Content-Disposition: form-data; name="prompt"',
        '',
        'B',
        '--x--',
        '',
      ].join('\r\n'),
      'multipart/form-data; boundary=x',
    ],
  ])('%s', async (_, body, type) => {
    const headers: Record<string, string> = type === undefined ? {} : { 'Content-Type': type }
    expect(await errorOf(await app.request('/videos', { method: 'POST', body, headers }))).toMatchObject({
      status: 400,
    })
  })

  it('a body over the limit returns 413, with a Content-Length or streamed', async () => {
    const body = 'x'.repeat(16_000_000)
    const headers = { 'Content-Type': 'application/json' }
    expect((await app.request('/videos', { method: 'POST', body, headers })).status).toBe(413)
    let pulls = 0
    const stream = new ReadableStream<Uint8Array>({
      pull: (controller) => {
        pulls += 1
        controller.enqueue(new Uint8Array(1_000_000))
      },
    })
    const init: RequestInit & { duplex: 'half' } = { method: 'POST', body: stream, headers, duplex: 'half' }
    expect((await app.request('/videos', init)).status).toBe(413)
    expect(pulls).toBeLessThan(20)
  })
})

describe('an unknown id', () => {
  it.each(['GET', 'DELETE'])('%s returns the same 404 as for an id of another owner', async (method) => {
    const { id } = (await (await app.request('/videos', { ...jsonPost({ prompt: 'A lamp.' }), as: 'bob' })).json()) as {
      id: string
    }
    for (const unknownId of [id, 'video_none', '..', '%00', '%E0%A4%A', 'x'.repeat(2_000)]) {
      if (unknownId === '..') continue
      expect(await errorOf(await app.request(`/videos/${unknownId}`, { method }))).toMatchObject({
        status: 404,
        code: 'not_found',
      })
    }
    expect((await app.request(`/videos/${id}/content`)).status).toBe(404)
    expect((await app.request(`/videos/${id}/remix`, jsonPost({ prompt: 'Again.' }))).status).toBe(404)
    expect((await app.request(`/videos?after=${id}`)).status).toBe(404)
    for (const operation of ['edits', 'extensions']) {
      expect((await app.request(`/videos/${operation}`, jsonPost({ prompt: 'Again.', video: { id } }))).status).toBe(
        404,
      )
    }
    expect((await app.request(`/videos/${id}`, { as: 'bob' })).status).toBe(200)
  })

  it.each(['limit=101', 'limit=-1', 'limit=x', 'order=up'])('a list with %s returns 400', async (query) => {
    expect((await errorOf(await app.request(`/videos?${query}`))).status).toBe(400)
  })
})

describe('an upstream error', () => {
  const withUpstream = (respond: () => Promise<Response>) => {
    const failing = createTestApp({ upstream: { fetch: respond } })
    return failing.request('/videos', jsonPost({ prompt: 'A lamp.' }))
  }
  const rejectWith = (status: number, error: object, headers: Record<string, string> = {}) =>
    withUpstream(async () => Response.json({ error }, { status, headers }))

  it.each([401, 403])('%d becomes 502 without the upstream message', async (status) => {
    const error = await errorOf(await rejectWith(status, { message: 'Incorrect API key provided: sk-upst****-key' }))
    expect(error).toMatchObject({ status: 502, code: 'upstream_rejected' })
    expect(error.message).not.toContain('sk-')
  })
  it('429 and 503 are passed on with Retry-After', async () => {
    for (const status of [429, 503]) {
      const response = await rejectWith(status, { message: 'Slow down.' }, { 'Retry-After': '7' })
      expect([response.status, response.headers.get('retry-after')]).toEqual([status, '7'])
    }
  })
  it('of invalid input is passed on with its message, code and parameter', async () => {
    const error = await errorOf(
      await rejectWith(400, { message: 'Blocked by moderation.', code: 'sentinel_block', param: 'prompt' }),
    )
    expect(error).toMatchObject({
      status: 400,
      message: 'Blocked by moderation.',
      code: 'sentinel_block',
      param: 'prompt',
    })
  })
  it('of a refused connection becomes 502', async () => {
    const down = () => Promise.reject(Object.assign(new TypeError('fetch failed'), { cause: { code: 'ECONNREFUSED' } }))
    expect(await errorOf(await withUpstream(down))).toMatchObject({ status: 502, code: 'upstream_failed' })
  })
})

describe('a malformed id returns the same 404 as an unknown one, without a store lookup', () => {
  const malformed = ['%00', 'video_1%00', '%ED%A0%80', '..%2Fvideo_1', 'video_1%20', 'x'.repeat(101)]
  it.each([
    ['GET', ''],
    ['HEAD', ''],
    ['DELETE', ''],
    ['GET', '/content'],
    ['GET', '/content?variant=thumbnail'],
    ['POST', '/remix'],
  ])('%s %s', async (method, ending) => {
    for (const id of malformed) {
      const init = method === 'POST' ? jsonPost({ prompt: 'Brighter.' }) : { method }
      expect((await app.request(`/videos/${id}${ending}`, init)).status).toBe(404)
    }
  })

  it('as a cursor, as the source of an edit or extension, and in a signed URL', async () => {
    const lookups: string[] = []
    const store = memoryStore()
    const retrieve = (id: string) => {
      lookups.push(id)
      return store.retrieve(id)
    }
    const signing = createTestApp({ server: { store: { ...store, retrieve }, signedURLs: true } })
    for (const id of malformed) {
      const page = await signing.request(`/videos?after=${id}`)
      expect(await errorOf(page)).toMatchObject({ status: 404, code: 'not_found', param: 'id' })
      expect((await signing.request(`/videos/${id}/content?expires=1&signature=x`, { as: null })).status).toBe(404)
    }
    for (const operation of ['edits', 'extensions']) {
      for (const id of ['\0', 'video_1\0', '', ' ', 'é']) {
        const response = await signing.request(`/videos/${operation}`, jsonPost({ prompt: 'Brighter.', video: { id } }))
        expect(response.status).toBe(404)
      }
    }
    expect(lookups).toEqual([])
    await signing.videos.close()
  })
})
