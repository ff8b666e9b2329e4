import { possibleGrids, readSize, spritesheetGrid, tileAt, tileRectangle, declaredGrid } from '@dailies/core'
import { expect, it } from 'vitest'

const wide = { width: 1280, height: 720 }

it('a grid told by the server is taken', () => {
  const asset = { state: 'ready', url: null, content_type: null, bytes: null } as const
  expect(declaredGrid({ ...asset, columns: 5, rows: 5, count: 23, tile_width: 160, tile_height: 90 })).toEqual({
    columns: 5,
    rows: 5,
    count: 23,
    tileWidth: 160,
    tileHeight: 90,
  })
  expect(declaredGrid(asset)).toBeUndefined()
  const unseen = { ...asset, columns: 5, rows: 4 }
  expect(declaredGrid(unseen)).toBeUndefined()
  expect(declaredGrid(unseen, wide)).toEqual({ columns: 5, rows: 4, count: 20, tileWidth: 256, tileHeight: 180 })
})

it('a grid is settled only where no other fits', () => {
  expect(spritesheetGrid({ width: 4000, height: 90 }, wide)).toMatchObject({ columns: 25, rows: 1 })
  expect(spritesheetGrid({ width: 1280, height: 720 }, wide)).toBeUndefined()
  expect(possibleGrids({ width: 1280, height: 720 }, wide).map(({ columns, rows }) => [columns, rows])).toContainEqual([
    4, 4,
  ])
})

it('a sheet in no shape of the film has no grid', () => {
  expect(spritesheetGrid({ width: 333, height: 77 }, { width: 720, height: 1280 })).toBeUndefined()
})

it('tiles are read row by row', () => {
  const grid = { columns: 5, rows: 2, count: 8, tileWidth: 160, tileHeight: 90 }
  expect(tileRectangle(grid, 6)).toEqual({ x: 160, y: 90, width: 160, height: 90 })
  expect([0, 0.5, 0.999, 1].map((share) => tileAt(grid, share))).toEqual([0, 4, 7, 7])
})

it('a size is read in the ways servers write it', () => {
  expect(readSize('1280x720')).toEqual(wide)
  expect(readSize('1280:720')).toEqual(wide)
  expect(readSize('')).toBeUndefined()
  expect(readSize(null)).toBeUndefined()
})
