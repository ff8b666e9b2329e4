import { readFileSync } from 'node:fs'
import sharp from 'sharp'
import { expect, test } from 'vitest'
import { encodeWebp } from './moving-picture/encode.mjs'

/** @param {string} background */
const picture = (background) =>
  sharp({ create: { width: 64, height: 48, channels: 3, background } })
    .jpeg()
    .toBuffer()

test('a recording is encoded as often as the page changed, as fast as asked for, and repeats', async () => {
  const [red, green, blue] = await Promise.all(['#c00', '#0c0', '#00c'].map(picture))
  const frames = [
    { image: red, at: 0 },
    { image: green, at: 500 },
    { image: blue, at: 1_500 },
  ]
  const webp = await encodeWebp({ frames, end: 2_000 }, { width: 32, rate: 10, speed: 2, quality: 80 })
  const { pages, delay, loop, width, pageHeight } = await sharp(webp, { pages: -1 }).metadata()
  expect({ pages, delay, loop, width, pageHeight }).toEqual({
    pages: 3,
    delay: [300, 500, 200],
    loop: 0,
    width: 32,
    pageHeight: 24,
  })
})

test('the README opens with the moving picture, which is less than 4 MB', async () => {
  const readme = readFileSync(new URL('../README.md', import.meta.url), 'utf8')
  const [, file = ''] = /!\[[^\]]*\]\(([^)]+)\)/.exec(readme) ?? []
  const bytes = readFileSync(new URL(`../${file}`, import.meta.url))
  const { format, pages = 0 } = await sharp(bytes).metadata()
  expect(format).toBe('webp')
  expect(pages).toBeGreaterThan(100)
  expect(bytes.length).toBeLessThan(4_000_000)
})
