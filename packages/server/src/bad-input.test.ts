import type { ErrorBody } from '@dailies/core'
import sharp from 'sharp'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { memoryStore } from './memory'
import { openStage, posting } from './testing/stage'
import type { Stage } from './testing/stage'

let stage: Stage
beforeEach(() => {
  stage = openStage()
})
afterEach(() => stage.videos.close())

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

describe('a create that cannot be made is 400 and names the parameter', () => {
  it.each<[string, Record<string, unknown>, string]>([
    ['no prompt', {}, 'prompt'],
    ['an empty prompt', { prompt: '' }, 'prompt'],
    ['a blank prompt', { prompt: ' \n ' }, 'prompt'],
    ['a prompt that is no text', { prompt: ['a lamp'] }, 'prompt'],
    ['a prompt of 32,001 characters', { prompt: 'x'.repeat(32_001) }, 'prompt'],
    ['an unknown model', { prompt: 'A lamp.', model: 'sora-9' }, 'model'],
    ['an unknown size', { prompt: 'A lamp.', size: '1x1' }, 'size'],
    ['an unknown length', { prompt: 'A lamp.', seconds: '5' }, 'seconds'],
    ['a length that is no text', { prompt: 'A lamp.', seconds: { value: 4 } }, 'seconds'],
    ['characters of the account', { prompt: 'A lamp.', characters: [{ id: 'char_1' }] }, 'characters'],
    ['a file of the account', { prompt: 'A lamp.', input_reference: { file_id: 'file_1' } }, 'input_reference.file_id'],
    [
      'an address to fetch',
      { prompt: 'A lamp.', input_reference: { image_url: 'http://10.0.0.1/a.png' } },
      'input_reference.image_url',
    ],
    [
      'a data: URL that is no base64',
      { prompt: 'A lamp.', input_reference: { image_url: 'data:image/png;base64,***' } },
      'input_reference.image_url',
    ],
    [
      'a picture that is none',
      { prompt: 'A lamp.', input_reference: { image_url: dataURL(Buffer.from('GIF89a')) } },
      'input_reference',
    ],
    [
      'a reference that is text',
      { prompt: 'A lamp.', input_reference: 'https://example.com/a.png' },
      'input_reference',
    ],
    ['an unknown parameter', { prompt: 'A lamp.', __proto__x: 1 }, '__proto__x'],
  ])('%s', async (_, fields, param) => {
    expect(await errorOf(await stage.ask('/videos', posting(fields)))).toMatchObject({ status: 400, param })
    expect(stage.sandbox.counters.requests.create).toBe(0)
  })

  it('a prompt of 32,000 characters beyond the basic plane is taken', async () => {
    expect((await stage.ask('/videos', posting({ prompt: '\u{1F3AC}'.repeat(32_000) }))).status).toBe(200)
  })

  it.each(['jpeg', 'png', 'webp'] as const)('a %s of another size is refused with both sizes named', async (format) => {
    const picture = await sharp(await png(64, 48))
      .toFormat(format)
      .toBuffer()
    const form = new FormData()
    form.set('prompt', 'A lamp.')
    form.set('input_reference', new Blob([new Uint8Array(picture)]), 'first')
    const error = await errorOf(await stage.ask('/videos', { method: 'POST', body: form }))
    expect(error).toMatchObject({ status: 400, param: 'input_reference' })
    expect(error.message).toMatch(/320x192.*64x48/)
  })

  it.each(['jpeg', 'png', 'webp'] as const)('a %s of the right size is taken', async (format) => {
    const picture = await sharp(await png(192, 320))
      .toFormat(format)
      .toBuffer()
    const form = new FormData()
    for (const [name, value] of [
      ['prompt', 'A lamp.'],
      ['size', '192x320'],
    ] as const)
      form.set(name, value)
    form.set('input_reference', new Blob([new Uint8Array(picture)]), 'first')
    expect((await stage.ask('/videos', { method: 'POST', body: form })).status).toBe(200)
  })
})

describe('a body that cannot be read is 400', () => {
  it.each<[string, string, string | undefined]>([
    ['malformed JSON', '{"prompt": ', 'application/json'],
    ['JSON that is no object', '["A lamp."]', 'application/json'],
    ['nothing', '', 'application/json'],
    ['malformed multipart', '--x\r\nnonsense', 'multipart/form-data; boundary=x'],
    ['multipart without a boundary', 'prompt=A', 'multipart/form-data'],
    ['a form', 'prompt=A', 'application/x-www-form-urlencoded'],
    ['no type', 'prompt', undefined],
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
    expect(await errorOf(await stage.ask('/videos', { method: 'POST', body, headers }))).toMatchObject({ status: 400 })
  })

  it('a body beyond the cap is 413, told or streamed', async () => {
    const body = 'x'.repeat(16_000_000)
    const headers = { 'Content-Type': 'application/json' }
    expect((await stage.ask('/videos', { method: 'POST', body, headers })).status).toBe(413)
    let pulls = 0
    const stream = new ReadableStream<Uint8Array>({
      pull: (controller) => {
        pulls += 1
        controller.enqueue(new Uint8Array(1_000_000))
      },
    })
    const init: RequestInit & { duplex: 'half' } = { method: 'POST', body: stream, headers, duplex: 'half' }
    expect((await stage.ask('/videos', init)).status).toBe(413)
    expect(pulls).toBeLessThan(20)
  })
})

