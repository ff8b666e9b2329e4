import { expect, it } from 'vitest'
import { readError, readFailure, sanitizeMessage } from './read-error'

it.each([
  [
    'of OpenAI',
    { error: { message: 'Too long', type: 'invalid_request_error', code: 'invalid_value', param: 'seconds' } },
    { code: 'invalid_value', message: 'Too long', param: 'seconds' },
  ],
  ['without a code', { error: { message: 'Too long' } }, { message: 'Too long' }],
  ['with a numeric code', { error: { code: 400, message: 'Too long' } }, { message: 'Too long' }],
  ['that is a string', { error: 'Too long' }, { message: 'Too long' }],
  ['of FastAPI', { detail: 'Not Found' }, { message: 'Not Found' }],
  [
    'of FastAPI about a field',
    { detail: [{ type: 'missing', loc: ['body', 'prompt'], msg: 'Field required' }] },
    { message: 'Field required', param: 'prompt' },
  ],
  ['nested in a detail', { detail: { error: { message: 'Busy', code: 'busy' } } }, { message: 'Busy', code: 'busy' }],
  ['of a relay', { code: 'bad_size', msg: 'Bad size' }, { code: 'bad_size', message: 'Bad size' }],
  [
    'of new-api',
    { code: 'fail_to_fetch_task', message: 'No', data: null },
    { code: 'fail_to_fetch_task', message: 'No' },
  ],
  ['that is plain text', 'upstream connect error', { message: 'upstream connect error' }],
  ['that is an empty object', {}, {}],
  ['that is null', null, {}],
])('reads an error %s', (_, body, expected) => {
  expect(readError(body)).toEqual(expected)
})

it.each([
  ['an address', 'See https://internal.example:8000/v1/x?key=1 for more', 'See [address] for more'],
  ['a key', 'Incorrect API key provided: sk-proj-abcdef123456.', 'Incorrect API key provided: [hidden].'],
  ['a header', 'Rejected Bearer abc.def', 'Rejected [hidden]'],
  ['a path', 'File "/opt/app/server/main.py" failed', 'File "[path]" failed'],
  [
    'an internal host',
    'dial tcp 10.0.0.5:6379: refused by gpu-3.render:8000',
    'dial tcp [address]: refused by [address]',
  ],
  ['an address in IPv6', 'connect to [fd00::5]:8000 failed', 'connect to [address] failed'],
  ['a path on Windows', 'file C:\\models\\wan.bin not found', 'file [path] not found'],
  ['a token', 'token eyJhbGciOi.eyJzdWIi.abc expired', 'token [hidden] expired'],
  ['a credential by its name', 'password=hunter2 is wrong', '[hidden] is wrong'],
  ['a given secret', 'Job video_123 is not done', 'Job [hidden] is not done'],
])('removes %s from a message', (_, message, expected) => {
  expect(sanitizeMessage(message, ['video_123'])).toBe(expected)
})

it.each([
  ['a sentence', 'Incorrect API key provided: sk-proj-abcdef'],
  ['a key', 'sk-proj-abcdef123456'],
  ['an address', 'http://10.0.0.5:8000/v1/internal'],
  ['a job id', 'video_123'],
])('does not return %s as a code or param', (_, text) => {
  const read = readError({ error: { code: text, param: text, message: 'No' } }, ['video_123'])
  expect(read).toEqual({ message: 'No' })
})

it('reads only the start of a huge error page', () => {
  expect(sanitizeMessage(`Bad: ${'a.'.repeat(10_000_000)}`)).toHaveLength(400)
})

it('does not remove a secret that is a short common word', () => {
  expect(sanitizeMessage('The prompt is empty', ['empty', 'a', ''])).toBe('The prompt is empty')
})

it('keeps an ordinary message unchanged', () => {
  const message = 'Inpaint image must match the requested width and height (720x1280), and/or be a 16:9 picture.'
  expect(sanitizeMessage(message)).toBe(message)
})

it.each(['<!DOCTYPE html><html></html>', '<html>', '', '   ', 42, null])('returns no message for %s', (raw) => {
  expect(sanitizeMessage(raw)).toBeUndefined()
})

it('truncates a long message', () => {
  expect(sanitizeMessage('a'.repeat(5_000))).toHaveLength(400)
})

it.each([
  ['its own code', { error: { code: 'moderation_blocked', message: 'No' } }, undefined, 'moderation_blocked'],
  ['the status', { error: { code: 'x', message: 'No' } }, 'nsfw', 'nsfw'],
  ['nothing', { error: null }, undefined, 'generation_failed'],
])('reads the code of a failure from %s', (_, raw, reason, code) => {
  const failure = readFailure(raw, reason)
  expect(failure.code).toBe(code)
  expect(failure.message).not.toBe('')
})
