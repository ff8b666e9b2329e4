import { describe, expect, it } from 'vitest'
import { upstreamServer, videoBytes } from './testing/upstream-server'
import { SubmissionRejectedError } from '../upstream/submission-rejected-error'
import type { Upstream } from '../upstream/upstream'

const options = { idempotencyKey: 'row-1' }
const errorResponse = (status: number, body: unknown = { detail: 'Not Found' }) => Response.json(body, { status })
const job = Response.json({ id: 'v', status: 'completed' })

describe('an operation that the server does not support', () => {
  const remix = (upstream: Upstream, id = 'v') => upstream.remix!(id, { prompt: 'Blue' }, options)
  const ids = ['a', 'b', 'c']
  const rejectRemixes = (response: Response) =>
    Object.fromEntries(
      ids.flatMap((id) => [
        [`POST /videos/${id}/remix`, response],
        [`GET /videos/${id}`, Response.json({ id, status: 'completed' })],
      ]),
    )

  it.each([
    ['405', errorResponse(405)],
    ['501', errorResponse(501)],
    ['404 although the videos exist', errorResponse(404)],
  ])('is disabled for one hour after three responses with %s in a row', async (_, response) => {
    let now = 0
    const { upstream } = upstreamServer(rejectRemixes(response), { now: () => now })
    for (const id of ids) {
      expect(upstream.remix).toBeDefined()
      const rejected = remix(upstream, id)
      await expect(rejected).rejects.toMatchObject({ code: 'unsupported' })
      await expect(rejected).rejects.toBeInstanceOf(SubmissionRejectedError)
    }
    expect(upstream.remix).toBeUndefined()
    expect(upstream.edit).toBeDefined()
    now += 3_600_000
    await expect(remix(upstream)).rejects.toMatchObject({ code: 'not_found' })
    expect(upstream.remix).toBeDefined()
    await expect(remix(upstream, 'a')).rejects.toMatchObject({ code: 'unsupported' })
    expect(upstream.remix).toBeUndefined()
  })

  it('stays enabled after repeated responses for the same video', async () => {
    const { upstream } = upstreamServer(rejectRemixes(errorResponse(404)))
    for (let attempt = 0; attempt < 5; attempt += 1) {
      await expect(remix(upstream, 'a')).rejects.toMatchObject({ code: 'unsupported' })
    }
    expect(upstream.remix).toBeDefined()
  })

  it.each([405, 404])('stays enabled once it has succeeded, also after a later %s', async (status) => {
    const created = Response.json({ id: 'v2', status: 'queued' })
    const { upstream } = upstreamServer({ ...rejectRemixes(errorResponse(status)), 'POST /videos/v/remix': created })
    await remix(upstream)
    for (const id of ids) await expect(remix(upstream, id)).rejects.toBeInstanceOf(SubmissionRejectedError)
    expect(upstream.remix).toBeDefined()
  })

  it.each([
    ['a video that does not exist', errorResponse(404), 'not_found'],
    [
      'a prompt that is rejected',
      errorResponse(400, { error: { code: 'sentinel_block', message: 'No' } }),
      'sentinel_block',
    ],
  ])('stays enabled after an error about %s', async (_, response, code) => {
    const { upstream } = upstreamServer({ 'POST /videos/v/remix': response, 'GET /videos/v': errorResponse(404) })
    for (let attempt = 0; attempt < 3; attempt += 1) await expect(remix(upstream)).rejects.toMatchObject({ code })
    expect(upstream.remix).toBeDefined()
  })

  it('can be overridden by code that wraps the upstream', () => {
    const { upstream } = upstreamServer({})
    const { remix } = upstream
    const wrapped: Upstream = Object.assign(Object.create(upstream), { remix: undefined })
    expect([wrapped.remix, upstream.remix]).toEqual([undefined, remix])
  })

  it.each([
    ['openai', ['edit', 'extend', 'list', 'remix', 'delete']],
    ['vllm-omni', ['list', 'delete']],
    ['litellm', []],
    ['dynamo', []],
    ['new-api', ['remix']],
  ] as const)('is not offered for the dialect %s', (dialect, operations) => {
    const { upstream } = upstreamServer({}, { dialect, models: [{ id: 'lamp' }] })
    const offered = (['edit', 'extend', 'list', 'remix', 'delete'] as const).filter(
      (operation) => upstream[operation] !== undefined,
    )
    expect(offered).toEqual(operations)
  })
})

