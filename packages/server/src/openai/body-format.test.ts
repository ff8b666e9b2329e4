import { VideoError } from '@dailies/core'
import { describe, expect, it } from 'vitest'
import { upstreamServer } from './testing/upstream-server'
import type { ReceivedRequest } from './testing/upstream-server'
import { SubmissionRejectedError } from '../upstream/submission-rejected-error'

const options = { idempotencyKey: 'row-1' }
const created = () => Response.json({ id: 'v', status: 'queued' })
const formatOf = ({ headers }: ReceivedRequest) => (headers.get('content-type') ?? '').split(/[;/]/)[1]
const errorResponse = (status: number, body: unknown) => Response.json(body, { status })

describe('retries in another body format if the server rejects the format', () => {
  it.each([
    ['415', new Response(null, { status: 415 })],
    [
      'FastAPI without a JSON body',
      errorResponse(422, {
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
      'FastAPI with a sent field as missing',
      errorResponse(422, { detail: [{ type: 'missing', loc: ['body', 'prompt'], msg: 'Field required' }] }),
    ],
    [
      'a JSON parser',
      errorResponse(400, {
        error: { message: 'Failed to parse the request body as JSON: expected value at line 1 column 1' },
      }),
    ],
    ['a body parser', errorResponse(400, { error: 'Unexpected token - in JSON at position 0' })],
    [
      'an error that names a media type',
      errorResponse(400, { code: 'bad', msg: 'content type must be application/json' }),
    ],
    ['a sent prompt as missing', errorResponse(400, { error: { message: 'prompt is required' } })],
  ])('after %s', async (_, response) => {
    const { upstream, requests } = upstreamServer({ 'POST /videos': [response, created()] })
    await upstream.create({ prompt: 'A lamp' }, options)
    await upstream.create({ prompt: 'Another lamp' }, { idempotencyKey: 'row-2' })
    expect(requests.map(formatOf)).toEqual(['form-data', 'json', 'json'])
    expect(requests.map(({ headers }) => headers.get('idempotency-key'))).toEqual(['row-1', 'row-1', 'row-2'])
  })

  it('with seconds as a number if a string is rejected', async () => {
    const { upstream, requests } = upstreamServer({
      'POST /videos': [
        new Response(null, { status: 415 }),
        errorResponse(422, { error: 'seconds: invalid type: string "4", expected i32' }),
        created(),
      ],
    })
    await upstream.create({ prompt: 'A lamp', seconds: '4' }, options)
    expect(requests.slice(1).map(({ body }) => body)).toMatchObject([{ seconds: '4' }, { seconds: 4 }])
  })

  it('with the reference image as a data URL in JSON', async () => {
    const { upstream, requests } = upstreamServer({ 'POST /videos': created() }, { dialect: 'aisix' })
    const jpeg = new Blob([new Uint8Array([0xff, 0xd8, 0xff, 0xe0])])
    await upstream.create({ prompt: 'A lamp', input_reference: jpeg }, options)
    expect(requests[0]?.body).toMatchObject({ input_reference: { image_url: 'data:image/jpeg;base64,/9j/4A==' } })
  })
})

describe('does not retry a request that is rejected', () => {
  it.each([
    [
      'a bad value',
      errorResponse(400, {
        error: {
          code: 'invalid_value',
          message: "Invalid value: '7'. Supported values are: '4', '8'.",
          param: 'seconds',
        },
      }),
    ],
    [
      'a reference image of the wrong size',
      errorResponse(400, { error: { message: 'Inpaint image must match the requested width and height' } }),
    ],
    ['moderation', errorResponse(400, { error: { code: 'sentinel_block', message: 'Your prompt was blocked' } })],
    ['a field that was not sent', errorResponse(422, { detail: [{ loc: ['body', 'fps'], msg: 'Field required' }] })],
    ['a wrong key', errorResponse(401, { error: { message: 'content type' } })],
    ['a server error', errorResponse(500, { error: { message: 'invalid JSON' } })],
  ])('for %s', async (_, response) => {
    const { upstream, requests } = upstreamServer({ 'POST /videos': response })
    await expect(upstream.create({ prompt: 'A lamp', seconds: '7' }, options)).rejects.toBeInstanceOf(VideoError)
    expect(requests).toHaveLength(1)
  })

  it('more than once per body format', async () => {
    const { upstream, requests } = upstreamServer({ 'POST /videos': new Response(null, { status: 415 }) })
    await expect(upstream.create({ prompt: 'A lamp' }, options)).rejects.toBeInstanceOf(SubmissionRejectedError)
    expect(requests.map(formatOf)).toEqual(['form-data', 'json'])
  })

  it('after a response may have been lost', async () => {
    const { upstream, requests } = upstreamServer({
      'POST /videos': [new Response(null, { status: 415 }), new TypeError('fetch failed'), created()],
    })
    await expect(upstream.create({ prompt: 'A lamp' }, options)).rejects.not.toBeInstanceOf(SubmissionRejectedError)
    expect(requests).toHaveLength(2)
  })
})

it.each([
  ['openai', 'form-data', '4'],
  ['vllm-omni', 'form-data', '4'],
  ['dynamo', 'json', 4],
  ['aisix', 'json', '4'],
  ['relay', 'json', '4'],
] as const)('%s starts with the body format of its dialect', async (dialect, format, seconds) => {
  const { upstream, requests } = upstreamServer({ 'POST /videos': created() }, { dialect, models: [{ id: 'lamp' }] })
  await upstream.create({ prompt: 'A lamp', seconds: '4' }, options)
  expect([requests.map(formatOf), requests[0]?.body]).toEqual([[format], { prompt: 'A lamp', model: 'lamp', seconds }])
})
