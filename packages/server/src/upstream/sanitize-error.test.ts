import { expect, it } from 'vitest'
import { readError, sanitizeFailure, sanitizeMessage } from './sanitize-error'

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
  ['its own code', { code: 'moderation_blocked', message: 'No' }, 'moderation_blocked'],
  ['a code that is a sentence', { code: 'Blocked by us', message: 'No' }, 'generation_failed'],
  ['nothing', {}, 'generation_failed'],
])('returns the code of a failure with %s', (_, fields, code) => {
  const failure = sanitizeFailure(fields)
  expect(failure.code).toBe(code)
  expect(failure.message).not.toBe('')
})
