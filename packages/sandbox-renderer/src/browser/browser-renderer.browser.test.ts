import type { Renderer, RenderRequest } from '@dailies/sandbox'
import { readMp4 } from '@dailies/sandbox/testing/read-mp4'
import sharp from 'sharp'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { videoRenderer } from '../node/video-renderer'
import { rendererInChromium } from '../testing/renderer-in-chromium'

let renderer: Required<Renderer>
const inNode = videoRenderer()
beforeAll(async () => {
  renderer = await rendererInChromium()
})
afterAll(() => Promise.all([renderer?.close(), inNode.close?.()]))

const mini: RenderRequest = { seed: 7, width: 320, height: 192, seconds: 2, prompts: ['A paper boat on a quiet lake'] }

it.each([
  { width: 320, height: 192, seconds: 2, rate: 24 },
  { width: 720, height: 1280, seconds: 1, rate: 16 },
  // Not a multiple of 16, in which H.264 counts.
  { width: 1920, height: 1080, seconds: 1, rate: 16 },
])('a video of $width by $height is H.264 of exactly that, and starts fast', async ({ rate, ...format }) => {
  const rendered = await renderer.render({ ...mini, ...format })
  expect(rendered).toMatchObject(format)
  const { boxes, duration, tracks } = readMp4(rendered.video)
  expect(boxes.indexOf('moov')).toBeLessThan(boxes.indexOf('mdat'))
  expect(duration).toBe(format.seconds)
  const { width, height, seconds } = format
  const frames = { codec: 'avc1', width, height, duration: seconds, sampleCount: rate * seconds }
  expect(tracks[0]).toMatchObject({ kind: 'vide', ...frames })
  expect(tracks[0]?.syncSamples).toEqual(Array.from({ length: seconds }, (_, second) => 1 + second * rate))
  expect(tracks[1]?.kind).toBe('soun')
  expect(tracks[1]?.duration).toBeLessThanOrEqual(seconds)
})

it('the thumbnail is a WebP, and the spritesheet a JPEG of 25 different tiles', async () => {
  const { thumbnail, spritesheet } = await renderer.render(mini)
  expect(await sharp(thumbnail).metadata()).toMatchObject({ format: 'webp', width: 320, height: 192 })
  expect(await sharp(spritesheet).metadata()).toMatchObject({ format: 'jpeg', width: 5 * 160, height: 5 * 96 })
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

it.each(['A boat on the sea at dusk', 'A cat on a window sill', 'A steam train on a viaduct'])(
  'draws "%s" as the renderer of Node does',
  async (prompt) => {
    const request: RenderRequest = { ...mini, seconds: 1, prompts: [prompt] }
    const renders = [renderer.render(request), inNode.render(request)].map(async (rendering) =>
      sharp((await rendering).thumbnail)
        .removeAlpha()
        .raw()
        .toBuffer(),
    )
    const [here = Buffer.of(), there = Buffer.of()] = await Promise.all(renders)
    expect(here.length).toBe(there.length)
    const difference = here.reduce((sum, value, at) => sum + Math.abs(value - (there[at] ?? 0)), 0) / here.length
    // Steps of 8 bits: the encoders differ, and so do the two that draw SVG.
    expect(difference).toBeLessThan(3)
  },
)

it('a reference image of another size is cropped, and is what the video begins with', async () => {
  const halves = { create: { width: 200, height: 50, channels: 3 as const, background: '#c02020' } }
  const { spritesheet } = await renderer.render({ ...mini, referenceImage: await sharp(halves).png().toBuffer() })
  const { dominant } = await sharp(
    await sharp(spritesheet).extract({ left: 0, top: 0, width: 160, height: 96 }).png().toBuffer(),
  ).stats()
  expect(dominant.r).toBeGreaterThan(2 * (dominant.g + dominant.b))
})

it('a reference image that cannot be read fails the render, and the next one is rendered', async () => {
  const broken = renderer.render({ ...mini, referenceImage: new Uint8Array(64) })
  await expect(broken).rejects.toThrow(/could not be decoded/)
  expect((await renderer.render(mini)).video.length).toBeGreaterThan(1_000)
})

it('an aborted render ends at its next frame with the reason, and the next one is rendered', async () => {
  const abort = new AbortController()
  const dropped = renderer.render({ ...mini, width: 1280, height: 720, seconds: 60 }, { signal: abort.signal })
  const next = renderer.render(mini)
  setTimeout(() => abort.abort(), 300)
  await expect(dropped).rejects.toThrow('the test aborts it')
  expect((await next).video.length).toBeGreaterThan(1_000)
})
