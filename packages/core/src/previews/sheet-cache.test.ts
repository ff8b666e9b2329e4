import { createSheetCache } from '@dailies/core/previews'
import type { DrawnSheet } from '@dailies/core/previews'
import { expect, it } from 'vitest'

function createHand() {
  const drawn: { src: string; signal: AbortSignal; finish: (sheet: DrawnSheet) => void }[] = []
  const draw = ({ src, signal }: { src: string; signal: AbortSignal }) =>
    new Promise<DrawnSheet>((resolve, reject) => {
      drawn.push({ src, signal, finish: resolve })
      signal.addEventListener('abort', () => reject(signal.reason))
    })
  return { drawn, draw }
}

const sheet = { canvas: {}, grid: {} } as DrawnSheet
const turn = () => new Promise<void>((resolve) => setImmediate(resolve))

it('a sheet is drawn once, however many want it and whenever', async () => {
  const { drawn, draw } = createHand()
  const shelf = createSheetCache(draw)
  const one = shelf.want('v', '/v?sig=1')
  const other = shelf.want('v', '/v?sig=2')
  await turn()
  drawn[0]?.finish(sheet)
  expect(await one.sheet).toBe(await other.sheet)
  one.release()
  other.release()
  await shelf.want('v', '/v').sheet
  expect(drawn).toHaveLength(1)
})

it('drawing stops when nobody wants the sheet any more, and can begin anew', async () => {
  const { drawn, draw } = createHand()
  const shelf = createSheetCache(draw)
  const one = shelf.want('v', '/v')
  const other = shelf.want('v', '/v')
  const given = one.sheet.catch((error: unknown) => error)
  await turn()
  one.release()
  one.release()
  expect(drawn[0]?.signal.aborted).toBe(false)
  other.release()
  expect(drawn[0]?.signal.aborted).toBe(true)
  expect(await given).toBe(drawn[0]?.signal.reason)
  void shelf.want('v', '/v')
  await turn()
  expect(drawn).toHaveLength(2)
})

it('sheets are drawn one after another, and one given up in the queue is never begun', async () => {
  const { drawn, draw } = createHand()
  const shelf = createSheetCache(draw)
  shelf.want('a', '/a')
  const given = shelf.want('b', '/b')
  const failed = given.sheet.catch(() => 'given up')
  shelf.want('c', '/c')
  await turn()
  expect(drawn.map(({ src }) => src)).toEqual(['/a'])
  given.release()
  drawn[0]?.finish(sheet)
  await turn()
  expect(await failed).toBe('given up')
  expect(drawn.map(({ src }) => src)).toEqual(['/a', '/c'])
})

it('only so many sheets are kept', async () => {
  const { drawn, draw } = createHand()
  const shelf = createSheetCache(draw, 1)
  for (const id of ['a', 'b', 'a']) {
    const wanted = shelf.want(id, `/${id}`)
    await turn()
    drawn.at(-1)?.finish(sheet)
    await wanted.sheet
    wanted.release()
  }
  expect(drawn.map(({ src }) => src)).toEqual(['/a', '/b', '/a'])
})
