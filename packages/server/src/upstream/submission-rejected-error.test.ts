import { SubmissionRejectedError, isSubmissionRejected } from '@dailies/server'
import { VideoError } from '@dailies/core'
import { expect, it } from 'vitest'
import { jsonPost } from '../testing/test-app'
import { createTestServer } from '../testing/test-server'

/** The error as another copy of both packages makes it. */
function foreignRejection(): Error {
  const symbols = ['dailies.error', 'dailies.submission-rejected'].map((name) => [Symbol.for(name), true])
  const fields = { code: 'invalid_request', status: 400, param: null, retryable: false }
  return Object.assign(new Error('Too long.'), fields, Object.fromEntries(symbols))
}

it('recognizes the error of another copy of the package, and no other error', () => {
  const init = { code: 'invalid_request' }
  expect(isSubmissionRejected(new SubmissionRejectedError('No.', init))).toBe(true)
  expect(isSubmissionRejected(foreignRejection())).toBe(true)
  expect(isSubmissionRejected(new VideoError('No.', init))).toBe(false)
  expect(isSubmissionRejected({ [Symbol.for('dailies.submission-rejected')]: true })).toBe(false)
  expect(isSubmissionRejected(null)).toBe(false)
})

it('frees the idempotency key after a rejection by another copy of the package', async () => {
  const server = createTestServer()
  server.upstream.onCreate = async (count) => {
    if (count === 1) throw foreignRejection()
    return { ref: 'up-2', update: { status: 'queued' } }
  }
  const send = async () => {
    const key = { 'idempotency-key': 'key' }
    return (await server.request('/videos', jsonPost({ prompt: 'A lamp.' }, key))).status
  }
  expect([await send(), await send()]).toEqual([400, 200])
})
