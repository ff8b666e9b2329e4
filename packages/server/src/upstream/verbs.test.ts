import { describe, expect, it } from 'vitest'
import { upstreamServer, videoBytes } from './testing/upstream-server'
import { SubmissionRejectedError } from './upstream'
import type { Upstream } from './upstream'

const options = { idempotencyKey: 'row-1' }
const refusal = (status: number, body: unknown = { detail: 'Not Found' }) => Response.json(body, { status })
const job = Response.json({ id: 'v', status: 'completed' })

describe('a verb that the server lacks', () => {
  const remix = (upstream: Upstream, film = 'v') => upstream.remix!(film, { prompt: 'Blue' }, options)
  const films = ['a', 'b', 'c']
  const noRemixOf = (answer: Response) =>
    Object.fromEntries(
      films.flatMap((id) => [
        [`POST /videos/${id}/remix`, answer],
        [`GET /videos/${id}`, job],
      ]),
    )

  it.each([
    ['405', refusal(405)],
    ['501', refusal(501)],
    ['404 although the videos are there', refusal(404)],
  ])('is found out by %s, three times in a row, and is not offered for an hour', async (_, answer) => {
    let now = 0
    const { upstream } = upstreamServer(noRemixOf(answer), { now: () => now })
    for (const film of films) {
      expect(upstream.remix).toBeDefined()
      const refused = remix(upstream, film)
      await expect(refused).rejects.toMatchObject({ code: 'unsupported' })
      await expect(refused).rejects.toBeInstanceOf(SubmissionRejectedError)
    }
    expect(upstream.remix).toBeUndefined()
    expect(upstream.edit).toBeDefined()
    now += 3_600_000
    await expect(remix(upstream)).rejects.toMatchObject({ code: 'not_found' })
    expect(upstream.remix).toBeDefined()
    await expect(remix(upstream, 'a')).rejects.toMatchObject({ code: 'unsupported' })
    expect(upstream.remix).toBeUndefined()
  })

  it('is not concluded from one film, however often that is refused', async () => {
    const { upstream } = upstreamServer(noRemixOf(refusal(404)))
    for (let turn = 0; turn < 5; turn += 1) {
      await expect(remix(upstream, 'a')).rejects.toMatchObject({ code: 'unsupported' })
    }
    expect(upstream.remix).toBeDefined()
  })

  it.each([405, 404])('is none that has worked once, whatever is said of it later (%s)', async (status) => {
    const made = Response.json({ id: 'v2', status: 'queued' })
    const { upstream } = upstreamServer({ ...noRemixOf(refusal(status)), 'POST /videos/v/remix': made })
    await remix(upstream)
    for (const film of films) await expect(remix(upstream, film)).rejects.toBeInstanceOf(SubmissionRejectedError)
    expect(upstream.remix).toBeDefined()
  })

  it.each([
    ['a video that is gone', refusal(404), 'not_found'],
    ['a prompt that is refused', refusal(400, { error: { code: 'sentinel_block', message: 'No' } }), 'sentinel_block'],
  ])('is not concluded from %s', async (_, answer, code) => {
    const { upstream } = upstreamServer({ 'POST /videos/v/remix': answer, 'GET /videos/v': refusal(404) })
    for (let turn = 0; turn < 3; turn += 1) await expect(remix(upstream)).rejects.toMatchObject({ code })
    expect(upstream.remix).toBeDefined()
  })

  it('gives way to a verb of whoever wraps the upstream', () => {
    const { upstream } = upstreamServer({})
    const { remix } = upstream
    const wrapped: Upstream = Object.assign(Object.create(upstream), { remix: undefined })
    expect([wrapped.remix, upstream.remix]).toEqual([undefined, remix])
  })

  it.each([
    ['openai', ['edit', 'extend', 'list', 'remix', 'delete']],
    ['vllm-omni', ['list', 'delete']],
    ['litellm', ['remix']],
    ['dynamo', []],
    ['new-api', ['remix']],
  ] as const)('is not offered where %s is named', (dialect, verbs) => {
    const { upstream } = upstreamServer({}, { dialect, models: [{ id: 'lamp' }] })
    const offered = (['edit', 'extend', 'list', 'remix', 'delete'] as const).filter(
      (verb) => upstream[verb] !== undefined,
    )
    expect(offered).toEqual(verbs)
  })
})

