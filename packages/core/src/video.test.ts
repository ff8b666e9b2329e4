import { VideoError, isFinal, isVideoError } from '@dailies/core'
import { expect, it } from 'vitest'

it('a verdict of our own is settled but not final', () => {
  expect(isFinal({ status: 'failed', error: { code: 'lost', message: '', final: false } })).toBe(false)
  expect(isFinal({ status: 'failed', error: { code: 'moderation_blocked', message: '' } })).toBe(true)
})

it('an error is recognised without its class', () => {
  expect(isVideoError(new VideoError('gone', { code: 'expired' }))).toBe(true)
  expect(isVideoError(new Error('gone'))).toBe(false)
})
