import { parseSize, tileIndexAt, tileRectangle } from '@dailies/core'
import { possibleGrids, inferSpritesheetGrid, declaredGrid } from '@dailies/core/internal'
import { expect, it } from 'vitest'

const wide = { width: 1280, height: 720 }

it('reads the grid that the server declares', () => {
  const asset = { state: 'ready', url: null, content_type: null, bytes: null } as const
  expect(declaredGrid({ ...asset, columns: 5, rows: 5, count: 23, tile_width: 160, tile_height: 90 })).toEqual({
    columns: 5,
    rows: 5,
    count: 23,
    tileWidth: 160,
    tileHeight: 90,
  })
  expect(declaredGrid(asset)).toBeUndefined()
  const withoutTileSize = { ...asset, columns: 5, rows: 4 }
  expect(declaredGrid(withoutTileSize)).toBeUndefined()
  expect(declaredGrid(withoutTileSize, wide)).toEqual({
    columns: 5,
    rows: 4,
    count: 20,
    tileWidth: 256,
    tileHeight: 180,
  })
})

it('returns a grid only if no other grid fits', () => {
  expect(inferSpritesheetGrid({ width: 4000, height: 90 }, wide)).toMatchObject({ columns: 25, rows: 1 })
  expect(inferSpritesheetGrid({ width: 1280, height: 720 }, wide)).toBeUndefined()
  expect(possibleGrids({ width: 1280, height: 720 }, wide).map(({ columns, rows }) => [columns, rows])).toContainEqual([
    4, 4,
  ])
})

it('returns undefined if no grid matches the aspect ratio of the video', () => {
  expect(inferSpritesheetGrid({ width: 333, height: 77 }, { width: 720, height: 1280 })).toBeUndefined()
})

it('orders tiles row by row', () => {
  const grid = { columns: 5, rows: 2, count: 8, tileWidth: 160, tileHeight: 90 }
  expect(tileRectangle(grid, 6)).toEqual({ x: 160, y: 90, width: 160, height: 90 })
  expect([0, 0.5, 0.999, 1].map((fraction) => tileIndexAt(grid, fraction))).toEqual([0, 4, 7, 7])
})

it('parses the size formats that servers use', () => {
  expect(parseSize('1280x720')).toEqual(wide)
  expect(parseSize('1280:720')).toEqual(wide)
  expect(parseSize('')).toBeUndefined()
  expect(parseSize(null)).toBeUndefined()
})
