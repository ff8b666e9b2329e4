import { readMp4 } from '@dailies/sandbox/testing/read-mp4'
import sharp from 'sharp'
import { afterAll, expect, test } from 'vitest'
import { videoRenderer } from './video-renderer'
import type { RenderRequest } from '@dailies/sandbox'

const renderer = videoRenderer()
afterAll(() => renderer.close?.())

const mini: RenderRequest = { seed: 7, width: 320, height: 192, seconds: 2, prompts: ['A paper boat on a quiet lake'] }

test('a video seeks: its sync table names a key picture each second and no other', async () => {
  const { tracks } = readMp4((await renderer.render(mini)).video)
  expect(tracks[0]?.syncSamples).toEqual([1, 25])
})

test('the thumbnail is a WebP in the shape of the video', async () => {
  const { thumbnail } = await renderer.render({ ...mini, width: 720, height: 1280, seconds: 1 })
  const { format, width, height } = await sharp(thumbnail).metadata()
  expect({ format, width, height }).toEqual({ format: 'webp', width: 720, height: 1280 })
})

test('the spritesheet is a JPEG of 25 different tiles, five in a row', async () => {
  const { spritesheet } = await renderer.render(mini)
  const { format, width, height } = await sharp(spritesheet).metadata()
  expect({ format, width, height }).toEqual({ format: 'jpeg', width: 5 * 160, height: 5 * 96 })
  const tiles = await Promise.all(
    Array.from({ length: 25 }, (_, tile) =>
      sharp(spritesheet)
        .extract({ left: (tile % 5) * 160, top: Math.floor(tile / 5) * 96, width: 160, height: 96 })
        .raw()
        .toBuffer(),
    ),
  )
  expect(new Set(tiles.map((tile) => tile.toString('base64'))).size).toBe(25)
})

test('the same request gives the same bytes a second later, another seed another video', async () => {
  const first = await renderer.render(mini)
  // The times in an MP4 are in seconds.
  await new Promise((resolve) => setTimeout(resolve, 1_100))
  const [again, other] = await Promise.all([renderer.render(mini), renderer.render({ ...mini, seed: 8 })])
  for (const variant of ['video', 'thumbnail', 'spritesheet'] as const) {
    expect(Buffer.from(again[variant]).equals(first[variant])).toBe(true)
  }
  expect(Buffer.from(other.thumbnail).equals(first.thumbnail)).toBe(false)
})

test('a referenceImage image that cannot be read fails the render with the reason', async () => {
  await expect(renderer.render({ ...mini, referenceImage: new Uint8Array(64) })).rejects.toThrow(
    /could not be rendered/,
  )
})

test('a referenceImage of another size is cropped to the size of the video', async () => {
  const referenceImage = await sharp({ create: { width: 64, height: 64, channels: 3, background: 'red' } })
    .png()
    .toBuffer()
  const { spritesheet } = await renderer.render({ ...mini, referenceImage })
  const corner = await sharp(spritesheet).extract({ left: 0, top: 0, width: 16, height: 16 }).png().toBuffer()
  const { dominant } = await sharp(corner).stats()
  expect(dominant.r).toBeGreaterThan(2 * (dominant.g + dominant.b))
})
