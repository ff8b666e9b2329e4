import { expect, it } from 'vitest'
import { toI420 } from './to-i420'

const fill = (...color: number[]) => new Uint8ClampedArray(Array.from({ length: 16 }, (_, at) => color[at % 4] ?? 255))

// Values of ITU-R BT.709-6 and BT.601-7 in eight bits.
it.each([
  ['black', 'bt709', [0, 0, 0, 255], [16, 128, 128]],
  ['white', 'bt709', [255, 255, 255, 255], [235, 128, 128]],
  ['red', 'bt709', [255, 0, 0, 255], [63, 102, 240]],
  ['blue', 'bt709', [0, 0, 255, 255], [32, 240, 118]],
  ['green', 'bt709', [0, 255, 0, 255], [173, 42, 26]],
  ['red', 'bt601', [255, 0, 0, 255], [81, 90, 240]],
] as const)('%s in %s', (_name, matrix, color, [brightness, blue, red]) => {
  expect([...toI420(fill(...color), { width: 2, height: 2, matrix })]).toEqual([
    brightness,
    brightness,
    brightness,
    brightness,
    blue,
    red,
  ])
})

it('takes the mean color of four pixels', () => {
  const pixels = fill(0, 0, 0, 255)
  pixels.set([255, 255, 255, 255], 0)
  expect([...toI420(pixels, { width: 2, height: 2, matrix: 'bt709' })]).toEqual([235, 16, 16, 16, 128, 128])
})
