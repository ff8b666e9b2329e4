import { readFileSync, readdirSync } from 'node:fs'
import { chromium } from 'playwright-core'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { chromium as launchOptions } from '../../../.ci/chromium.mjs'
import { sampleFile, samples } from './samples'
import { serveBytes } from './testing/serve-bytes'

const folder = new URL('../samples/', import.meta.url)
const types: Record<string, string> = { mp4: 'video/mp4', webp: 'image/webp', jpg: 'image/jpeg' }

let browser: Browser
let page: Page
let site: Awaited<ReturnType<typeof serveBytes>>

beforeAll(async () => {
  const names = readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isFile())
  const files = names.map(({ name }) => [
    `/${name}`,
    { type: types[name.split('.').at(-1) ?? ''] ?? '', bytes: readFileSync(new URL(name, folder)) },
  ])
  site = await serveBytes({ '/': { type: 'text/html', bytes: '<!doctype html>' }, ...Object.fromEntries(files) })
  browser = await chromium.launch(launchOptions)
  page = await browser.newPage()
  await page.goto(site.origin)
})
afterAll(async () => {
  await browser?.close()
  await site?.close()
})

it.each(samples)('Chromium plays the sample of $width by $height and $seconds s to its end', async (sample) => {
  const played = await page.evaluate(
    async (src) => {
      const video = Object.assign(document.createElement('video'), { src, muted: true, playbackRate: 4 })
      const ended = new Promise((resolve, reject) => {
        video.addEventListener('ended', resolve, { once: true })
        video.addEventListener('error', () => reject(new Error(video.error?.message)), { once: true })
      })
      await video.play()
      await ended
      return { width: video.videoWidth, height: video.videoHeight, seconds: video.duration, end: video.currentTime }
    },
    `/${sampleFile(sample, 'video')}`,
  )
  const { width, height, seconds } = sample
  expect(played).toEqual({ width, height, seconds, end: expect.closeTo(seconds, 1) })
})

it.each(samples)('the sheet of $width by $height and $seconds s has 25 different tiles', async (sample) => {
  const tiles = await page.evaluate(
    async (src) => {
      const image = Object.assign(new Image(), { src })
      await image.decode()
      const canvas = Object.assign(document.createElement('canvas'), { width: image.width, height: image.height })
      const context = canvas.getContext('2d')
      context?.drawImage(image, 0, 0)
      const [width, height] = [image.width / 5, image.height / 5]
      return Array.from({ length: 25 }, (_, tile) =>
        context?.getImageData((tile % 5) * width, Math.floor(tile / 5) * height, width, height).data.join(),
      )
    },
    `/${sampleFile(sample, 'spritesheet')}`,
  )
  // A second at 24 frames has one frame fewer than the sheet has tiles, so one frame is shown twice.
  expect(new Set(tiles).size).toBeGreaterThanOrEqual(Math.min(25, 24 * sample.seconds))
})
