import { describe, expect, it } from 'vitest'
import { labelsTransform, playheadTransform, sheetTransform, tagTransform } from './transforms'

/** Fourteen tiles in a grid of 5 by 3, of which the last row is not full. */
const grid = { columns: 5, rows: 3, count: 14, tileWidth: 320, tileHeight: 180 }
const tiles = Array.from({ length: 14 }, (_, index) => [index % 5, Math.floor(index / 5)] as const)

const percentages = (transform: string) => [...transform.matchAll(/-?[\d.]+(?=%)/g)].map(Number)

describe('the sheet', () => {
  it.each(tiles)('shows the tile in column %i and row %i from its start to its end', (column, row) => {
    const index = row * 5 + column
    // Times of a video of 7 seconds with half a second to a tile.
    for (const time of [index / 2, index / 2 + 0.25, (index + 1) / 2 - 0.001]) {
      const [x, y] = percentages(sheetTransform(grid, time / 7))
      expect(x).toBeCloseTo(-20 * column)
      expect(y).toBeCloseTo((-100 * row) / 3)
    }
  })

  it('shows the last tile at the end of the video', () => {
    expect(sheetTransform(grid, 1)).toBe(sheetTransform(grid, 0.99))
  })

  it.each([4, 4.1, 7, 12.04])('is not one tile late by rounding, in a video of %d seconds', (seconds) => {
    const late: string[] = []
    for (let count = 1; count <= 200; count += 1)
      for (let index = 0; index < count; index += 1) {
        const time = (seconds / count) * index
        const row = { columns: count, rows: 1, count, tileWidth: 1, tileHeight: 1 }
        // A video element rounds its time to microseconds.
        for (const shown of [time, Math.round(time * 1e6) / 1e6]) {
          const [x = 0] = percentages(sheetTransform(row, shown / seconds))
          if (Math.round((x / -100) * count) !== index) late.push(`${count}: ${index}`)
        }
      }
    expect(late).toEqual([])
  })
})

it('moves the playhead from the left, by whole pixels', () => {
  expect(playheadTransform(0.25)).toBe('translateX(round((100% - 4px) * 0.25, 1px))')
})

it('moves the tag away from the start, by whole pixels', () => {
  expect(tagTransform(0.25)).toBe('translateX(round((100cqi - 100%) * 0.25, 1px))')
})

it('moves the nearest label to the top', () => {
  expect(labelsTransform(5, 0)).toBe('translateY(0%)')
  expect(labelsTransform(5, 0.12)).toBe('translateY(0%)')
  expect(labelsTransform(5, 0.13)).toBe('translateY(-20%)')
  expect(labelsTransform(5, 1)).toBe('translateY(-80%)')
  expect(labelsTransform(1, 1)).toBe('translateY(0%)')
  // Before the labels are laid out.
  expect(labelsTransform(0, 0.5)).toBe('translateY(0%)')
})
