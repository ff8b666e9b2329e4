import { expect, it } from 'vitest'
import { readStatus } from './read-status'

it.each([
  ['queued', 'queued pending created submitted NOT_START throttled Queued'],
  ['in_progress', 'in_progress processing running generating IN_PROGRESS In-Progress'],
  ['completed', 'completed succeeded success done SUCCESS Completed'],
  ['failed', 'failed error fail nsfw moderated cancelled canceled expired deleted FAILURE'],
])('%s is said in many words', (status, words) => {
  for (const word of words.split(' ')) expect([word, readStatus(word)?.status]).toEqual([word, status])
})

it.each(['unknown', 'warming_up', 'finalizing', 'finished?', 'toString', '__proto__'])(
  'a word nobody knows (%s) means still running',
  (word) => {
    expect(readStatus(word)).toEqual({ status: 'in_progress', reason: undefined })
  },
)

it('a failure keeps the word that says why', () => {
  expect(['NSFW', 'cancelled', 'expired', 'deleted'].map((word) => readStatus(word)?.reason)).toEqual([
    'nsfw',
    'cancelled',
    'expired',
    'deleted',
  ])
  expect(['failed', 'error', 'FAIL', 'completed'].map((word) => readStatus(word)?.reason)).toEqual(
    Array(4).fill(undefined),
  )
})

it.each([undefined, null, 200, '', '  ', {}])('no word (%s) says nothing', (raw) => {
  expect(readStatus(raw)).toBeUndefined()
})