describe('a film of another place', () => {
  const film = new Blob([videoBytes], { type: 'video/quicktime' })
  const queued = Response.json({ id: 'v2', status: 'queued' })

  it('travels as a file, with the prompt and the seconds beside it', async () => {
    const { upstream, seen } = upstreamServer({ 'POST /videos/edits': queued, 'POST /videos/extensions': queued })
    await upstream.edit!(film, { prompt: 'Blue' }, options)
    await upstream.extend!(film, { prompt: 'Go on', seconds: '4' }, options)
    expect(seen.map(({ body }) => body)).toMatchObject([{ prompt: 'Blue' }, { prompt: 'Go on', seconds: '4' }])
    for (const { body, headers } of seen) {
      const { video } = Object(body) as { video: File }
      expect([video.name, video.type, video.size]).toEqual(['film.mov', 'video/quicktime', film.size])
      expect(headers.get('idempotency-key')).toBe('row-1')
    }
  })

  it('is not sent again in another form, since there is none', async () => {
    const { upstream, seen } = upstreamServer({ 'POST /videos/edits': refusal(415) })
    await expect(upstream.edit!(film, { prompt: 'Blue' }, options)).rejects.toBeInstanceOf(SubmissionRejectedError)
    expect(seen).toHaveLength(1)
  })

  it('needs no look at a source to know from 404 that there is no such verb', async () => {
    const { upstream, seen } = upstreamServer({})
    for (let turn = 0; turn < 3; turn += 1) {
      await expect(upstream.extend!(film, { prompt: 'Go on' }, options)).rejects.toMatchObject({ code: 'unsupported' })
    }
    expect(upstream.extend).toBeUndefined()
    expect(seen).toHaveLength(3)
  })
})

it('names the source in a form where a server takes no JSON', async () => {
  const { upstream, seen } = upstreamServer({
    'POST /videos/edits': [refusal(415), Response.json({ id: 'v2', status: 'queued' })],
  })
  await upstream.edit!('v', { prompt: 'Blue' }, options)
  expect(seen.map(({ body }) => body)).toEqual([
    { video: { id: 'v' }, prompt: 'Blue' },
    { 'video[id]': 'v', prompt: 'Blue' },
  ])
})

describe('delete', () => {
  it.each([
    ['200 with the usual answer', Response.json({ id: 'v', deleted: true })],
    ['200 with the job', Response.json({ id: 'v', status: 'deleted' })],
    ['204', new Response(null, { status: 204 })],
    ['404, since it is gone already', refusal(404)],
    ['410', refusal(410)],
  ])('takes %s', async (_, answer) => {
    const { upstream } = upstreamServer({ 'DELETE /videos/v': answer })
    await expect(upstream.delete!('v')).resolves.toBeUndefined()
  })

  it.each([400, 409])('says that a running job cannot be deleted (%s)', async (status) => {
    const { upstream } = upstreamServer({
      'DELETE /videos/v': refusal(status, { error: { message: 'Still running' } }),
    })
    await expect(upstream.delete!('v')).rejects.toMatchObject({ code: 'not_ready' })
  })

  it('is offered however often the server says that it has none, and asked again ever more rarely', async () => {
    const { upstream } = upstreamServer({ 'DELETE /videos/v': refusal(501) })
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
    ['an empty page that promises more', { data: [], has_more: true }, []],
    ['entries without an id', { data: [{ status: 'queued' }, null, 'x'] }, []],
    ['nothing at all', {}, []],
  ])('reads %s', async (_, body, refs) => {
    const { upstream } = upstreamServer({ 'GET /videos': Response.json(body) })
    expect((await upstream.list!()).map(({ ref }) => ref)).toEqual(refs)
  })

  it('is given up where ids differ from answer to answer, since no row could be recognised in it', async () => {
    const { upstream } = upstreamServer({ 'GET /videos/v': Response.json({ id: 'other', status: 'queued' }) })
    await upstream.retrieve('v')
    expect(upstream.list).toBeUndefined()
  })

  it('is offered no more where there is none', async () => {
    const { upstream } = upstreamServer({ 'GET /videos': refusal(404) })
    for (let turn = 0; turn < 3; turn += 1) {
      await expect(upstream.list!()).rejects.toMatchObject({ code: 'unsupported' })
    }
    expect(upstream.list).toBeUndefined()
  })
})

describe('retrieve', () => {
  it.each([
    ['not_found', refusal(404)],
    ['not_found', refusal(410)],
    ['upstream_rejected', refusal(401)],
    ['upstream_rejected', refusal(403)],
    ['rate_limited', refusal(429)],
    ['upstream_failed', refusal(500)],
    ['overloaded', refusal(503)],
    ['upstream_timeout', refusal(504)],
    ['upstream_failed', new Response('<html>Bad gateway</html>')],
    ['upstream_failed', new Response('{"id": "v", "sta', { headers: { 'content-type': 'application/json' } })],
    ['upstream_failed', new TypeError('fetch failed')],
  ])('tells a failure as %s', async (code, answer) => {
    const { upstream } = upstreamServer({ 'GET /videos/v': answer })
    await expect(upstream.retrieve('v')).rejects.toMatchObject({ code })
  })

  it('asks once more where the connection breaks', async () => {
    const { upstream, seen } = upstreamServer({ 'GET /videos/v': [new TypeError('fetch failed'), job] })
    expect((await upstream.retrieve('v')).update.status).toBe('completed')
    expect(seen).toHaveLength(2)
  })

  it('ends in time where nothing comes', async () => {
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
  ])('hears how long to wait from %s: %s', async (name, value, pollAfterMs) => {
    const answer = Response.json({ id: 'v', status: 'queued' }, { headers: { [name]: value } })
    const { upstream } = upstreamServer({ 'GET /videos/v': answer }, { now: () => Date.UTC(2026, 0, 1) })
    expect((await upstream.retrieve('v')).pollAfterMs).toBe(pollAfterMs)
  })
})