describe('an uploaded video', () => {
  const file = new Blob([videoBytes], { type: 'video/quicktime' })
  const queued = Response.json({ id: 'v2', status: 'queued' })

  it('is sent as a file in form data, with the prompt and the seconds', async () => {
    const { upstream, requests } = upstreamServer({ 'POST /videos/edits': queued, 'POST /videos/extensions': queued })
    await upstream.edit!(file, { prompt: 'Blue' }, options)
    await upstream.extend!(file, { prompt: 'Go on', seconds: '4' }, options)
    expect(requests.map(({ body }) => body)).toMatchObject([{ prompt: 'Blue' }, { prompt: 'Go on', seconds: '4' }])
    for (const { body, headers } of requests) {
      const { video } = Object(body) as { video: File }
      expect([video.name, video.type, video.size]).toEqual(['video.mov', 'video/quicktime', file.size])
      expect(headers.get('idempotency-key')).toBe('row-1')
    }
  })

  it('is not retried in another body format', async () => {
    const { upstream, requests } = upstreamServer({ 'POST /videos/edits': errorResponse(415) })
    await expect(upstream.edit!(file, { prompt: 'Blue' }, options)).rejects.toBeInstanceOf(SubmissionRejectedError)
    expect(requests).toHaveLength(1)
  })

  it('treats a 404 as unsupported without retrieving a source job', async () => {
    const { upstream, requests } = upstreamServer({})
    for (let attempt = 0; attempt < 3; attempt += 1) {
      await expect(upstream.extend!(file, { prompt: 'Go on' }, options)).rejects.toMatchObject({ code: 'unsupported' })
    }
    expect(upstream.extend).toBeUndefined()
    expect(requests).toHaveLength(3)
  })
})

it('sends the id of the source in form data if the server accepts no JSON', async () => {
  const { upstream, requests } = upstreamServer({
    'POST /videos/edits': [errorResponse(415), Response.json({ id: 'v2', status: 'queued' })],
  })
  await upstream.edit!('v', { prompt: 'Blue' }, options)
  expect(requests.map(({ body }) => body)).toEqual([
    { video: { id: 'v' }, prompt: 'Blue' },
    { 'video[id]': 'v', prompt: 'Blue' },
  ])
})

describe('delete', () => {
  it.each([
    ['200 with the usual body', Response.json({ id: 'v', deleted: true })],
    ['200 with the job', Response.json({ id: 'v', status: 'deleted' })],
    ['204', new Response(null, { status: 204 })],
    ['404, since it is deleted already', errorResponse(404)],
    ['410', errorResponse(410)],
  ])('resolves for %s', async (_, response) => {
    const { upstream } = upstreamServer({ 'DELETE /videos/v': response })
    await expect(upstream.delete!('v')).resolves.toBeUndefined()
  })

  it.each([400, 409])('rejects with not_ready for a running job (%s)', async (status) => {
    const { upstream } = upstreamServer({
      'DELETE /videos/v': errorResponse(status, { error: { message: 'Still running' } }),
    })
    await expect(upstream.delete!('v')).rejects.toMatchObject({ code: 'not_ready' })
  })

  it('stays enabled after repeated 501 responses, with a longer retry delay', async () => {
    const { upstream } = upstreamServer({ 'DELETE /videos/v': errorResponse(501) })
    for (const retryAfter of [undefined, undefined, 3_600, 3_600]) {
      await expect(upstream.delete!('v')).rejects.toMatchObject({ code: 'not_ready', retryAfter })
    }
  })
})

