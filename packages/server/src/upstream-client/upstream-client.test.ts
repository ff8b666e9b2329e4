import {
  ResponseError,
  createFileClient,
  createUpstreamClient,
  toCreateError,
  toVideoError,
} from '@dailies/server/upstream'
import type { UpstreamClientOptions, UpstreamResponse } from '@dailies/server/upstream'
import { isSubmissionRejected } from '@dailies/server'
import { inspect } from 'node:util'
import { describe, expect, it } from 'vitest'
import { sampleVideo } from '@dailies/sandbox'

const key = 'key-of-the-operator-1234'
const file = new Uint8Array(sampleVideo().video)

/** A client whose requests this function answers, and what it received. */
function open(
  answer: (request: Request) => Response | Promise<Response>,
  options: Partial<UpstreamClientOptions> = {},
) {
  const requests: { method: string; url: string; headers: Headers; body: string }[] = []
  const client = createUpstreamClient({
    baseURL: 'https://api.test/v1',
    headers: { authorization: `Key ${key}` },
    secrets: [key],
    fetch: async (request) => {
      requests.push({
        method: request.method,
        url: request.url,
        headers: request.headers,
        body: await request.clone().text(),
      })
      return answer(request)
    },
    ...options,
  })
  return { client, requests }
}
const readJob = ({ body }: UpstreamResponse) => {
  const { id } = body as { id?: string }
  if (id === undefined) throw new Error('no id')
  return { ref: id, update: { status: 'queued' as const } }
}
const errorOf = (promise: Promise<unknown>) =>
  promise.then(
    () => undefined,
    (error: unknown) => error,
  )

describe('a request', () => {
  it('is sent below the base URL, as JSON, with the key', async () => {
    const { client, requests } = open(() => Response.json({ done: true }, { headers: { 'retry-after': '3' } }))
    const response = await client.request('PUT', '/jobs/a', { query: { logs: '1' }, body: { a: 1 } })
    expect(response).toEqual({ status: 200, body: { done: true }, pollAfterMs: 3_000 })
    expect(requests).toMatchObject([{ method: 'PUT', url: 'https://api.test/v1/jobs/a?logs=1', body: '{"a":1}' }])
    expect(requests[0]?.headers.get('authorization')).toBe(`Key ${key}`)
    expect(requests[0]?.headers.get('content-type')).toBe('application/json')
  })

  it('follows no redirect to another origin', async () => {
    const location = 'https://evil.test/'
    const { client, requests } = open(() => new Response(null, { status: 307, headers: { location } }))
    expect(await errorOf(client.request('GET', '/jobs/a'))).toMatchObject({ code: 'misconfigured' })
    expect(requests).toHaveLength(1)
  })

  it.each([
    ['a page', new Response('<html>', { status: 200 }), 'upstream_failed'],
    ['too much', new Response('1'.repeat(2_000_000)), 'upstream_failed'],
    ['404', Response.json({}, { status: 404 }), 'not_found'],
    ['503', new Response('', { status: 503 }), 'overloaded'],
  ])('that is answered with %s rejects', async (_, response, code) => {
    expect(await errorOf(open(() => response).client.request('GET', '/jobs/a'))).toMatchObject({ code })
  })

  it('rejects without the key, wherever the provider repeats it', async () => {
    const message = `Unknown key ${key}, or ${encodeURIComponent(key)}, of job job-123456`
    const { client } = open(() => Response.json({ error: { message, code: key } }, { status: 400 }))
    const error = await errorOf(client.request('GET', '/jobs/a', { ids: ['job-123456'] }))
    expect(inspect(error, { depth: 12, showHidden: true })).not.toContain(key)
    expect((error as Error).message).not.toContain('job-123456')
  })

  it('ends with its time-out if the provider never responds', async () => {
    const { client } = open(() => new Promise(() => undefined), { readTimeoutMs: 30 })
    expect(await errorOf(client.request('GET', '/jobs/a'))).toMatchObject({ code: 'upstream_timeout' })
  })
})

