import { createSheetCache } from '@dailies/core/previews'
import type { DrawnSheet } from '@dailies/core/previews'
import { expect, it } from 'vitest'

function createFakeDraw() {
  const draws: { src: string; signal: AbortSignal; finish: (sheet: DrawnSheet) => void }[] = []
  const draw = ({ src, signal }: { src: string; signal: AbortSignal }) =>
    new Promise<DrawnSheet>((resolve, reject) => {
      draws.push({ src, signal, finish: resolve })
      signal.addEventListener('abort', () => reject(signal.reason))
    })
  return { draws, draw }
}

const sheet = { canvas: {}, grid: {} } as DrawnSheet
const nextTask = () => new Promise<void>((resolve) => setImmediate(resolve))

it('draws a spritesheet once for concurrent and later requests', async () => {
  const { draws, draw } = createFakeDraw()
  const cache = createSheetCache(draw)
  const first = cache.want('v', '/v?sig=1')
  const second = cache.want('v', '/v?sig=2')
  await nextTask()
  draws[0]?.finish(sheet)
  expect(await first.sheet).toBe(await second.sheet)
  first.release()
  second.release()
  await cache.want('v', '/v').sheet
  expect(draws).toHaveLength(1)
})

it('aborts drawing when the last reference is released, and can start again', async () => {
  const { draws, draw } = createFakeDraw()
  const cache = createSheetCache(draw)
  const first = cache.want('v', '/v')
  const second = cache.want('v', '/v')
  const rejection = first.sheet.catch((error: unknown) => error)
  await nextTask()
  first.release()
  first.release()
  expect(draws[0]?.signal.aborted).toBe(false)
  second.release()
  expect(draws[0]?.signal.aborted).toBe(true)
  expect(await rejection).toBe(draws[0]?.signal.reason)
  void cache.want('v', '/v')
  await nextTask()
  expect(draws).toHaveLength(2)
})

it('draws one spritesheet at a time and skips a queued one that was released', async () => {
  const { draws, draw } = createFakeDraw()
  const cache = createSheetCache(draw)
  cache.want('a', '/a')
  const released = cache.want('b', '/b')
  const result = released.sheet.catch(() => 'aborted')
  cache.want('c', '/c')
  await nextTask()
  expect(draws.map(({ src }) => src)).toEqual(['/a'])
  released.release()
  draws[0]?.finish(sheet)
  await nextTask()
  expect(await result).toBe('aborted')
  expect(draws.map(({ src }) => src)).toEqual(['/a', '/c'])
})

it('evicts spritesheets over the maximum', async () => {
  const { draws, draw } = createFakeDraw()
  const cache = createSheetCache(draw, 1)
  for (const id of ['a', 'b', 'a']) {
    const reference = cache.want(id, `/${id}`)
    await nextTask()
    draws.at(-1)?.finish(sheet)
    await reference.sheet
    reference.release()
  }
  expect(draws.map(({ src }) => src)).toEqual(['/a', '/b', '/a'])
})
