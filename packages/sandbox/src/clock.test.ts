import { expect, it, vi } from 'vitest'
import { manualClock } from './clock'

it('what is due happens in its order, each at its own time, what was added on the way included', async () => {
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

it('what was taken off the list does not happen', async () => {
  const clock = manualClock(0)
  const task = vi.fn<() => void>()
  clock.at(1, task)()
  await clock.advance(2)
  expect(task).not.toHaveBeenCalled()
})

it('two turns at once are one after the other', async () => {
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

it('time does not run backwards', () => {
  expect(() => manualClock().advance(-1)).toThrow(RangeError)
  expect(() => manualClock().advance(Number.NaN)).toThrow(RangeError)
})
