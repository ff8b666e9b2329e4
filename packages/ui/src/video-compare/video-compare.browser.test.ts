import { chromium, type Browser, type Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { chromium as launchOptions } from '../../../../.ci/chromium.mjs'
import { compareFrames } from '../testing/frames-in-step'
import { serveComparePage, type CompareSite } from '../testing/serve-compare-page'

let site: CompareSite
let browser: Browser

beforeAll(async () => {
  site = await serveComparePage()
  browser = await chromium.launch(launchOptions)
})

afterAll(async () => {
  await browser?.close()
  await site?.close()
})

const open = async (url: string, prepare?: (page: Page) => Promise<unknown>): Promise<Page> => {
  const page = await browser.newPage()
  await prepare?.(page)
  await page.goto(url)
  await page.locator('figure').first().waitFor()
  return page
}
const states = (page: Page) =>
  page.evaluate(() =>
    [...document.querySelectorAll('video')].map(({ paused, currentTime, readyState, ended }) => ({
      paused,
      currentTime,
      readyState,
      ended,
    })),
  )
const untilPlaying = (page: Page) =>
  page.waitForFunction(() =>
    [...document.querySelectorAll('video')].every(({ paused, currentTime }) => !paused && currentTime > 0.1),
  )

// A minute in test:all, a few loops in the test command.
const measuredMs = process.env['DAILIES_LONG_TESTS'] ? 60_000 : 4_500

it(
  'shows four looping videos within one frame of each other',
  async () => {
    const page = await open(await site.compare('320x192 1', '320x192 1', '320x192 1', '320x192 1'))
    await untilPlaying(page)
    const recording = await page.evaluate((ms) => window.recordFrames(ms), measuredMs)
    const { samples, known, apart, late } = compareFrames(recording.videos, recording.moments, recording.length)
    expect(samples).toBeGreaterThan(measuredMs / 50)
    expect(recording.loops).toBeGreaterThan(measuredMs / 2_000)
    expect(apart).toBe(0)
    // What no page can correct: the videos are at the same position, and the browser draws one of them later.
    expect(late / samples).toBeLessThan(0.05)
    // A page with four videos and no graphics card gets no callback for some frames.
    expect(known / samples).toBeGreaterThan(0.2)
    // A busy machine may start one of them late; it is back in step within a few corrections.
    expect(recording.close / recording.moments.length).toBeGreaterThan(0.98)
    await page.close()
  },
  measuredMs + 60_000,
)

it('steps all by the same frame, and seeks all to the same time', async () => {
  const page = await open(await site.compare('320x192 2', '320x192 2', '320x192 4'))
  await untilPlaying(page)
  await page.getByRole('button', { name: 'Pause all' }).click()
  await page.getByRole('slider', { name: 'Position in the video' }).focus()
  await page.keyboard.press('Home')
  const slider = page.getByRole('slider', { name: 'Position in the video' })
  await expect.poll(() => slider.getAttribute('aria-valuenow')).toBe('0')
  await page.keyboard.press('ArrowRight')
  await page.keyboard.press('.')
  await page.keyboard.press('.')
  await expect
    .poll(() => states(page).then((all) => all.map(({ currentTime }) => currentTime.toFixed(3))))
    .toEqual(Array(3).fill((1 + 2 / 24).toFixed(3)))
  await page.close()
})

it('a shorter video shows its last frame until all start again', async () => {
  const page = await open(await site.compare('320x192 1', '320x192 2'))
  const whenOneWaits = await page.waitForFunction(() => {
    const [short, long] = document.querySelectorAll('video')
    return short?.ended && long && long.currentTime > 1.3 && [short.currentTime, long.paused]
  })
  expect(await whenOneWaits.jsonValue()).toEqual([1, false])
  await page.waitForFunction(() =>
    [...document.querySelectorAll('video')].every(({ currentTime }) => currentTime < 0.9),
  )
  await untilPlaying(page)
  await page.close()
})

it('waits for a video that is loading, and goes on without one that does not load', async () => {
  const url = await site.compare('320x192 2', '320x192 4')
  const [first, second] = new URL(url).searchParams.getAll('id')
  let release = () => {}
  const released = new Promise<void>((resolve) => (release = resolve))
  const page = await open(url, (page) =>
    page.route(`**/videos/${second}/content*`, async (route) => {
      await released
      await route.continue()
    }),
  )
  await page.waitForFunction(() => (document.querySelector('video')?.readyState ?? 0) >= 3)
  expect((await states(page))[0]).toMatchObject({ paused: true, currentTime: 0 })
  expect(await page.locator('.dl-compare').getAttribute('data-waiting')).toBe('')
  // After three seconds the first plays by itself; the second joins it.
  await page.waitForFunction(() => (document.querySelector('video')?.currentTime ?? 0) > 0.2)
  release()
  await untilPlaying(page)
  await expect
    .poll(
      async () => {
        const [one, other] = await states(page)
        return one && other && !one.ended && Math.abs(one.currentTime - other.currentTime) < 0.1
      },
      { timeout: 10_000 },
    )
    .toBe(true)
  await page.close()

  const failing = await open(url, (page) =>
    page.route(`**/videos/${first}/content*`, (route) =>
      route.fulfill({ contentType: 'video/mp4', body: 'not a video' }),
    ),
  )
  await failing.getByText('This video cannot be played here').waitFor()
  await failing.waitForFunction(() => (document.querySelector('video')?.currentTime ?? 0) > 0.2)
  expect(await failing.getByText('0:04.0').count()).toBe(1)
  await failing.close()
})

it('shows a job that is still running beside the others', async () => {
  const page = await open(await site.compareWithRunning('320x192 2', '192x320 1'))
  await page.getByText('This video is not ready yet').waitFor()
  await untilPlaying(page)
  // Three videos, of which two have a different shape: no wipe.
  expect(await page.getByRole('radio').count()).toBe(0)
  await page.close()
})

it('a drag over a frame seeks in all, and a click plays', async () => {
  const page = await open(await site.compare('320x192 4', '320x192 4'))
  await untilPlaying(page)
  await page.getByRole('button', { name: 'Pause all' }).click()
  await page.getByRole('slider', { name: 'Position in the video' }).focus()
  await page.keyboard.press('Home')
  const box = await page.locator('.dl-compare-stage').first().boundingBox()
  if (!box) throw new Error('The frame has no box.')
  const y = box.y + box.height / 2
  await page.mouse.move(box.x + 10, y)
  await page.mouse.down()
  await page.mouse.move(box.x + 10 + box.width / 2, y, { steps: 8 })
  await page.mouse.up()
  const spots = await page
    .locator('.dl-compare-stage')
    .evaluateAll((stages) => stages.map((stage) => getComputedStyle(stage, '::after').opacity))
  expect(spots).toEqual(['0', '1'])
  await expect
    .poll(() => states(page).then((all) => all.map(({ currentTime, paused }) => [currentTime.toFixed(2), paused])))
    .toEqual([
      ['2.00', true],
      ['2.00', true],
    ])
  await page.mouse.click(box.x + 20, y)
  await untilPlaying(page)
  await page.close()
})
