import { expect, it } from 'vitest'
import { createConcurrencyLimiter } from './concurrency-limiter'

/** A limiter whose tasks run until the test finishes them. */
function openLimiter(each: number, all: number) {
  const limit = createConcurrencyLimiter({ each, all })
  const order: string[] = []
  const finishers = new Map<string, () => void>()
  const start = (owner: string, name: string) =>
    limit(owner, async () => {
      order.push(name)
      await new Promise<void>((resolve) => finishers.set(name, resolve))
    })
  const finish = async (name: string) => {
    finishers.get(name)?.()
    await new Promise((resolve) => setTimeout(resolve))
  }
  return { start, finish, order }
}

it('limits each owner separately, and starts the task that has waited longest', async () => {
  const { start, finish, order } = openLimiter(2, 3)
  const all = ['a1', 'a2', 'a3', 'a4', 'b1', 'b2', 'c1'].map((name) => start(name.slice(0, 1), name))
  expect(order).toEqual(['a1', 'a2', 'b1'])
  await finish('a1')
  expect(order.at(-1)).toBe('a3')
  await finish('b1')
  expect(order.at(-1)).toBe('b2')
  await finish('a2')
  expect(order.at(-1)).toBe('a4')
  await finish('b2')
  expect(order.at(-1)).toBe('c1')
  for (const name of ['a3', 'a4', 'c1']) await finish(name)
  await Promise.all(all)
})

it('releases the slot of a task that fails', async () => {
  const limit = createConcurrencyLimiter({ each: 1, all: 1 })
  const outcomes = await Promise.allSettled([
    limit('a', () => Promise.reject(new Error('No.'))),
    limit('a', async () => 'second'),
  ])
  expect(outcomes.map(({ status }) => status)).toEqual(['rejected', 'fulfilled'])
})