describe('what is not there', () => {
  it.each(['GET', 'DELETE'])('%s of an unknown or foreign id is the same 404', async (method) => {
    const { id } = (await (await stage.ask('/videos', { ...posting({ prompt: 'A lamp.' }), as: 'bob' })).json()) as {
      id: string
    }
    for (const one of [id, 'video_none', '..', '%00', '%E0%A4%A', 'x'.repeat(2_000)]) {
      if (one === '..') continue
      expect(await errorOf(await stage.ask(`/videos/${one}`, { method }))).toMatchObject({
        status: 404,
        code: 'not_found',
      })
    }
    expect((await stage.ask(`/videos/${id}/content`)).status).toBe(404)
    expect((await stage.ask(`/videos/${id}/remix`, posting({ prompt: 'Again.' }))).status).toBe(404)
    expect((await stage.ask(`/videos?after=${id}`)).status).toBe(404)
    for (const verb of ['edits', 'extensions']) {
      expect((await stage.ask(`/videos/${verb}`, posting({ prompt: 'Again.', video: { id } }))).status).toBe(404)
    }
    expect((await stage.ask(`/videos/${id}`, { as: 'bob' })).status).toBe(200)
  })

  it.each(['limit=101', 'limit=-1', 'limit=x', 'order=up'])('a list with %s is 400', async (query) => {
    expect((await errorOf(await stage.ask(`/videos?${query}`))).status).toBe(400)
  })
})

describe('an upstream that does not help', () => {
  const withUpstream = (answer: () => Promise<Response>) => {
    const broken = openStage({ upstream: { fetch: answer } })
    return broken.ask('/videos', posting({ prompt: 'A lamp.' }))
  }
  const refusing = (status: number, error: object, headers: Record<string, string> = {}) =>
    withUpstream(async () => Response.json({ error }, { status, headers }))

  it.each([401, 403])('%d is our 502, without its words', async (status) => {
    const error = await errorOf(await refusing(status, { message: 'Incorrect API key provided: sk-upst****-key' }))
    expect(error).toMatchObject({ status: 502, code: 'upstream_rejected' })
    expect(error.message).not.toContain('sk-')
  })
  it('429 and 503 are passed on with their Retry-After', async () => {
    for (const status of [429, 503]) {
      const response = await refusing(status, { message: 'Slow down.' }, { 'Retry-After': '7' })
      expect([response.status, response.headers.get('retry-after')]).toEqual([status, '7'])
    }
  })
  it('a refusal of the input passes on its words, code and parameter', async () => {
    const error = await errorOf(
      await refusing(400, { message: 'Blocked by moderation.', code: 'sentinel_block', param: 'prompt' }),
    )
    expect(error).toMatchObject({
      status: 400,
      message: 'Blocked by moderation.',
      code: 'sentinel_block',
      param: 'prompt',
    })
  })
  it('one that is down is 502', async () => {
    const down = () => Promise.reject(Object.assign(new TypeError('fetch failed'), { cause: { code: 'ECONNREFUSED' } }))
    expect(await errorOf(await withUpstream(down))).toMatchObject({ status: 502, code: 'upstream_failed' })
  })
})

describe('an id that no video could have is 404, as any that is not there, and no store is asked for it', () => {
  const odd = ['%00', 'video_1%00', '%ED%A0%80', '..%2Fvideo_1', 'video_1%20', 'x'.repeat(101)]
  it.each([
    ['GET', ''],
    ['HEAD', ''],
    ['DELETE', ''],
    ['GET', '/content'],
    ['GET', '/content?variant=thumbnail'],
    ['POST', '/remix'],
  ])('%s %s', async (method, ending) => {
    for (const id of odd) {
      const init = method === 'POST' ? posting({ prompt: 'Brighter.' }) : { method }
      expect((await stage.ask(`/videos/${id}${ending}`, init)).status).toBe(404)
    }
  })

  it('as a cursor, as the film of an edit or extension, and behind a signature', async () => {
    const asked: string[] = []
    const store = memoryStore()
    const retrieve = (id: string) => {
      asked.push(id)
      return store.retrieve(id)
    }
    const signing = openStage({ server: { store: { ...store, retrieve }, signedURLs: true } })
    for (const id of odd) {
      const page = await signing.ask(`/videos?after=${id}`)
      expect(await errorOf(page)).toMatchObject({ status: 404, code: 'not_found', param: 'id' })
      expect((await signing.ask(`/videos/${id}/content?expires=1&signature=x`, { as: null })).status).toBe(404)
    }
    for (const verb of ['edits', 'extensions']) {
      for (const id of ['\0', 'video_1\0', '', ' ', 'é']) {
        const answer = await signing.ask(`/videos/${verb}`, posting({ prompt: 'Brighter.', video: { id } }))
        expect(answer.status).toBe(404)
      }
    }
    expect(asked).toEqual([])
    await signing.videos.close()
  })
})
