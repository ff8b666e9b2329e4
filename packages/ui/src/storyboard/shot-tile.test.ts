import type { Video } from '@dailies/core'
import { expect, it } from 'vitest'
import { resolveShot } from './resolve-shot'
import { tileOf } from './shot-tile'

const sheet = { state: 'ready', columns: 5, rows: 5, count: 24 }
const tile = (start: number | undefined, spritesheet: object = sheet) => {
  // Only what is read.
  const video = {
    status: 'completed',
    seconds: '4',
    assets: { video: { state: 'ready' }, spritesheet },
  } as unknown as Video
  const found = tileOf(resolveShot({ id: 'a', videoId: 'b', start }, 0, { video, error: undefined }, false))
  return found && [found.column, found.row]
}

it.each([
  [0.05, [0, 0]],
  // 4 s in 24 tiles: one tile is a sixth of a second.
  [1 / 6, [1, 0]],
  [0.9, [0, 1]],
  [2, [2, 2]],
  [3.8, [2, 4]],
  [9, [3, 4]],
])('a start of %s s is in the tile %j', (start, expected) => {
  expect(tile(start)).toEqual(expected)
})

it.each<[string, number | undefined, object?]>([
  ['that was not trimmed', undefined],
  ['whose server declares no grid', 2, { state: 'ready' }],
  ['without a sheet', 2, { ...sheet, state: 'expired' }],
])('has none for a shot %s', (_, start, spritesheet) => {
  expect(tile(start, spritesheet)).toBeUndefined()
})
