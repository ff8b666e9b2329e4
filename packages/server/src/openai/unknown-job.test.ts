import { describe, expect, it } from 'vitest'
import { errorInsteadOfJob, isUnknownJob } from '../upstream-client/unknown-job'
import { upstreamServer } from './testing/upstream-server'

describe('a poll is about a job that the server does not know', () => {
  it.each([
    [400, { code: 'task_not_exist', message: 'task not exist', data: null }],
    [400, { error: { code: 'TaskNotFound', message: 'x' } }],
    [422, { error: { code: 'video_not_found' } }],
    [400, { error: { message: 'Job abc does not exist.' } }],
    [200, { code: 'task_not_exist', message: 'task not exist', data: null }],
    [200, { error: { code: 'no_such_job' } }],
    [404, {}],
    [410, {}],
  ])('%i %j', async (status, body) => {
    const { upstream } = upstreamServer({ 'GET /videos/v': Response.json(body, { status }) })
    await expect(upstream.retrieve('v')).rejects.toMatchObject({ code: 'not_found' })
  })
})

it.each([
  [400, { error: { code: 'invalid_prompt', message: 'The image was not found.' } }],
  [400, { error: { code: 'model_not_found' } }],
  [400, { error: { message: 'The model does not exist.' } }],
  [200, { code: 'internal_error', message: 'Try again.' }],
])('%i %j is an error, and says nothing about the job', async (status, body) => {
  const { upstream } = upstreamServer({ 'GET /videos/v': Response.json(body, { status }) })
  const error: unknown = await upstream.retrieve('v').catch((thrown: unknown) => thrown)
  expect(error).toMatchObject({ code: expect.not.stringMatching(/^not_found$/) })
})

it.each([
  [{ id: 'v', error: { code: 'task_not_exist' } }],
  [{ status: 'failed', code: 'task_not_exist' }],
  [{ data: { task_id: 'v' }, code: 'success', message: '' }],
  [{}],
])('%j is a job', (raw) => {
  expect(errorInsteadOfJob(raw)).toBeUndefined()
})

it('a code decides before a message', () => {
  expect(isUnknownJob({ code: 'rate_limited', message: 'The job was not found.' })).toBe(false)
})
