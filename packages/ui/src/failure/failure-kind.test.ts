import { expect, it } from 'vitest'
import { failureKind } from './failure-kind'

const failed = (code: string, param: string | null = null, message = '') => ({ code, param, message })

it('moderation is one kind, whatever word the service has for it', () => {
  for (const code of ['moderation_blocked', 'sentinel_block', 'nsfw', 'moderated'])
    expect(failureKind(failed(code))).toBe('moderation')
})

it('a declined picture is told from a declined prompt', () => {
  expect(failureKind(failed('moderation_blocked', 'input_reference'))).toBe('firstFrame')
  expect(failureKind(failed('moderation_blocked', 'prompt'))).toBe('moderation')
})

it('a picture of the wrong size is told from one of the wrong type and from one too large', () => {
  expect(failureKind(failed('invalid_request', 'input_reference', 'It must be 1280x720.'))).toBe('firstFrameSize')
  expect(
    failureKind(failed('invalid_value', 'input_reference', 'Inpaint image must match the requested width and height')),
  ).toBe('firstFrameSize')
  expect(failureKind(failed('invalid_request', 'input_reference', 'It is a PDF.'))).toBe('firstFrameType')
  expect(failureKind(failed('too_large', 'input_reference'))).toBe('firstFrameBytes')
})

it('a limit says which one it is by its parameter', () => {
  expect(failureKind(failed('limit_reached', 'spend_per_day'))).toBe('spend')
  expect(failureKind(failed('limit_reached'))).toBe('activeJobs')
})

it('an unknown code is still a failure', () => {
  expect(failureKind(failed('never_heard_of'))).toBe('other')
  expect(failureKind(failed('constructor'))).toBe('other')
})
