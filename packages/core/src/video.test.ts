import { VideoError, isFinal, isVideoError } from '@dailies/core'
import { expect, it } from 'vitest'

it('a provisional failure is not final', () => {
  expect(isFinal({ status: 'failed', error: { code: 'lost', message: '', final: false } })).toBe(false)
  expect(isFinal({ status: 'failed', error: { code: 'moderation_blocked', message: '' } })).toBe(true)
})

it('isVideoError detects a VideoError only', () => {
  expect(isVideoError(new VideoError('expired', { code: 'expired' }))).toBe(true)
  expect(isVideoError(new Error('expired'))).toBe(false)
})
