import { VideoError } from '@dailies/core'
import { describe, expect, it } from 'vitest'
import { upstreamServer } from './testing/upstream-server'
import type { SeenRequest } from './testing/upstream-server'
import { SubmissionRejectedError } from './upstream'

const options = { idempotencyKey: 'row-1' }
const taken = () => Response.json({ id: 'v', status: 'queued' })
const formOf = ({ headers }: SeenRequest) => (headers.get('content-type') ?? '').split(/[;/]/)[1]
const refusal = (status: number, body: unknown) => Response.json(body, { status })

describe('the body form is switched where the form itself is refused', () => {
  it.each([
    ['415', new Response(null, { status: 415 })],
    [
      'FastAPI looking for a JSON body',
      refusal(422, {
        detail: [
          {
            type: 'model_attributes_type',
            loc: ['body'],
            msg: 'Input should be a valid dictionary or object to extract fields from',
          },
        ],
      }),
    ],
    [
      'FastAPI missing what was sent',
      refusal(422, { detail: [{ type: 'missing', loc: ['body', 'prompt'], msg: 'Field required' }] }),
    ],
    [
      'a JSON parser',
      refusal(400, {
        error: { message: 'Failed to parse the request body as JSON: expected value at line 1 column 1' },
      }),
    ],
    ['a body parser', refusal(400, { error: 'Unexpected token - in JSON at position 0' })],
    ['a media type by name', refusal(400, { code: 'bad', msg: 'content type must be application/json' })],
    ['a missing prompt', refusal(400, { error: { message: 'prompt is required' } })],
  ])('by %s', async (_, answer) => {
    const { upstream, seen } = upstreamServer({ 'POST /videos': [answer, taken()] })
    await upstream.create({ prompt: 'A lamp' }, options)
    await upstream.create({ prompt: 'Another lamp' }, { idempotencyKey: 'row-2' })
    expect(seen.map(formOf)).toEqual(['form-data', 'json', 'json'])
    expect(seen.map(({ headers }) => headers.get('idempotency-key'))).toEqual(['row-1', 'row-1', 'row-2'])
  })

  it('with the seconds as a number where a string is refused', async () => {
    const { upstream, seen } = upstreamServer({
      'POST /videos': [
        new Response(null, { status: 415 }),
        refusal(422, { error: 'seconds: invalid type: string "4", expected i32' }),
        taken(),
      ],
    })
    await upstream.create({ prompt: 'A lamp', seconds: '4' }, options)
    expect(seen.slice(1).map(({ body }) => body)).toMatchObject([{ seconds: '4' }, { seconds: 4 }])
  })

  it('with the reference image as a data URL in JSON', async () => {
    const { upstream, seen } = upstreamServer({ 'POST /videos': taken() }, { dialect: 'aisix' })
    const jpeg = new Blob([new Uint8Array([0xff, 0xd8, 0xff, 0xe0])])
    await upstream.create({ prompt: 'A lamp', input_reference: jpeg }, options)
    expect(seen[0]?.body).toMatchObject({ input_reference: { image_url: 'data:image/jpeg;base64,/9j/4A==' } })
  })
})

describe('nothing is sent twice where the request is refused', () => {
  it.each([
    [
      'a bad value',
      refusal(400, {
        error: {
          code: 'invalid_value',
          message: "Invalid value: '7'. Supported values are: '4', '8'.",
          param: 'seconds',
        },
      }),
    ],
    [
      'a reference of the wrong size',
      refusal(400, { error: { message: 'Inpaint image must match the requested width and height' } }),
    ],
    ['moderation', refusal(400, { error: { code: 'sentinel_block', message: 'Your prompt was blocked' } })],
    ['a field that was not sent', refusal(422, { detail: [{ loc: ['body', 'fps'], msg: 'Field required' }] })],
    ['a wrong key', refusal(401, { error: { message: 'content type' } })],
    ['a broken server', refusal(500, { error: { message: 'invalid JSON' } })],
  ])('for %s', async (_, answer) => {
    const { upstream, seen } = upstreamServer({ 'POST /videos': answer })
    await expect(upstream.create({ prompt: 'A lamp', seconds: '7' }, options)).rejects.toBeInstanceOf(VideoError)
    expect(seen).toHaveLength(1)
  })

  it('and every form is tried once at most', async () => {
    const { upstream, seen } = upstreamServer({ 'POST /videos': new Response(null, { status: 415 }) })
    await expect(upstream.create({ prompt: 'A lamp' }, options)).rejects.toBeInstanceOf(SubmissionRejectedError)
    expect(seen.map(formOf)).toEqual(['form-data', 'json'])
  })

  it('once an answer may have been lost', async () => {
    const { upstream, seen } = upstreamServer({
      'POST /videos': [new Response(null, { status: 415 }), new TypeError('fetch failed'), taken()],
    })
    await expect(upstream.create({ prompt: 'A lamp' }, options)).rejects.not.toBeInstanceOf(SubmissionRejectedError)
    expect(seen).toHaveLength(2)
  })
})

it.each([
  ['openai', 'form-data', '4'],
  ['vllm-omni', 'form-data', '4'],
  ['dynamo', 'json', 4],
  ['aisix', 'json', '4'],
  ['relay', 'json', '4'],
] as const)('%s begins in the form that is known of it', async (dialect, form, seconds) => {
  const { upstream, seen } = upstreamServer({ 'POST /videos': taken() }, { dialect, models: [{ id: 'lamp' }] })
  await upstream.create({ prompt: 'A lamp', seconds: '4' }, options)
  expect([seen.map(formOf), seen[0]?.body]).toEqual([[form], { prompt: 'A lamp', model: 'lamp', seconds }])
})
