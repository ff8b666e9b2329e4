import { decideGrid } from '@dailies/core/previews'
import type { Pixels } from '@dailies/core/previews'
import { expect, it } from 'vitest'

interface Sheet {
  columns: number
  rows: number
  tile: { width: number; height: number }
  count?: number
  /** Brightness of one pixel of one tile; x and y from 0 to 1. */
  draw: (tile: number, x: number, y: number) => number
}

function paint({ columns, rows, tile, count = columns * rows, draw }: Sheet): Pixels {
  const width = columns * tile.width
  const height = rows * tile.height
  const data = new Uint8ClampedArray(width * height * 4)
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      const index = Math.floor(y / tile.height) * columns + Math.floor(x / tile.width)
      const value = index < count ? draw(index, (x % tile.width) / tile.width, (y % tile.height) / tile.height) : 0
      data.fill(value, (y * width + x) * 4, (y * width + x) * 4 + 3)
    }
  }
  return { width, height, data }
}

const wide = { width: 1280, height: 720 }
const tall = { width: 720, height: 1280 }
const wideTile = { width: 160, height: 90 }
const tallTile = { width: 90, height: 160 }

/** A landscape with moving light. */
const landscape = (tile: number, x: number, y: number): number =>
  40 + 150 * y + 40 * Math.sin(6 * x + tile * 0.2) + 20 * Math.cos(17 * x * y + 1)

/** A disc that moves over a plain background: neighbouring tiles do not differ at their edges. */
const plain = (tile: number, x: number, y: number): number =>
  Math.hypot(x - 0.35 - tile * 0.01, (y - 0.45) * 0.6) < 0.16 ? 40 + 60 * y : 210

/** The same landscape between two black bars, as in a letterboxed video. */
const letterboxed = (tile: number, x: number, y: number): number => (y < 0.14 || y > 0.86 ? 0 : landscape(tile, x, y))

it.each([
  ['one row of 25', { columns: 25, rows: 1, tile: wideTile, draw: landscape }, wide],
  ['one column of 25', { columns: 1, rows: 25, tile: wideTile, draw: landscape }, wide],
  ['one row of 25 upright and letterboxed', { columns: 25, rows: 1, tile: tallTile, draw: letterboxed }, tall],
  ['one row of 25 on a plain background', { columns: 25, rows: 1, tile: wideTile, draw: plain }, wide],
  ['4 by 4', { columns: 4, rows: 4, tile: wideTile, draw: landscape }, wide],
  ['4 by 4 large tiles', { columns: 4, rows: 4, tile: { width: 320, height: 180 }, draw: landscape }, wide],
  ['5 by 5', { columns: 5, rows: 5, tile: wideTile, draw: landscape }, wide],
  ['6 by 5', { columns: 6, rows: 5, tile: { width: 192, height: 108 }, draw: landscape }, wide],
  ['5 by 5 upright', { columns: 5, rows: 5, tile: tallTile, draw: landscape }, tall],
  [
    '4 by 4 upright on a plain background',
    { columns: 4, rows: 4, tile: { width: 180, height: 320 }, draw: plain },
    tall,
  ],
  ['6 by 5 letterboxed', { columns: 6, rows: 5, tile: wideTile, draw: letterboxed }, wide],
  ['6 by 5 on a plain background', { columns: 6, rows: 5, tile: wideTile, draw: plain }, wide],
  ['5 by 5 letterboxed', { columns: 5, rows: 5, tile: wideTile, draw: letterboxed }, wide],
  ['5 by 5 on a plain background', { columns: 5, rows: 5, tile: wideTile, draw: plain }, wide],
  ['4 by 4 on a plain background', { columns: 4, rows: 4, tile: { width: 320, height: 180 }, draw: plain }, wide],
] as const)('detects %s', (_name, sheet, video) => {
  const pixels = paint(sheet)
  expect(decideGrid(pixels, pixels, video)).toMatchObject({
    columns: sheet.columns,
    rows: sheet.rows,
    count: sheet.columns * sheet.rows,
  })
})

it.each([
  ['one tile', 1],
  ['two rows', 8],
])('excludes %s of blank tiles at the end', (_name, blank) => {
  const pixels = paint({ columns: 4, rows: 4, tile: wideTile, count: 16 - blank, draw: landscape })
  expect(decideGrid(pixels, pixels, wide)).toMatchObject({ columns: 4, rows: 4, count: 16 - blank })
})

it('counts the dark last frames of a video that fades to black as images', () => {
  const fading = (tile: number, x: number, y: number): number => landscape(tile, x, y) * Math.max(0, 1 - tile / 12)
  const pixels = paint({ columns: 4, rows: 4, tile: wideTile, draw: fading })
  expect(decideGrid(pixels, pixels, wide)).toMatchObject({ columns: 4, rows: 4, count: 16 })
})

it('returns undefined for a single image and for a blank image', () => {
  const single = paint({ columns: 1, rows: 1, tile: wide, draw: (_tile, x, y) => 255 * x * y })
  expect(decideGrid(single, single, wide)).toBeUndefined()
  const empty = paint({ columns: 4, rows: 4, tile: { width: 320, height: 180 }, draw: () => 0 })
  expect(decideGrid(empty, empty, wide)).toBeUndefined()
})

it('returns tile sizes in the original pixels for a scaled-down spritesheet', () => {
  const pixels = paint({ columns: 5, rows: 5, tile: wideTile, draw: landscape })
  const image = { width: pixels.width * 2, height: pixels.height * 2 }
  expect(decideGrid(pixels, image, wide)).toMatchObject({ columns: 5, rows: 5, tileWidth: 320, tileHeight: 180 })
})
