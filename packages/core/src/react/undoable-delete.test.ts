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
  return { sent, removals: createUndoableDelete(sent, 6_000) }
}

it('nothing is sent for six seconds, then it is, and there is no way back any more', async () => {
  const { sent, removals } = open()
  removals.hold(['a', 'b'])
  expect([...removals.gone()]).toEqual(['a', 'b'])
  await vi.advanceTimersByTimeAsync(5_999)
  expect(sent).not.toHaveBeenCalled()
  await vi.advanceTimersByTimeAsync(1)
  expect(sent.mock.calls).toEqual([
    ['a', undefined],
    ['b', undefined],
  ])
  expect(removals.held()).toEqual([])
  removals.undo()
  expect([...removals.gone()]).toEqual(['a', 'b'])
})

it('what is taken back is never sent', async () => {
  const { sent, removals } = open()
  removals.hold(['a'])
  removals.undo()
  expect([...removals.gone()]).toEqual([])
  await vi.advanceTimersByTimeAsync(60_000)
  expect(sent).not.toHaveBeenCalled()
})

it('leaving the page sends at once, and once', async () => {
  const { sent, removals } = open()
  removals.hold(['a'])
  removals.send({ keepalive: true })
  await vi.advanceTimersByTimeAsync(60_000)
  expect(sent.mock.calls).toEqual([['a', { keepalive: true }]])
})

it('a second deletion sends the first, and only the second can be taken back', () => {
  const { sent, removals } = open()
  removals.hold(['a'])
  removals.hold(['b'])
  expect(sent).toHaveBeenCalledExactlyOnceWith('a', undefined)
  removals.undo()
  expect([...removals.gone()]).toEqual(['a'])
})

it('what the server refuses to delete is there again, and says so until it is tried again or forgotten', async () => {
  const refusal = new VideoError('The line is cut.', { code: 'network' })
  const { removals } = open(() => Promise.reject(refusal))
  removals.hold(['a', 'b'])
  await vi.advanceTimersByTimeAsync(6_000)
  expect([...removals.gone()]).toEqual([])
  expect(removals.refused()).toEqual({ ids: ['a', 'b'], why: refusal })
  removals.hold(['a'])
  expect(removals.refused()).toBeUndefined()
  await vi.advanceTimersByTimeAsync(6_000)
  expect(removals.refused()?.ids).toEqual(['a'])
  removals.forget()
  expect(removals.refused()).toBeUndefined()
  expect([...removals.gone()]).toEqual([])
})
