import { sampleVideo } from '@dailies/sandbox'
import { describe, expect, it } from 'vitest'
import { openSandbox } from './testing/open-sandbox'

const rejections: [name: string, fields: Record<string, unknown>, code: string, param: string][] = [
  ['no prompt', {}, 'missing_required_parameter', 'prompt'],
  ['an empty prompt', { prompt: '' }, 'empty_string', 'prompt'],
  ['a prompt of 32,001 characters', { prompt: 'a'.repeat(32_001) }, 'string_above_max_length', 'prompt'],
  ['a prompt that is no text', { prompt: 7 }, 'invalid_type', 'prompt'],
  ['a prompt that moderation rejects', { prompt: 'Contraband at noon.' }, 'sentinel_block', 'prompt'],
  ['an unknown model', { prompt: 'A', model: 'lamp-9' }, 'invalid_value', 'model'],
  ['a number of seconds', { prompt: 'A', seconds: 4 }, 'invalid_type', 'seconds'],
  ['seconds that the model has not', { prompt: 'A', seconds: '5' }, 'invalid_value', 'seconds'],
  ['a size that the model has not', { prompt: 'A', size: '1920x1080' }, 'invalid_value', 'size'],
  ['a misspelled parameter', { prompt: 'A', second: '4' }, 'unknown_parameter', 'second'],
  ['a reference that is a text', { prompt: 'A', input_reference: 'x' }, 'invalid_type', 'input_reference'],
  ['a reference that says nothing', { prompt: 'A', input_reference: {} }, 'invalid_value', 'input_reference'],
  [
    'a reference that says two things',
    { prompt: 'A', input_reference: { image_url: 'data:,', file_id: 'f' } },
    'invalid_value',
    'input_reference',
  ],
  [
    'a file that does not exist',
    { prompt: 'A', input_reference: { file_id: 'file-1' } },
    'file_not_found',
    'input_reference.file_id',
  ],
  [
    'a reference elsewhere',
    { prompt: 'A', input_reference: { image_url: 'http://elsewhere/a.png' } },
    'invalid_image_url',
    'input_reference.image_url',
  ],
  [
    'a reference of broken base64',
    { prompt: 'A', input_reference: { image_url: 'data:image/png;base64,%%%' } },
    'invalid_image_url',
    'input_reference.image_url',
  ],
]

describe('rejects a create with', () => {
  it.each(rejections)('%s', async (_, fields, code, param) => {
    const { sandbox, post } = openSandbox()
    const { status, body } = await post('', fields)
    expect(status).toBe(400)
    expect(body).toEqual({ error: { message: expect.stringMatching(/./), type: 'invalid_request_error', code, param } })
    expect(sandbox.counters.creates).toBe(0)
  })
})

it('accepts a prompt of 32,000 code points', async () => {
  const { post } = openSandbox()
  expect((await post('', { prompt: 'a'.repeat(32_000) })).status).toBe(200)
  expect((await post('', { prompt: '\u{1F3AC}'.repeat(32_000) })).status).toBe(200)
  expect((await post('', { prompt: '\u{1F3AC}'.repeat(32_001) })).body.error.message).toContain('length 32001')
})

it('the error message lists the allowed values', async () => {
  const { post } = openSandbox()
  const { body } = await post('', { prompt: 'A', seconds: '5' })
  expect(body.error.message).toBe("Invalid value: '5'. Supported values are: '4', '8', and '12'.")
})

describe('rejects an unreadable body', () => {
  it.each([
    ['broken JSON', 'application/json', '{"prompt": ', 400, 'invalid_json'],
    ['JSON that is no object', 'application/json', '["A"]', 400, 'invalid_json'],
    ['an empty JSON body', 'application/json', '', 400, 'invalid_json'],
    ['multipart without a boundary', 'multipart/form-data', 'x', 400, 'invalid_multipart'],
    [
      'multipart cut short',
      'multipart/form-data; boundary=b',
      '--b\r\nContent-Disposition: form-data',
      400,
      'invalid_multipart',
    ],
    ['another form', 'text/plain', 'A lamp.', 415, 'unsupported_content_type'],
  ])('%s', async (_, type, body, status, code) => {
    const { ask } = openSandbox()
    const answer = await ask('', { method: 'POST', headers: { 'content-type': type }, body })
    expect([answer.status, answer.body.error.code]).toEqual([status, code])
  })
})

