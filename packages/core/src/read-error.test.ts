import { createVideosClient } from '@dailies/core'
import { expect, it } from 'vitest'

const failing = (body: BodyInit | null, init: ResponseInit) =>
  createVideosClient({ baseURL: '/api', now: () => 1_000_000, fetch: async () => new Response(body, init) })

const errorOf = (body: BodyInit | null, init: ResponseInit) =>
  failing(body, init)
    .retrieve('v')
    .catch((error: unknown) => error)

it('keeps the message, code and param of the error body', async () => {
  const body = JSON.stringify({
    error: { message: 'Bad seconds', type: 'invalid_request_error', code: 'x', param: 'seconds' },
  })
  expect(await errorOf(body, { status: 400 })).toMatchObject({
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
])('reads the message from %s', async (_name, body, message) => {
  expect(await errorOf(body, { status: 422 })).toMatchObject({ message, status: 422 })
})

it.each([
  ['HTML', '<html>502 Bad Gateway</html>'],
  ['an empty body', null],
  ['broken JSON', '{"error":'],
])('uses the status if a proxy returns %s', async (_name, body) => {
  expect(await errorOf(body, { status: 502 })).toMatchObject({ status: 502, retryable: true })
  expect(await errorOf(body, { status: 404 })).toMatchObject({ code: 'not_found', retryable: false })
})

it.each(['create', 'list'] as const)('a 404 to a %s means a wrong baseURL, not a missing video', async (operation) => {
  const videos = failing(null, { status: 404 })
  const error: unknown = await (
    operation === 'create' ? videos.create({ prompt: 'A lamp' }) : videos.list({ limit: 2 })
  ).catch((cause: unknown) => cause)
  expect(error).toMatchObject({
    code: 'unreadable_response',
    status: 404,
    message: expect.stringContaining('Check that baseURL') as string,
  })
})

it.each([
  ['HTML', '<!doctype html>', 'was an HTML page'],
  ['an empty body', '', 'was empty'],
  ['broken JSON', '{', 'was not JSON'],
])('rejects a 200 response with %s as unreadable', async (_name, body, message) => {
  expect(await errorOf(body, { status: 200 })).toMatchObject({
    code: 'unreadable_response',
    message: expect.stringContaining(message) as string,
  })
})

it('reads Retry-After in seconds and as a date, and openai-poll-after-ms', async () => {
  const errorWith = (headers: HeadersInit) => errorOf(null, { status: 429, headers })
  expect(await errorWith({ 'Retry-After': '7' })).toMatchObject({ code: 'rate_limited', retryAfter: 7 })
  expect(await errorWith({ 'Retry-After': new Date(1_030_000).toUTCString() })).toMatchObject({ retryAfter: 30 })
  expect(await errorWith({ 'openai-poll-after-ms': '2500' })).toMatchObject({ retryAfter: 2.5 })
  expect(await errorWith({ 'retry-after-ms': '', 'Retry-After': '30' })).toMatchObject({ retryAfter: 30 })
  expect(await errorWith({ 'Retry-After': '1e999' })).toMatchObject({ retryAfter: 3_600 })
  expect(await errorWith({})).toMatchObject({ retryAfter: undefined })
})

it('a request without a response is a network error with its cause', async () => {
  const cause = new TypeError('Failed to fetch')
  const videos = createVideosClient({ baseURL: '/api', fetch: () => Promise.reject(cause) })
  await expect(videos.list()).rejects.toMatchObject({ code: 'network', retryable: true, cause })
})
