import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { VideoError } from '@dailies/core'
import { createUndoableDelete, type SendDelete } from './undoable-delete'

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

const open = (send: SendDelete = () => Promise.resolve()) => {
  const sent = vi.fn<SendDelete>(send)
  return { sent, deletions: createUndoableDelete(sent, 6_000) }
}

it('nothing is sent for six seconds, then it is, and there is no way back any more', async () => {
  const { sent, deletions } = open()
  deletions.deleteVideos(['a', 'b'])
  expect([...deletions.hidden()]).toEqual(['a', 'b'])
  await vi.advanceTimersByTimeAsync(5_999)
  expect(sent).not.toHaveBeenCalled()
  await vi.advanceTimersByTimeAsync(1)
  expect(sent.mock.calls).toEqual([
    ['a', undefined],
    ['b', undefined],
  ])
  expect(deletions.pending()).toEqual([])
  deletions.undo()
  expect([...deletions.hidden()]).toEqual(['a', 'b'])
})

it('what is taken back is never sent', async () => {
  const { sent, deletions } = open()
  deletions.deleteVideos(['a'])
  deletions.undo()
  expect([...deletions.hidden()]).toEqual([])
  await vi.advanceTimersByTimeAsync(60_000)
  expect(sent).not.toHaveBeenCalled()
})

it('leaving the page sends at once, and once', async () => {
  const { sent, deletions } = open()
  deletions.deleteVideos(['a'])
  deletions.flush({ keepalive: true })
  await vi.advanceTimersByTimeAsync(60_000)
  expect(sent.mock.calls).toEqual([['a', { keepalive: true }]])
})

it('a second deletion sends the first, and only the second can be taken back', () => {
  const { sent, deletions } = open()
  deletions.deleteVideos(['a'])
  deletions.deleteVideos(['b'])
  expect(sent).toHaveBeenCalledExactlyOnceWith('a', undefined)
  deletions.undo()
  expect([...deletions.hidden()]).toEqual(['a'])
})

it('what the server refuses to delete is there again, and says so until it is tried again or forgotten', async () => {
  const refusal = new VideoError('The line is cut.', { code: 'network' })
  const { deletions } = open(() => Promise.reject(refusal))
  deletions.deleteVideos(['a', 'b'])
  await vi.advanceTimersByTimeAsync(6_000)
  expect([...deletions.hidden()]).toEqual([])
  expect(deletions.failed()).toEqual({ ids: ['a', 'b'], error: refusal })
  deletions.deleteVideos(['a'])
  expect(deletions.failed()).toBeUndefined()
  await vi.advanceTimersByTimeAsync(6_000)
  expect(deletions.failed()?.ids).toEqual(['a'])
  deletions.dismiss()
  expect(deletions.failed()).toBeUndefined()
  expect([...deletions.hidden()]).toEqual([])
})
