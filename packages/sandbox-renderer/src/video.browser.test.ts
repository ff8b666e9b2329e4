import type { Renderer } from '@dailies/sandbox'
import { serveBytes } from '@dailies/sandbox/testing/serve-bytes'
import { chromium } from 'playwright-core'
import type { Browser, Page } from 'playwright-core'
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { chromium as launchOptions } from '../../../.ci/chromium.mjs'
import { videoRenderer } from './node/video-renderer'
import { rendererInChromium } from './testing/renderer-in-chromium'

const width = 320
const height = 192
const seconds = 2

let browser: Browser
let page: Page
let site: Awaited<ReturnType<typeof serveBytes>>

const renderers = [
  { name: 'Node', create: async () => videoRenderer({ frameNumbers: true }) },
  { name: 'WebCodecs', create: () => rendererInChromium({ frameNumbers: true }) },
]

/** Serves the videos of a renderer to a new page. */
async function serveVideosOf(renderer: Renderer): Promise<void> {
  const referenceImage = await sharp({ create: { width, height, channels: 3, background: '#c02060' } })
    .png()
    .toBuffer()
  const request = { seed: 7, width, height, seconds, prompts: ['A paper boat on a quiet lake'] as [string] }
  const video = await renderer.render(request)
  const referred = await renderer.render({ ...request, referenceImage })
  await renderer.close?.()
  site = await serveBytes({
    '/': { type: 'text/html', bytes: '<!doctype html><video src="/video.mp4" muted></video>' },
    '/video.mp4': { type: 'video/mp4', bytes: video.video },
    '/referred.mp4': { type: 'video/mp4', bytes: referred.video },
  })
  browser = await chromium.launch(launchOptions)
  page = await browser.newPage()
  await page.goto(site.origin)
}

/** The picture at each of some moments, as pixels drawn on a small canvas. */
const picturesAt = (moments: number[]) =>
  page.evaluate(async (moments) => {
    const video = document.querySelector('video')
    const canvas = document.createElement('canvas')
    canvas.width = 80
    canvas.height = 48
    const context = canvas.getContext('2d', { willReadFrequently: true })
    if (!video || !context) throw new Error('The page has no video or no canvas.')
    const pictures: string[] = []
    for (const moment of moments) {
      const seeked = new Promise((resolve) => video.addEventListener('seeked', resolve, { once: true }))
      video.currentTime = moment
      await seeked
      // Chromium may tell of the seek before its compositor holds the picture.
      for (let frame = 0; frame < 2; frame += 1) await new Promise((resolve) => requestAnimationFrame(resolve))
      context.drawImage(video, 0, 0, 80, 48)
      pictures.push(context.getImageData(0, 0, 80, 48).data.join())
    }
    return pictures
  }, moments)

const load = (name: string) =>
  page.evaluate(async (name) => {
    const video = document.querySelector('video')
    if (!video) throw new Error('The page has no video.')
    const loaded = new Promise((resolve) => video.addEventListener('loadeddata', resolve, { once: true }))
    video.src = name
    await loaded
    return { width: video.videoWidth, height: video.videoHeight, seconds: video.duration }
  }, name)

describe.each(renderers)('a video by $name', ({ create }) => {
  beforeAll(async () => serveVideosOf(await create()))
  afterAll(async () => {
    await browser?.close()
    await site?.close()
  })

  test('Chromium reads exactly the size and length that were asked for', async () => {
    expect(await load('/video.mp4')).toEqual({ width, height, seconds })
  })

  test('twenty-five seeks show twenty-five frames, each with the number of its moment', async () => {
    await load('/video.mp4')
    const moments = Array.from({ length: 25 }, (_, index) => ((index + 0.5) / 25) * seconds)
    const pictures = await picturesAt(moments)
    // A square is 8 pixels wide, and the canvas a quarter as wide as the video.
    const numbers = pictures.map((picture) => {
      const pixels = picture.split(',').map(Number)
      return Array.from({ length: 12 }, (_, bit) => ((pixels[bit * 2 * 4] ?? 0) > 128 ? 1 : 0)).reduce<number>(
        (number, bit) => number * 2 + bit,
        0,
      )
    })
    expect(numbers).toEqual(moments.map((moment) => Math.floor(moment * 24)))
  })

  test('a seek back to a moment shows the same picture again', async () => {
    await load('/video.mp4')
    const [first, , again] = await picturesAt([0.4, 1.7, 0.4])
    expect(again).toBe(first)
  })

  test('the video plays: its time advances to the end', async () => {
    await load('/video.mp4')
    const end = await page.evaluate(async () => {
      const video = document.querySelector('video')
      if (!video) throw new Error('The page has no video.')
      const ended = new Promise((resolve) => video.addEventListener('ended', resolve, { once: true }))
      video.playbackRate = 4
      await video.play()
      await ended
      return video.currentTime
    })
    expect(end).toBeCloseTo(seconds, 1)
  })

  test('a reference picture is what the video begins with', async () => {
    await load('/referred.mp4')
    const [first = '', later = ''] = await picturesAt([0.01, 1.5])
    // The last pixel: the number of the frame stands over the first ones.
    const [red = 0, green = 0, blue = 0] = first.split(',').slice(-4).map(Number)
    expect(Math.abs(red - 0xc0) + Math.abs(green - 0x20) + Math.abs(blue - 0x60)).toBeLessThan(24)
    expect(later).not.toBe(first)
  })
})
