import { createVideosClient } from '@dailies/core'
import { expect, it } from 'vitest'

const failing = (body: BodyInit | null, init: ResponseInit) =>
  createVideosClient({ baseURL: '/api', now: () => 1_000_000, fetch: async () => new Response(body, init) })

const answeredWith = (body: BodyInit | null, init: ResponseInit) =>
  failing(body, init)
    .retrieve('v')
    .catch((error: unknown) => error)

it('the wire error keeps its message, code and param', async () => {
  const body = JSON.stringify({
    error: { message: 'Bad seconds', type: 'invalid_request_error', code: 'x', param: 'seconds' },
  })
  expect(await answeredWith(body, { status: 400 })).toMatchObject({
    message: 'Bad seconds',
    code: 'x',
    param: 'seconds',
    status: 400,
    retryable: false,
  })
})

it.each([
  ['a plain string', '{"error":"no"}', 'no'],
  ['a detail', '{"detail":"Not Found"}', 'Not Found'],
  ['a bare message', '{"code":7,"message":"broken"}', 'broken'],
])('%s is a message too', async (_name, body, message) => {
  expect(await answeredWith(body, { status: 422 })).toMatchObject({ message, status: 422 })
})

it.each([
  ['HTML', '<html>502 Bad Gateway</html>'],
  ['nothing', null],
  ['broken JSON', '{"error":'],
])('an intermediary that answers %s is told by its status', async (_name, body) => {
  expect(await answeredWith(body, { status: 502 })).toMatchObject({ status: 502, retryable: true })
  expect(await answeredWith(body, { status: 404 })).toMatchObject({ code: 'not_found', retryable: false })
})

it.each(['create', 'list'] as const)(
  'a 404 to a %s is of a place where nothing is mounted, not of a film',
  async (verb) => {
    const videos = failing(null, { status: 404 })
    const error: unknown = await (
      verb === 'create' ? videos.create({ prompt: 'A lamp' }) : videos.list({ limit: 2 })
    ).catch((cause: unknown) => cause)
    expect(error).toMatchObject({
      code: 'unreadable_answer',
      status: 404,
      message: expect.stringContaining('Check that baseURL') as string,
    })
  },
)

it.each([
  ['HTML', '<!doctype html>', 'was an HTML page'],
  ['nothing', '', 'was empty'],
  ['broken JSON', '{', 'was not JSON'],
])('a 200 with %s is unreadable, not a video', async (_name, body, words) => {
  expect(await answeredWith(body, { status: 200 })).toMatchObject({
    code: 'unreadable_answer',
    message: expect.stringContaining(words) as string,
  })
})

it('the wait asked for comes in seconds, as a date or in milliseconds', async () => {
  const waiting = (headers: HeadersInit) => answeredWith(null, { status: 429, headers })
  expect(await waiting({ 'Retry-After': '7' })).toMatchObject({ code: 'rate_limited', retryAfter: 7 })
  expect(await waiting({ 'Retry-After': new Date(1_030_000).toUTCString() })).toMatchObject({ retryAfter: 30 })
  expect(await waiting({ 'openai-poll-after-ms': '2500' })).toMatchObject({ retryAfter: 2.5 })
  expect(await waiting({})).toMatchObject({ retryAfter: undefined })
})

it('no answer at all is a network error that keeps its cause', async () => {
  const cause = new TypeError('Failed to fetch')
  const videos = createVideosClient({ baseURL: '/api', fetch: () => Promise.reject(cause) })
  await expect(videos.list()).rejects.toMatchObject({ code: 'network', retryable: true, cause })
})
