import { expect, it, vi } from 'vitest'
import { manualClock } from './clock'

it('runs tasks in the order of their times, including tasks added while advancing', async () => {
  const clock = manualClock(0)
  const happened: [string, number][] = []
  const note = (name: string) => () => {
    happened.push([name, clock.now()])
  }
  clock.at(5, note('second'))
  clock.at(2, () => {
    note('first')()
    clock.at(6, note('third'))
    clock.at(20, note('never'))
  })
  await clock.advance(10)
  expect(happened).toEqual([
    ['first', 2],
    ['second', 5],
    ['third', 6],
  ])
  expect(clock.now()).toBe(10)
})

it('does not run a cancelled task', async () => {
  const clock = manualClock(0)
  const task = vi.fn<() => void>()
  clock.at(1, task)()
  await clock.advance(2)
  expect(task).not.toHaveBeenCalled()
})

it('runs two concurrent advances one after the other', async () => {
  const clock = manualClock(0)
  const times: number[] = []
  clock.at(1, async () => {
    await Promise.resolve()
    times.push(clock.now())
  })
  clock.at(3, () => {
    times.push(clock.now())
  })
  await Promise.all([clock.advance(2), clock.advance(2)])
  expect([...times, clock.now()]).toEqual([1, 3, 4])
})

it('rejects a negative advance', () => {
  expect(() => manualClock().advance(-1)).toThrow(RangeError)
  expect(() => manualClock().advance(Number.NaN)).toThrow(RangeError)
})