describe('list', () => {
  it.each([
    ['a page', { object: 'list', data: [{ id: 'a', status: 'queued' }], has_more: false }, ['a']],
    ['only data', { data: [{ id: 'a', status: 'queued' }, { task_id: 'b' }] }, ['a', 'b']],
    ['a bare array', [{ id: 'a' }], ['a']],
    ['an empty page with has_more', { data: [], has_more: true }, []],
    ['entries without an id', { data: [{ status: 'queued' }, null, 'x'] }, []],
    ['an empty object', {}, []],
  ])('reads %s', async (_, body, refs) => {
    const { upstream } = upstreamServer({ 'GET /videos': Response.json(body) })
    expect((await upstream.list!()).map(({ ref }) => ref)).toEqual(refs)
  })

  it('is disabled if ids differ between responses, since no job could be matched to a row', async () => {
    const { upstream } = upstreamServer({ 'GET /videos/v': Response.json({ id: 'other', status: 'queued' }) })
    await upstream.retrieve('v')
    expect(upstream.list).toBeUndefined()
  })

  it('is disabled after three 404 responses', async () => {
    const { upstream } = upstreamServer({ 'GET /videos': errorResponse(404) })
    for (let attempt = 0; attempt < 3; attempt += 1) {
      await expect(upstream.list!()).rejects.toMatchObject({ code: 'unsupported' })
    }
    expect(upstream.list).toBeUndefined()
  })
})

describe('retrieve', () => {
  it.each([
    ['not_found', errorResponse(404)],
    ['not_found', errorResponse(410)],
    ['upstream_rejected', errorResponse(401)],
    ['upstream_rejected', errorResponse(403)],
    ['rate_limited', errorResponse(429)],
    ['upstream_failed', errorResponse(500)],
    ['overloaded', errorResponse(503)],
    ['upstream_timeout', errorResponse(504)],
    ['upstream_failed', new Response('<html>Bad gateway</html>')],
    ['upstream_failed', new Response('{"id": "v", "sta', { headers: { 'content-type': 'application/json' } })],
    ['upstream_failed', new TypeError('fetch failed')],
  ])('rejects with %s', async (code, response) => {
    const { upstream } = upstreamServer({ 'GET /videos/v': response })
    await expect(upstream.retrieve('v')).rejects.toMatchObject({ code })
  })

  it('retries once after a broken connection', async () => {
    const { upstream, requests } = upstreamServer({ 'GET /videos/v': [new TypeError('fetch failed'), job] })
    expect((await upstream.retrieve('v')).update.status).toBe('completed')
    expect(requests).toHaveLength(2)
  })

  it('times out without a response', async () => {
    const { upstream } = upstreamServer(
      {
        'GET /videos/v': ({ signal }) =>
          new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason))),
      },
      { readTimeoutMs: 20 },
    )
    await expect(upstream.retrieve('v')).rejects.toMatchObject({ code: 'upstream_timeout' })
  })

  it.each([
    ['openai-poll-after-ms', '2500', 2_500],
    ['retry-after', '7', 7_000],
    ['retry-after', 'Thu, 01 Jan 2026 00:00:09 GMT', 9_000],
    ['retry-after', 'soon', undefined],
    ['retry-after', '-1', undefined],
  ])('reads the delay before the next poll from %s: %s', async (name, value, pollAfterMs) => {
    const response = Response.json({ id: 'v', status: 'queued' }, { headers: { [name]: value } })
    const { upstream } = upstreamServer({ 'GET /videos/v': response }, { now: () => Date.UTC(2026, 0, 1) })
    expect((await upstream.retrieve('v')).pollAfterMs).toBe(pollAfterMs)
  })
})
