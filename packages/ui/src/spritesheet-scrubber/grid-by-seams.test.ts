import { possibleGrids } from '@dailies/core'
import { expect, it } from 'vitest'
import { gridBySeams, withoutBlankTail, type Pixels } from './grid-by-seams'

const film = { width: 1280, height: 720 }

/** A sheet of tiles whose picture slopes from dark to light and shifts a little from tile to tile, as a film does. */
function sheet(columns: number, rows: number, count: number, tile = { width: 128, height: 72 }): Pixels {
  const width = columns * tile.width
  const height = rows * tile.height
  const data = new Uint8Array(width * height * 4)
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      const index = Math.floor(y / tile.height) * columns + Math.floor(x / tile.width)
      const slope = ((x % tile.width) / tile.width) * 120 + ((y % tile.height) / tile.height) * 90
      data.fill(index < count ? slope + index : 0, (y * width + x) * 4, (y * width + x) * 4 + 3)
    }
  }
  return { width, height, data }
}

it.each([
  [5, 5],
  [4, 4],
  [10, 10],
  [6, 6],
])('finds a grid of %i by %i among all that fit', (columns, rows) => {
  const pixels = sheet(columns, rows, columns * rows)
  const grids = possibleGrids(pixels, film)
  expect(grids.length).toBeGreaterThan(1)
  expect(gridBySeams(pixels, grids)).toMatchObject({ columns, rows })
})

it('decides nothing where no line is a seam', () => {
  const pixels = sheet(1, 1, 1, { width: 1280, height: 720 })
  expect(gridBySeams(pixels, possibleGrids(pixels, film))).toBeUndefined()
})

it('leaves out the blank tiles at the end', () => {
  const pixels = sheet(4, 4, 14)
  const grid = possibleGrids(pixels, film).find(({ columns }) => columns === 4)
  expect(withoutBlankTail(pixels, grid!)).toMatchObject({ count: 14 })
})

it('never takes a whole row of dark pictures for a blank tail', () => {
  const pixels = sheet(4, 4, 4)
  const grid = possibleGrids(pixels, film).find(({ columns }) => columns === 4)
  expect(withoutBlankTail(pixels, grid!)).toMatchObject({ count: 13 })
})
