import { decideGrid } from '@dailies/core/previews'
import type { Pixels } from '@dailies/core/previews'
import { expect, it } from 'vitest'

interface Sheet {
  columns: number
  rows: number
  tile: { width: number; height: number }
  count?: number
  /** Brightness of one pixel of one tile; x and y from 0 to 1. */
  picture: (tile: number, x: number, y: number) => number
}

function paint({ columns, rows, tile, count = columns * rows, picture }: Sheet): Pixels {
  const width = columns * tile.width
  const height = rows * tile.height
  const data = new Uint8ClampedArray(width * height * 4)
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      const index = Math.floor(y / tile.height) * columns + Math.floor(x / tile.width)
      const value = index < count ? picture(index, (x % tile.width) / tile.width, (y % tile.height) / tile.height) : 0
      data.fill(value, (y * width + x) * 4, (y * width + x) * 4 + 3)
    }
  }
  return { width, height, data }
}

const wide = { width: 1280, height: 720 }
const tall = { width: 720, height: 1280 }
const wideTile = { width: 160, height: 90 }
const tallTile = { width: 90, height: 160 }

/** A landscape in which the light moves. */
const landscape = (tile: number, x: number, y: number): number =>
  40 + 150 * y + 40 * Math.sin(6 * x + tile * 0.2) + 20 * Math.cos(17 * x * y + 1)

/** A disc that wanders over one plain colour: no tile differs from the next at its edges. */
const plain = (tile: number, x: number, y: number): number =>
  Math.hypot(x - 0.35 - tile * 0.01, (y - 0.45) * 0.6) < 0.16 ? 40 + 60 * y : 210

/** The same landscape between two black bars, as in a film shot wider than it is shown. */
const letterboxed = (tile: number, x: number, y: number): number => (y < 0.14 || y > 0.86 ? 0 : landscape(tile, x, y))

it.each([
  ['one row of 25', { columns: 25, rows: 1, tile: wideTile, picture: landscape }, wide],
  ['one column of 25', { columns: 1, rows: 25, tile: wideTile, picture: landscape }, wide],
  ['one row of 25 upright and letterboxed', { columns: 25, rows: 1, tile: tallTile, picture: letterboxed }, tall],
  ['one row of 25 on a plain background', { columns: 25, rows: 1, tile: wideTile, picture: plain }, wide],
  ['4 by 4', { columns: 4, rows: 4, tile: wideTile, picture: landscape }, wide],
  ['4 by 4 large tiles', { columns: 4, rows: 4, tile: { width: 320, height: 180 }, picture: landscape }, wide],
  ['5 by 5', { columns: 5, rows: 5, tile: wideTile, picture: landscape }, wide],
  ['6 by 5', { columns: 6, rows: 5, tile: { width: 192, height: 108 }, picture: landscape }, wide],
  ['5 by 5 upright', { columns: 5, rows: 5, tile: tallTile, picture: landscape }, tall],
  [
    '4 by 4 upright on a plain background',
    { columns: 4, rows: 4, tile: { width: 180, height: 320 }, picture: plain },
    tall,
  ],
  ['6 by 5 letterboxed', { columns: 6, rows: 5, tile: wideTile, picture: letterboxed }, wide],
  ['6 by 5 on a plain background', { columns: 6, rows: 5, tile: wideTile, picture: plain }, wide],
  ['5 by 5 letterboxed', { columns: 5, rows: 5, tile: wideTile, picture: letterboxed }, wide],
  ['5 by 5 on a plain background', { columns: 5, rows: 5, tile: wideTile, picture: plain }, wide],
  ['4 by 4 on a plain background', { columns: 4, rows: 4, tile: { width: 320, height: 180 }, picture: plain }, wide],
] as const)('finds %s', (_name, sheet, film) => {
  const pixels = paint(sheet)
  expect(decideGrid(pixels, pixels, film)).toMatchObject({
    columns: sheet.columns,
    rows: sheet.rows,
    count: sheet.columns * sheet.rows,
  })
})

it.each([
  ['one tile', 1],
  ['two rows', 8],
])('leaves out a blank tail of %s', (_name, blank) => {
  const pixels = paint({ columns: 4, rows: 4, tile: wideTile, count: 16 - blank, picture: landscape })
  expect(decideGrid(pixels, pixels, wide)).toMatchObject({ columns: 4, rows: 4, count: 16 - blank })
})

it('takes the dark end of a film that fades out for pictures', () => {
  const fading = (tile: number, x: number, y: number): number => landscape(tile, x, y) * Math.max(0, 1 - tile / 12)
  const pixels = paint({ columns: 4, rows: 4, tile: wideTile, picture: fading })
  expect(decideGrid(pixels, pixels, wide)).toMatchObject({ columns: 4, rows: 4, count: 16 })
})

it('decides nothing about a single picture, and nothing about an empty one', () => {
  const single = paint({ columns: 1, rows: 1, tile: wide, picture: (_tile, x, y) => 255 * x * y })
  expect(decideGrid(single, single, wide)).toBeUndefined()
  const empty = paint({ columns: 4, rows: 4, tile: { width: 320, height: 180 }, picture: () => 0 })
  expect(decideGrid(empty, empty, wide)).toBeUndefined()
})

it('a sheet that was shrunk for looking is cut at its own size', () => {
  const pixels = paint({ columns: 5, rows: 5, tile: wideTile, picture: landscape })
  const image = { width: pixels.width * 2, height: pixels.height * 2 }
  expect(decideGrid(pixels, image, wide)).toMatchObject({ columns: 5, rows: 5, tileWidth: 320, tileHeight: 180 })
})
