import { expect, it } from 'vitest'
import { createConcurrencyLimiter } from './concurrency-limiter'

/** A limiter whose tasks run until the test finishes them. */
function openLimiter(each: number, all: number) {
  const limiter = createConcurrencyLimiter({ each, all })
  const order: string[] = []
  const finishers = new Map<string, () => void>()
  const start = (owner: string, name: string) =>
    limiter.run(owner, async () => {
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
  const { run } = createConcurrencyLimiter({ each: 1, all: 1 })
  const outcomes = await Promise.allSettled([
    run('a', () => Promise.reject(new Error('No.'))),
    run('a', async () => 'second'),
  ])
  expect(outcomes.map(({ status }) => status)).toEqual(['rejected', 'fulfilled'])
})

it('gives a slot at once or says which limit is reached', () => {
  const limiter = createConcurrencyLimiter({ each: 1, all: 2 })
  const release = limiter.tryAcquire('a')
  expect([limiter.tryAcquire('a'), limiter.capacity()]).toEqual(['each', { limit: 1, fullOwners: ['a'] }])
  expect(limiter.tryAcquire('b')).toBeTypeOf('function')
  expect([limiter.tryAcquire('c'), limiter.capacity()]).toEqual(['all', { limit: 0, fullOwners: ['a', 'b'] }])
  if (typeof release === 'function') release()
  expect(limiter.tryAcquire('a')).toBeTypeOf('function')
})

it('has room for as many tasks as no owner could exceed its limit with', () => {
  const limiter = createConcurrencyLimiter({ each: 4, all: 12 })
  expect(limiter.capacity()).toEqual({ limit: 4, fullOwners: [] })
  limiter.tryAcquire('a')
  // Three more of the same owner would fit, a fourth would not.
  expect(limiter.capacity()).toEqual({ limit: 3, fullOwners: [] })
  for (let task = 0; task < 3; task += 1) limiter.tryAcquire('a')
  expect(limiter.capacity()).toEqual({ limit: 4, fullOwners: ['a'] })
  for (const owner of ['b', 'b', 'b', 'b', 'c', 'c', 'd']) limiter.tryAcquire(owner)
  expect(limiter.capacity()).toEqual({ limit: 1, fullOwners: ['a', 'b'] })
  expect(createConcurrencyLimiter({ all: 16 }).capacity()).toEqual({ limit: 16, fullOwners: [] })
})
