import { chromium, type Browser, type Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { chromium as launchOptions } from '../../../../.ci/chromium.mjs'
import { serveFramesPage, type FrameDelivery, type FramesSite } from '../testing/serve-frames-page'
import type { FrameTime } from './capture-frame'

let browser: Browser
let site: FramesSite
let page: Page

const open = async (delivery?: FrameDelivery) => {
  site = await serveFramesPage(delivery)
  page = await browser.newPage()
  await page.goto(site.url)
}
const captureAll = async (fixture: string, times: FrameTime[], headers?: Record<string, string>) => {
  const video = await site.create(fixture)
  return page.evaluate(([video, times, headers]) => window.frameTests.capture(video, times, headers), [
    video,
    times,
    headers,
  ] as const)
}
const numbersOf = async (fixture: string, times: FrameTime[]) =>
  (await captureAll(fixture, times)).map(({ number }) => number)

beforeAll(async () => {
  browser = await chromium.launch(launchOptions)
})
afterAll(() => browser?.close())
const close = async () => {
  await page?.close()
  await site?.close()
}

describe('the frames of a video', () => {
  beforeAll(() => open())
  afterAll(close)

  // Made by FFmpeg, of 160x96 pixels: the number of each frame is in its pixels, as `frames-page.ts` reads it.
  it.each([
    ['with B-frames', 'b-frames-24.mp4', { fps: 24, first: 0, count: 48 }],
    ['cut by an edit list in the middle of a group of pictures', 'edit-list-24.mp4', { fps: 24, first: 12, count: 36 }],
    ['with a sound that is a second longer', 'longer-sound-30.mp4', { fps: 30, first: 0, count: 60 }],
    ['without a known duration, in VP9', 'no-duration-30.webm', { fps: 30_000 / 1_001, first: 0, count: 60 }],
  ])('are exact: %s', async (_name, fixture, { fps, first, count }) => {
    const frames = [0, 1, 2, 7, Math.floor(count / 2), count - 2, count - 1]
    expect(await numbersOf(fixture, ['first', 'last', -1, 999])).toEqual([
      first,
      first + count - 1,
      first,
      first + count - 1,
    ])
    // At the time at which the frame begins, rounded as a player reports it, and within the frame.
    expect(
      await numbersOf(
        fixture,
        frames.map((frame) => Number((frame / fps).toFixed(3))),
      ),
    ).toEqual(frames.map((frame) => first + frame))
    expect(
      await numbersOf(
        fixture,
        frames.map((frame) => (frame + 0.9) / fps),
      ),
    ).toEqual(frames.map((frame) => first + frame))
  })

  it('have the pixels of the video, and a name with prompt and time', async () => {
    expect(await captureAll('b-frames-24.mp4', [1])).toEqual([
      { number: 24, size: '160x96', name: 'b-frames-24 mp4 1.00s.png', type: 'image/png' },
    ])
  })

  it('can be aborted, also while another capture runs', async () => {
    const video = await site.create('b-frames-24.mp4')
    expect(await page.evaluate((video) => window.frameTests.abort(video), video)).toEqual({
      reasons: ['the user left', 'the user left'],
      next: expect.objectContaining({ number: 0 }),
    })
  })

  it.each([
    ['not_ready', { status: 'in_progress' }],
    ['not_found', { status: 'failed' }],
    ['not_found', { id: 'video_unknown', assets: undefined }],
  ] as const)('say why there are none: %s', async (code, changes) => {
    const video = { ...(await site.create('b-frames-24.mp4')), ...changes }
    expect(await page.evaluate((video) => window.frameTests.fail(video as never, 'first'), video)).toMatchObject({
      code,
    })
  })

  it('say that this browser does not play the video', async () => {
    const video = await site.create('../frames-page.ts')
    expect(await page.evaluate((video) => window.frameTests.fail(video, 'first'), video)).toMatchObject({
      code: 'unsupported',
      message: expect.stringContaining('does not play the video'),
    })
  })
})

describe('the way to the file', () => {
  afterEach(close)

  it('is the bucket where that allows it', async () => {
    await open({ bucket: 'with CORS' })
    expect(await numbersOf('b-frames-24.mp4', ['last'])).toEqual([47])
    expect(new Set(site.served)).toEqual(new Set(['content 302', 'bucket']))
  })

  it.each(['without CORS', 'without Range'] as const)('is the server where the bucket is %s', async (bucket) => {
    await open({ bucket })
    expect(await numbersOf('b-frames-24.mp4', ['last', 0.5])).toEqual([47, 12])
    expect(site.served).toContain('bucket')
    expect(site.served).toContain('handler')
  })

  it('has the headers of the client where the server wants them', async () => {
    await open({ needsHeader: true })
    const [frame] = await captureAll('b-frames-24.mp4', ['last'], { authorization: 'Bearer ada' })
    expect(frame?.number).toBe(47)
  })
})
