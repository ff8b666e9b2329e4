import { afterEach, expect, it } from 'vitest'
import { holdConnection, startPreview } from './media-connections'

const ends: (() => void)[] = []
const stopped: string[] = []

afterEach(() => {
  for (const end of ends.splice(0)) end()
  stopped.length = 0
})

const preview = (name: string) => {
  const end = startPreview(() => stopped.push(name))
  if (end) ends.push(end)
  return end !== undefined
}
const hold = () => ends.push(holdConnection())

it('has at most two previews, and the oldest stops', () => {
  for (const name of ['a', 'b', 'c']) expect(preview(name)).toBe(true)
  expect(stopped).toEqual(['a'])
})

it('has at most four connections: previews stop for players', () => {
  preview('a')
  preview('b')
  hold()
  hold()
  expect(stopped).toEqual([])
  hold()
  expect(stopped).toEqual(['a'])
  hold()
  expect(stopped).toEqual(['a', 'b'])
  expect(preview('c')).toBe(false)
})

it('has one preview beside three players', () => {
  for (let count = 0; count < 3; count += 1) hold()
  preview('a')
  preview('b')
  expect(stopped).toEqual(['a'])
})
