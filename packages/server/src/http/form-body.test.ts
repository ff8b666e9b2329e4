import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { fakeUpstream } from '../testing/fake-upstream'
import { createTestServer } from '../testing/test-server'
import type { Fields } from './body'
import { readFormBody } from './form-body'
import { createRequestMemory } from './request-memory'

/** Reads a form whose body arrives in chunks of this size. */
function read(body: string | Uint8Array, { type = 'multipart/form-data; boundary=b', chunkSize = Infinity } = {}) {
  const bytes = typeof body === 'string' ? new TextEncoder().encode(body) : body
  let at = 0
  const stream = new ReadableStream<Uint8Array>({
    pull(controller) {
      if (at >= bytes.byteLength) return controller.close()
      controller.enqueue(bytes.slice(at, at + chunkSize))
      at += chunkSize
    },
  })
  const init = { method: 'POST', body: stream, headers: { 'Content-Type': type }, duplex: 'half' }
  const memory = createRequestMemory('ada', { each: Infinity, all: Infinity })
  return readFormBody(new Request('http://app.test', init as RequestInit), { maxBytes: 20_000_000, memory })
}

/** One part, with its headers as given. */
const part = (headers: string, content: string): string => `--b\r\n${headers}\r\n\r\n${content}\r\n`
const disposition = (parameters: string): string => `Content-Disposition: form-data; ${parameters}`

describe('a form is read', () => {
  it.each<[string, string, Fields]>([
    ['with a quoted name', part(disposition('name="prompt"'), 'A lamp.'), { prompt: 'A lamp.' }],
    ['with a token as its name, as .NET writes it', part(disposition('name=prompt'), 'A lamp.'), { prompt: 'A lamp.' }],
    [
      'with a token and a media type',
      part(`Content-Type: text/plain; charset=utf-8\r\n${disposition('name=prompt')}`, 'Ein Leuchtturm – 灯台'),
      { prompt: 'Ein Leuchtturm – 灯台' },
    ],
    ['with header names in another case', part('content-DISPOSITION:form-data;name="prompt"', 'x'), { prompt: 'x' }],
    ['with an escaped quote in a name', part(disposition('name="a\\"b"'), 'x'), { 'a"b': 'x' }],
    ['with an empty value', part(disposition('name="prompt"'), ''), { prompt: '' }],
    [
      'with line breaks in a value',
      part(disposition('name="prompt"'), 'a\r\n\r\n--c\r\nb'),
      { prompt: 'a\r\n\r\n--c\r\nb' },
    ],
    ['with an empty line at its start', `\r\n${part(disposition('name="prompt"'), 'x')}`, { prompt: 'x' }],
    ['with an object', part(disposition('name="video[id]"'), 'video_1'), { video: { id: 'video_1' } }],
    ['without parts', '', {}],
  ])('%s', async (_, body, fields) => {
    // The parts arrive whole, byte by byte, and followed by more than fits into one block.
    for (const [chunkSize, rest] of [
      [Infinity, '\r\n'],
      [1, '\r\n'],
      [7, ''],
      [1_000, `\r\n${'x'.repeat(200_000)}`],
    ] as const) {
      expect(await read(`${body}--b--${rest}`, { chunkSize })).toEqual(fields)
    }
  })

  it.each([
    ['a name', 'name="input_reference"; filename="one.png"'],
    ['a name beyond Latin-1', 'name="input_reference"; filename="写真 1.png"'],
    ['a token as its name', 'name=input_reference; filename=one.png'],
    ['an encoded name', "name=input_reference; filename=x.png; filename*=utf-8''%e5%86%99.png"],
    ['no name', 'name=input_reference'],
  ])('with a file of %s', async (_, parameters) => {
    const bytes = Uint8Array.from({ length: 200_000 }, (_value, index) => index % 251)
    const text = new TextEncoder()
    const body = await new Blob([
      text.encode(`--b\r\n${disposition(parameters)}\r\nContent-Type: image/png\r\n\r\n`),
      bytes,
      text.encode('\r\n--b--\r\n'),
    ]).arrayBuffer()
    for (const chunkSize of [Infinity, 1_000, 65_536]) {
      const { input_reference: file } = await read(new Uint8Array(body), { chunkSize })
      expect(file).toBeInstanceOf(Blob)
      expect((file as Blob).type).toBe('image/png')
      expect(Buffer.from(await (file as Blob).arrayBuffer()).equals(bytes)).toBe(true)
    }
  })

  it('with any boundary, at any split, as FormData has written it', async () => {
    const value = fc.oneof(fc.string({ unit: 'grapheme', maxLength: 60 }), fc.stringMatching(/^[-\r\nb]{0,40}$/))
    await fc.assert(
      fc.asyncProperty(fc.dictionary(fc.stringMatching(/^\w{1,9}$/), value), fc.nat(40), async (fields, size) => {
        const form = new FormData()
        for (const [name, text] of Object.entries(fields)) form.set(name, text)
        const request = new Request('http://app.test', { method: 'POST', body: form })
        const type = request.headers.get('content-type') ?? ''
        const received = await read(new Uint8Array(await request.arrayBuffer()), { type, chunkSize: size + 1 })
        const sent = Object.entries(fields).map(([name, text]) => [name, text.replaceAll(/\r\n|\r|\n/g, '\r\n')])
        expect(Object.entries(received)).toEqual(sent)
      }),
      { numRuns: 300 },
    )
  })

  it.each(['multipart/form-data; boundary="b"', 'Multipart/Form-Data;charset=utf-8; Boundary=b ; x=1'])(
    'with the media type %s',
    async (type) => {
      expect(await read(`${part(disposition('name=prompt'), 'x')}--b--`, { type })).toEqual({ prompt: 'x' })
    },
  )
})

