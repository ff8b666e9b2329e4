import { expect, it } from 'vitest'
import { createConcurrencyLimiter } from './concurrency-limiter'

/** Work that lasts until it is told to end. */
function openGate(each: number, all: number) {
  const gate = createConcurrencyLimiter({ each, all })
  const order: string[] = []
  const ends = new Map<string, () => void>()
  const enter = (owner: string, name: string) =>
    gate(owner, async () => {
      order.push(name)
      await new Promise<void>((resolve) => ends.set(name, resolve))
    })
  const end = async (name: string) => {
    ends.get(name)?.()
    await new Promise((resolve) => setTimeout(resolve))
  }
  return { enter, end, order }
}

it('one owner’s work does not hold up another’s, and who waits longest is next', async () => {
  const { enter, end, order } = openGate(2, 3)
  const all = ['a1', 'a2', 'a3', 'a4', 'b1', 'b2', 'c1'].map((name) => enter(name.slice(0, 1), name))
  expect(order).toEqual(['a1', 'a2', 'b1'])
  await end('a1')
  expect(order.at(-1)).toBe('a3')
  await end('b1')
  expect(order.at(-1)).toBe('b2')
  await end('a2')
  expect(order.at(-1)).toBe('a4')
  await end('b2')
  expect(order.at(-1)).toBe('c1')
  for (const name of ['a3', 'a4', 'c1']) await end(name)
  await Promise.all(all)
})

it('work that fails gives its place away', async () => {
  const gate = createConcurrencyLimiter({ each: 1, all: 1 })
  const outcomes = await Promise.allSettled([
    gate('a', () => Promise.reject(new Error('No.'))),
    gate('a', async () => 'second'),
  ])
  expect(outcomes.map(({ status }) => status)).toEqual(['rejected', 'fulfilled'])
})
