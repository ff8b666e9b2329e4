import { expect, it } from 'vitest'
import { failureKind } from './failure-kind'

const failureWith = (code: string, param: string | null = null, message = '') => ({ code, param, message })

it('maps all moderation codes to one kind', () => {
  for (const code of ['moderation_blocked', 'sentinel_block', 'nsfw', 'moderated'])
    expect(failureKind(failureWith(code))).toBe('moderation')
})

it('distinguishes a declined image from a declined prompt', () => {
  expect(failureKind(failureWith('moderation_blocked', 'input_reference'))).toBe('firstFrame')
  expect(failureKind(failureWith('moderation_blocked', 'prompt'))).toBe('moderation')
})

it('distinguishes an image of the wrong size, of the wrong type, and with too many bytes', () => {
  expect(failureKind(failureWith('invalid_request', 'input_reference', 'It must be 1280x720.'))).toBe('firstFrameSize')
  expect(
    failureKind(
      failureWith('invalid_value', 'input_reference', 'Inpaint image must match the requested width and height'),
    ),
  ).toBe('firstFrameSize')
  expect(failureKind(failureWith('invalid_request', 'input_reference', 'It is a PDF.'))).toBe('firstFrameType')
  expect(failureKind(failureWith('too_large', 'input_reference'))).toBe('firstFrameBytes')
})

it('tells what keeps an account from making videos', () => {
  expect(failureKind(failureWith('insufficient_credits'))).toBe('credits')
  expect(failureKind(failureWith('account_deleted'))).toBe('accountDeleted')
})

it('distinguishes the limits by the parameter', () => {
  for (const param of ['spend_per_day', 'total_spend_per_day', 'total_videos_per_day'])
    expect(failureKind(failureWith('limit_reached', param))).toBe('spend')
  for (const param of ['active_jobs', 'total_active_jobs'])
    expect(failureKind(failureWith('limit_reached', param))).toBe('activeJobs')
  expect(failureKind(failureWith('limit_reached'))).toBe('activeJobs')
})

it('maps an unknown code to other', () => {
  expect(failureKind(failureWith('unknown_code'))).toBe('other')
  expect(failureKind(failureWith('constructor'))).toBe('other')
})