describe('a form is rejected', () => {
  const empty = part(disposition('name="x"'), '')
  const partsOf = (count: number) =>
    Array.from({ length: count }, (_, index) => part(disposition(`name=x${index}`), '')).join('')
  it.each<[string, string, RegExp]>([
    ['with 220,000 empty parts', partsOf(220_000), /more than 100 parts/],
    ['with 101 parts', partsOf(101), /more than 100 parts/],
    ['with endless headers', part(`X: ${'x'.repeat(10_000)}`, ''), /not valid/],
    ['with many headers in one part', part('X: y\r\n'.repeat(2_000), ''), /not valid/],
    ['with a part without a name', part('Content-Disposition: form-data', ''), /not valid/],
    ['with a part without headers', '--b\r\n\r\nx\r\n', /not valid/],
    ['with a repeated name', empty.repeat(2), /"x" is given twice/],
    ['without its first boundary', `x${empty}`, /not valid/],
  ])('%s', async (_, body, words) => {
    for (const chunkSize of [Infinity, 65_536, 1_000]) {
      const started = performance.now()
      await expect(read(`${body}--b--\r\n`, { chunkSize })).rejects.toMatchObject({
        code: 'invalid_request',
        message: expect.stringMatching(words),
      })
      expect(performance.now() - started).toBeLessThan(1_000)
    }
  })

  it.each([
    ['cut off', part(disposition('name="x"'), 'x')],
    ['empty', ''],
  ])('if it is %s', async (_, body) => {
    await expect(read(body)).rejects.toMatchObject({ code: 'invalid_request' })
  })

  it.each(['multipart/form-data', 'multipart/form-data; boundary=', `multipart/form-data; boundary=${'b'.repeat(71)}`])(
    'with the media type %s',
    async (type) => {
      await expect(read('--b--', { type })).rejects.toMatchObject({ code: 'invalid_request' })
    },
  )

  it('with bytes that are not UTF-8', async () => {
    const body = Buffer.from(`${part(disposition('name="prompt"'), '\xff')}--b--`, 'latin1')
    await expect(read(new Uint8Array(body))).rejects.toMatchObject({ code: 'invalid_request' })
  })
})

describe('a prompt is the same text in a form and in JSON', () => {
  const post = (prompt: string, as: 'form' | 'JSON', key?: string): RequestInit => {
    const form = new FormData()
    form.set('prompt', prompt)
    const isForm = as === 'form'
    return {
      method: 'POST',
      body: isForm ? form : JSON.stringify({ prompt }),
      headers: {
        ...(!isForm && { 'Content-Type': 'application/json' }),
        ...(key !== undefined && { 'Idempotency-Key': key }),
      },
    }
  }

  it.each(['one\ntwo', 'one\r\ntwo', 'one\rtwo'])('%j', async (prompt) => {
    const { request } = createTestServer()
    const videos = await Promise.all(
      (['form', 'JSON'] as const).map(async (as) => (await request('/videos', post(prompt, as, 'one intent'))).json()),
    )
    expect(videos).toMatchObject([{ prompt: 'one\ntwo' }, { prompt: 'one\ntwo', id: videos[0].id }])
  })

  it.each(['form', 'JSON'] as const)('of 32,000 characters with 320 line breaks, as %s', async (as) => {
    const { request } = createTestServer()
    const prompt = `${'x'.repeat(99)}\n`.repeat(320)
    expect((await request('/videos', post(prompt, as))).status).toBe(200)
    expect((await request('/videos', post(`${prompt}x`, as))).status).toBe(400)
  })

  it('and so are the parameters of a model', async () => {
    const upstream = fakeUpstream()
    upstream.capabilities.models[0]!.parameters = [{ name: 'negative_prompt', label: 'Not', type: 'string' }]
    const { request } = createTestServer({ upstream })
    const body = JSON.stringify({ prompt: 'A lamp.', parameters: { negative_prompt: 'one\r\ntwo' } })
    const headers = { 'Content-Type': 'application/json' }
    const video = await (await request('/videos', { method: 'POST', body, headers })).json()
    expect(video).toMatchObject({ assets: { request: { parameters: { negative_prompt: 'one\ntwo' } } } })
  })
})