describe('a create', () => {
  const create = async (response: Response | Error) => {
    const answer = async () => {
      if (response instanceof Error) throw response
      return response
    }
    const { client, requests } = open(answer)
    const error = await errorOf(client.create('/jobs', { idempotencyKey: 'row-1', body: { a: 1 } }, readJob))
    return { error, requests }
  }

  it('is sent once, with its key', async () => {
    const { client, requests } = open(() => Response.json({ id: 'a' }))
    const job = await client.create('/jobs', { idempotencyKey: 'row-1', body: {} }, readJob)
    expect(job.ref).toBe('a')
    expect(requests.map(({ headers }) => headers.get('idempotency-key'))).toEqual(['row-1'])
  })

  it.each([
    [400, { error: { message: 'Bad' } }],
    [401, {}],
    [403, {}],
    [404, {}],
    [422, { detail: [{ loc: ['body', 'prompt'], msg: 'Field required' }] }],
    [429, { error: { message: 'Slow down' } }],
    [501, {}],
  ])('that is answered with %i %j has certainly created no job', async (status, body) => {
    const { error, requests } = await create(Response.json(body, { status }))
    expect(isSubmissionRejected(error)).toBe(true)
    expect(requests).toHaveLength(1)
  })

  it.each([
    ['408', new Response(null, { status: 408 })],
    ['409', Response.json({ error: { message: 'Conflict' } }, { status: 409 })],
    ['425', new Response(null, { status: 425 })],
    ['429 of a gateway', new Response('<html>', { status: 429 })],
    ['500', Response.json({ error: { message: 'Oops' } }, { status: 500 })],
    ['503', new Response('<html>', { status: 503, headers: { 'retry-after': '1' } })],
    ['a page', new Response('<html>')],
    ['no id', Response.json({})],
    ['a broken connection', Object.assign(new TypeError('fetch failed'), { cause: { code: 'ECONNRESET' } })],
  ])('that is answered with %s may have created a job', async (_, response) => {
    const { error, requests } = await create(response)
    expect([error instanceof Error, isSubmissionRejected(error)]).toEqual([true, false])
    expect(requests).toHaveLength(1)
  })
})

describe('a file', () => {
  const request = { variant: 'video' as const }
  const mp4 = () => new Response(file, { headers: { 'content-type': 'video/mp4' } })

  it('on the origin of the base URL is fetched with the key', async () => {
    const { client, requests } = open(mp4)
    const { body, contentType } = await client.file('https://api.test/files/a', request)
    await body.cancel()
    expect(contentType).toBe('video/mp4')
    expect(requests[0]?.headers.get('authorization')).toBe(`Key ${key}`)
  })

  it('on a trusted origin is fetched without the key, also where its URL carries it', async () => {
    const { client, requests } = open(mp4, { trustedMediaOrigins: ['https://cdn.test'] })
    const { body } = await client.file(`https://cdn.test/a?s=x%2Fy&key=${key}&e=1`, request)
    await body.cancel()
    expect(requests.map(({ url }) => url)).toEqual(['https://cdn.test/a?s=x%2Fy&e=1'])
    expect(requests[0]?.headers.get('authorization')).toBeNull()
  })

  it('at a relative URL belongs to the origin of the base URL', async () => {
    const { client, requests } = open(mp4)
    await (await client.file('/files/a', request)).body.cancel()
    expect(requests[0]?.url).toBe('https://api.test/files/a')
    const alone = createFileClient({ secrets: [key] })
    expect(await errorOf(alone('/files/a', request))).toMatchObject({ code: 'upstream_failed' })
  })

  it('can be in the response itself', async () => {
    const content = await createFileClient({ secrets: [] })({ base64: Buffer.from(file).toString('base64') }, request)
    expect([content.contentType, content.contentLength]).toEqual(['video/mp4', file.byteLength])
    await content.body.cancel()
  })

  it.each([
    [404, 'not_found'],
    [410, 'expired'],
    [416, 'range_not_satisfiable'],
    [403, 'upstream_rejected'],
    [500, 'upstream_failed'],
  ])('that is answered with %i rejects as %s', async (status, code) => {
    const { client } = open(() => new Response(null, { status }))
    expect(await errorOf(client.file('https://api.test/a', request))).toMatchObject({ code })
  })
})

it("classifies an error of a vendor's SDK", () => {
  const context = { now: 0, secrets: [key] }
  const rejected = toCreateError(new ResponseError(422, new Headers(), { detail: 'Too long' }), context)
  expect([isSubmissionRejected(rejected), rejected.message]).toEqual([true, 'Too long'])
  expect(toVideoError(new ResponseError(404, new Headers(), undefined), context)).toMatchObject({ code: 'not_found' })
  expect(isSubmissionRejected(toCreateError(new TypeError('terminated'), context))).toBe(false)
})

it.each([
  ['a base URL with a query', { baseURL: 'https://api.test/?key=1' }],
  ['no base URL', { baseURL: '' }],
  ['a header with a line break', { headers: { 'x-key': 'a\nb' } }],
  ['no secrets', { secrets: undefined }],
  ['a time-out that is no number', { readTimeoutMs: Number.NaN }],
  ['an unknown option', { readTimeuotMs: 1 }],
  ['a trusted origin with a path', { trustedMediaOrigins: ['https://cdn.test/a'] }],
])('%s is an error at start', (_, options) => {
  expect(() => open(() => Response.json({}), options as object)).toThrow(
    expect.objectContaining({ code: 'misconfigured' }),
  )
})
