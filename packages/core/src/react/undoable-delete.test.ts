import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { VideoError } from '@dailies/core'
import { createUndoableDelete, type SendDelete } from './undoable-delete'

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

const createDeletions = (send: SendDelete = () => Promise.resolve()) => {
  const sent = vi.fn<SendDelete>(send)
  return { sent, deletions: createUndoableDelete(sent, 6_000) }
}

it('sends the deletion after six seconds, when it can no longer be undone', async () => {
  const { sent, deletions } = createDeletions()
  deletions.deleteVideos(['a', 'b'])
  expect([...deletions.getSnapshot().hidden]).toEqual(['a', 'b'])
  await vi.advanceTimersByTimeAsync(5_999)
  expect(sent).not.toHaveBeenCalled()
  await vi.advanceTimersByTimeAsync(1)
  expect(sent.mock.calls).toEqual([
    ['a', undefined],
    ['b', undefined],
  ])
  expect(deletions.getSnapshot().pending).toEqual([])
  deletions.undo()
  expect([...deletions.getSnapshot().hidden]).toEqual(['a', 'b'])
})

it('does not send a deletion that was undone', async () => {
  const { sent, deletions } = createDeletions()
  deletions.deleteVideos(['a'])
  deletions.undo()
  expect([...deletions.getSnapshot().hidden]).toEqual([])
  await vi.advanceTimersByTimeAsync(60_000)
  expect(sent).not.toHaveBeenCalled()
})

it('flush sends the pending deletion immediately, and once', async () => {
  const { sent, deletions } = createDeletions()
  deletions.deleteVideos(['a'])
  deletions.flush({ keepalive: true })
  await vi.advanceTimersByTimeAsync(60_000)
  expect(sent.mock.calls).toEqual([['a', { keepalive: true }]])
})

it('a second deletion joins the first: both wait the whole delay again, and undo restores both', async () => {
  const { sent, deletions } = createDeletions()
  deletions.deleteVideos(['a'])
  await vi.advanceTimersByTimeAsync(5_000)
  deletions.deleteVideos(['b', 'a'])
  expect(deletions.getSnapshot().pending).toEqual(['a', 'b'])
  await vi.advanceTimersByTimeAsync(5_000)
  expect(sent).not.toHaveBeenCalled()
  deletions.undo()
  expect([...deletions.getSnapshot().hidden]).toEqual([])
  deletions.deleteVideos(['a'])
  deletions.deleteVideos(['b'])
  await vi.advanceTimersByTimeAsync(6_000)
  expect(sent.mock.calls.map(([id]) => id)).toEqual(['a', 'b'])
})

it('sends nothing while it is paused, and the whole delay after it is resumed', async () => {
  const { sent, deletions } = createDeletions()
  deletions.deleteVideos(['a'])
  await vi.advanceTimersByTimeAsync(5_000)
  deletions.pause()
  deletions.deleteVideos(['b'])
  await vi.advanceTimersByTimeAsync(60_000)
  expect(sent).not.toHaveBeenCalled()
  deletions.resume()
  await vi.advanceTimersByTimeAsync(5_999)
  expect(sent).not.toHaveBeenCalled()
  await vi.advanceTimersByTimeAsync(1)
  expect(sent).toHaveBeenCalledTimes(2)
})

it.each(['undo', 'flush'] as const)('a pause ends with its deletions: %s', async (end) => {
  const { sent, deletions } = createDeletions()
  deletions.pause()
  deletions.deleteVideos(['a'])
  deletions.pause()
  deletions[end]()
  sent.mockClear()
  deletions.deleteVideos(['b'])
  await vi.advanceTimersByTimeAsync(6_000)
  expect(sent).toHaveBeenCalledExactlyOnceWith('b', undefined)
})

it('shows a video again if its deletion fails, and keeps the error until it is retried or dismissed', async () => {
  const error = new VideoError('The connection was closed.', { code: 'network' })
  const { deletions } = createDeletions(() => Promise.reject(error))
  deletions.deleteVideos(['a', 'b'])
  await vi.advanceTimersByTimeAsync(6_000)
  expect([...deletions.getSnapshot().hidden]).toEqual([])
  expect(deletions.getSnapshot().failed).toEqual({ ids: ['a', 'b'], error })
  deletions.deleteVideos(['a'])
  expect(deletions.getSnapshot().failed?.ids).toEqual(['b'])
  await vi.advanceTimersByTimeAsync(6_000)
  expect(deletions.getSnapshot().failed?.ids).toEqual(['b', 'a'])
  deletions.dismiss()
  expect(deletions.getSnapshot().failed).toBeUndefined()
  expect([...deletions.getSnapshot().hidden]).toEqual([])
})
