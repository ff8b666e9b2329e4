import { beforeEach, afterEach, describe, expect, it, vi } from 'vitest'
import { limitReader } from './limit-reader'

beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] }))
afterEach(() => void vi.useRealTimers())

/** A body of three chunks, each available after so many milliseconds, and its limited form. */
function open(delayMs = 0) {
  let sent = 0
  const cancel = vi.fn<() => void>()
  const onEnd = vi.fn<() => void>()
  const body = new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        if (delayMs > 0) await new Promise((resolve) => setTimeout(resolve, delayMs))
        if (sent === 3) return controller.close()
        sent += 1
        controller.enqueue(new Uint8Array([sent]))
      },
      cancel,
    },
    { highWaterMark: 0 },
  )
  return { reader: limitReader(body, { idleTimeoutMs: 1_000, onEnd }).getReader(), cancel, onEnd }
}

describe('limitReader', () => {
  it('cancels a body that is not read, at its start and in between', async () => {
    const unread = open()
    const begun = open()
    await begun.reader.read()
    await vi.advanceTimersByTimeAsync(1_100)
    for (const { reader, cancel, onEnd } of [unread, begun]) {
      expect([cancel.mock.calls.length, onEnd.mock.calls.length]).toEqual([1, 1])
      await expect(reader.read()).rejects.toMatchObject({ status: 408 })
    }
    expect(vi.getTimerCount()).toBe(0)
  })

  it('gives a slow reader all the time it needs, and waits for a slow body', async () => {
    const { reader, cancel, onEnd } = open(5_000)
    for (const expected of [1, 2, 3, undefined]) {
      const read = reader.read()
      await vi.advanceTimersByTimeAsync(5_000)
      expect((await read).value?.[0]).toBe(expected)
      await vi.advanceTimersByTimeAsync(900)
    }
    expect([cancel.mock.calls.length, onEnd.mock.calls.length, vi.getTimerCount()]).toEqual([0, 1, 0])
  })

  it('ends once if its reader cancels it', async () => {
    const { reader, cancel, onEnd } = open()
    await reader.read()
    await reader.cancel()
    await vi.advanceTimersByTimeAsync(2_000)
    expect([cancel.mock.calls.length, onEnd.mock.calls.length, vi.getTimerCount()]).toEqual([1, 1, 0])
  })

  it('ends if the body fails', async () => {
    const onEnd = vi.fn<() => void>()
    const body = new ReadableStream({ pull: (controller) => controller.error(new Error('The disk is gone.')) })
    const reader = limitReader(body, { idleTimeoutMs: 1_000, onEnd }).getReader()
    await expect(reader.read()).rejects.toThrow('The disk is gone.')
    expect([onEnd.mock.calls.length, vi.getTimerCount()]).toEqual([1, 0])
  })
})
