/* global pageMeasurements -- this runs in the page */
import { longestTask, recordFrames, stopRecordingFrames } from './frames.mjs'

const cpuThrottling = 4
const moves = 240
// Moves in one sweep to the end and back, after which the same moves repeat.
const period = 120

const players = [
  // The minimum for any slider: one listener moves one line.
  { name: 'Baseline without React', path: '/baseline', slider: '[role=slider]', ready: '[role=slider]' },
  { name: 'Dailies', path: '/dailies', slider: '[role=slider]', ready: '[data-state=ready]' },
  { name: 'Vidstack', path: '/vidstack', slider: '.vds-time-slider', ready: '[data-can-play] .vds-time-slider' },
  {
    name: 'media-chrome',
    path: '/media-chrome',
    slider: 'media-time-range',
    // Its thumbnails are available when the duration of the video is known.
    ready: 'media-time-range[mediaduration]',
  },
]

const scrub = async (browser, origin, { path, slider, ready }) => {
  const page = await browser.newPage({ viewport: { width: 1280, height: 800 } })
  await page.goto(`${origin}${path}`)
  await page.waitForSelector(ready)
  const { x, y, width, height } = await page.locator(slider).boundingBox()
  const moveTo = (fraction) => page.mouse.move(x + 2 + fraction * (width - 4), y + height / 2)
  const sweep = async (count) => {
    for (let step = 0; step < count; step += 1) await moveTo((1 - Math.cos((step / period) * 2 * Math.PI)) / 2)
  }
  // The first move loads the spritesheet, before the measurement starts.
  await moveTo(0.5)
  await page.waitForTimeout(1_000)
  const session = await page.context().newCDPSession(page)
  await session.send('Emulation.setCPUThrottlingRate', { rate: cpuThrottling })

  await recordFrames(page)
  await page.waitForTimeout(3_000)
  const idle = (await stopRecordingFrames(page)).quantile(0.99)
  const before = await page.evaluate(() => pageMeasurements.commits)
  await recordFrames(page)
  await sweep(moves)
  const moving = await stopRecordingFrames(page)
  const commits = (await page.evaluate(() => pageMeasurements.commits)) - before
  // Separate from the frame intervals, because tracing adds overhead.
  const task = await longestTask(
    browser,
    page,
    () => sweep(10),
    () => sweep(period),
  )
  await page.close()
  return { idle, moving, commits, task }
}

/** Measures scrubbing with 4x CPU throttling, in this project and in two players with thumbnails above the slider. */
export const measureScrubbing = async (browser, origin) => {
  const measurements = []
  let baseline
  for (const player of players) {
    const isPeer = player.name !== 'Dailies'
    const { idle, moving, commits, task } = await scrub(browser, origin, player)
    const add = (what, value, unit, atMost) =>
      measurements.push({
        what: `${player.name}: ${what}`,
        value,
        unit,
        ...(isPeer ? { isPeer } : atMost !== undefined && { bound: { atMost } }),
      })
    add('99 % of frame intervals, idle', idle, 'ms')
    add('99 % of frame intervals, scrubbing', moving.quantile(0.99), 'ms')
    add('mean frame interval, scrubbing', moving.mean, 'ms')
    add('longest task, scrubbing', task, 'ms')
    baseline ??= { task, interval: moving.mean }
    // A ratio within one run holds on any machine, unlike a time.
    if (!isPeer) {
      add('mean frame interval, over that of the baseline', moving.mean / baseline.interval, '', 1.5)
      add('longest task, over that of the baseline', task / baseline.task, '', 1.5)
    }
    add(`React commits in ${moves} moves`, commits, '', 0)
  }
  return measurements
}
