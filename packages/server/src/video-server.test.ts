import { expect, it } from 'vitest'
import { memoryStore } from './memory'
import { scriptedUpstream } from './testing/scripted-upstream'
import { createVideoServer } from './video-server'

it.each([
  ['authorize', 'it would spend your money for anybody'],
  ['store', 'it would forget what you pay for'],
])('without %s it is not made at all: %s', (missing, reason) => {
  const options = { upstream: scriptedUpstream(), authorize: () => ({ owner: 'ada' }), store: memoryStore() }
  expect(() => createVideoServer({ ...options, [missing]: undefined })).toThrow(reason)
})