describe('a reference image', () => {
  const thumbnail = Uint8Array.from(sampleVideo().thumbnail) // WebP, 320x192
  const models = [{ id: 'small', sizes: ['320x192', '192x320'], seconds: ['1'] }]
  const formOf = (file: Blob, size: string) => {
    const form = new FormData()
    form.set('prompt', 'A lamp.')
    form.set('size', size)
    form.set('input_reference', file)
    return { method: 'POST', body: form }
  }

  it('of the exact size reaches the renderer, as a file and as a data URL', async () => {
    const references: (Uint8Array | undefined)[] = []
    const { sandbox, ask, post } = openSandbox({
      models,
      renderer: {
        render(request) {
          references.push(request.referenceImage)
          return Promise.resolve(sampleVideo())
        },
      },
    })
    expect((await ask('', formOf(new Blob([thumbnail]), '320x192'))).status).toBe(200)
    const url = `data:image/webp;base64,${Buffer.from(thumbnail).toString('base64')}`
    expect((await post('', { prompt: 'A lamp.', input_reference: { image_url: url } })).status).toBe(200)
    await sandbox.advance(8)
    expect(references).toEqual([thumbnail, thumbnail])
  })

  it("of another size is rejected with OpenAI's message", async () => {
    const { ask } = openSandbox({ models })
    const { status, body } = await ask('', formOf(new Blob([thumbnail]), '192x320'))
    expect([status, body.error.param]).toEqual([400, 'input_reference'])
    expect(body.error.message).toContain('Inpaint image must match the requested width and height')
  })

  it('is detected by its first bytes, whatever its content type says', async () => {
    const { ask } = openSandbox({ models })
    const { body } = await ask('', formOf(new Blob(['GIF89a'], { type: 'image/png' }), '320x192'))
    expect(body.error.code).toBe('unsupported_file_mimetype')
  })
})

describe('a remix', () => {
  it('of a running, failed or missing job is rejected', async () => {
    const { sandbox, post, create } = openSandbox()
    const running = await create()
    expect((await post(`/${running}/remix`, { prompt: 'B' })).status).toBe(400)
    expect((await post('/video_none/remix', { prompt: 'B' })).status).toBe(404)
    const failed = await create({ prompt: 'gore' })
    await sandbox.advance(8)
    expect((await post(`/${failed}/remix`, { prompt: 'B' })).body.error.message).toContain('failed')
  })

  it('needs a prompt', async () => {
    const { sandbox, post, create } = openSandbox()
    const id = await create()
    await sandbox.advance(8)
    expect((await post(`/${id}/remix`, {})).body.error).toMatchObject({ param: 'prompt' })
  })
})

describe('an extension', () => {
  it('is rejected without seconds, with seconds not in the list, and beyond 120 seconds in total', async () => {
    const { sandbox, post, create } = openSandbox({
      renderer: { render: async ({ width, height, seconds }) => ({ ...sampleVideo(), width, height, seconds }) },
    })
    let id = await create({ model: 'lamp-1-pro', seconds: '20' })
    await sandbox.advance(8)
    const extend = (seconds?: unknown) => post('/extensions', { prompt: 'On.', video: { id }, seconds })
    expect((await extend()).body.error).toMatchObject({ code: 'missing_required_parameter', param: 'seconds' })
    expect((await extend('5')).body.error).toMatchObject({ code: 'invalid_value', param: 'seconds' })
    for (const total of ['40', '60', '80', '100', '120']) {
      const { body } = await extend('20')
      expect(body.seconds).toBe(total)
      id = body.id
      await sandbox.advance(8)
    }
    expect((await extend('4')).body.error.message).toContain('124 seconds')
  })
})
