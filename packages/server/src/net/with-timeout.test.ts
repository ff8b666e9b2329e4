import { expect, it, vi } from 'vitest'
import { withTimeout } from './with-timeout'

const never = <T>(): Promise<T> => new Promise(() => undefined)
const soon = { timeoutMs: 20, timeoutError: () => new Error('too slow') }

it('rejects after the timeout, also if the work ignores its signal', async () => {
  let received: AbortSignal | undefined
  const result = withTimeout((signal) => ((received = signal), never()), soon)
  await expect(result).rejects.toThrow('too slow')
  expect(received?.reason).toMatchObject({ message: 'too slow' })
})

it('rejects with the reason of the outer signal, and does not start work for an aborted one', async () => {
  const outer = new AbortController()
  const result = withTimeout(() => never(), { ...soon, timeoutMs: 60_000, signal: outer.signal })
  outer.abort(new Error('the reader left'))
  await expect(result).rejects.toThrow('the reader left')
  const work = vi.fn<() => Promise<number>>(async () => 1)
  await expect(withTimeout(work, { ...soon, signal: outer.signal })).rejects.toThrow('the reader left')
  expect(work).not.toHaveBeenCalled()
})

it('passes an abort of the outer signal on after the work has resolved, for a response that still streams', async () => {
  const outer = new AbortController()
  const inner = await withTimeout(async (signal) => signal, { ...soon, signal: outer.signal })
  expect(inner.aborted).toBe(false)
  outer.abort()
  expect(inner.aborted).toBe(true)
})

it('hands a late result to onLate, and ignores a late error', async () => {
  const onLate = vi.fn<(result: string) => void>()
  const late = new Promise<string>((resolve) => setTimeout(() => resolve('a body to release'), 60))
  await expect(withTimeout(() => late, { ...soon, onLate })).rejects.toThrow('too slow')
  await expect.poll(() => onLate.mock.calls.length).toBe(1)
  expect(onLate).toHaveBeenCalledExactlyOnceWith('a body to release')
  const failing = new Promise<string>((_, reject) => setTimeout(() => reject(new Error('late')), 60))
  await expect(withTimeout(() => failing, { ...soon, onLate })).rejects.toThrow('too slow')
  await expect(failing).rejects.toThrow('late')
})

it('restarts the timer after progress', async () => {
  const steps = withTimeout(
    async (_, restart) => {
      for (let step = 0; step < 5; step += 1) {
        await new Promise((resolve) => setTimeout(resolve, 60))
        restart()
      }
      return 'done'
    },
    { ...soon, timeoutMs: 200 },
  )
  expect(await steps).toBe('done')
})

it('waits for aborted work to end for as long as graceMs', async () => {
  const outer = new AbortController()
  const options = { ...soon, timeoutMs: 60_000, signal: outer.signal }
  const ended: string[] = []
  const slow = () => new Promise<string>((resolve) => setTimeout(() => resolve(String(ended.push('work'))), 40))
  const results = [
    withTimeout(slow, { ...options, graceMs: 5_000 }).finally(() => ended.push('caller')),
    withTimeout(() => never(), { ...options, graceMs: 100 }),
  ]
  outer.abort(new Error('closing'))
  expect(await results[0]).toBe('1')
  expect(ended).toEqual(['work', 'caller'])
  await expect(results[1]).rejects.toThrow('closing')
})

it('rejects with the error of work that throws', async () => {
  const broken = (): Promise<never> => {
    throw new Error('not a promise')
  }
  await expect(withTimeout(broken, soon)).rejects.toThrow('not a promise')
})
