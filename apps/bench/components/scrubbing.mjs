/* global measured -- this runs in the page */
import { framesOf, longestTask, watchFrames } from './frames.mjs'

const slowdown = 4
const moves = 240
// There and back, after which the same moves come again.
const period = 120

const players = [
  // The least that a slider can do: one listener moves one line. What it costs, no other can save.
  { name: 'One line, no React', path: '/line', slider: '[role=slider]', ready: '[role=slider]' },
  { name: 'Dailies', path: '/dailies', slider: '[role=slider]', ready: '[data-state=ready]' },
  { name: 'Vidstack', path: '/vidstack', slider: '.vds-time-slider', ready: '[data-can-play] .vds-time-slider' },
  {
    name: 'media-chrome',
    path: '/media-chrome',
    slider: 'media-time-range',
    // It knows its thumbnails once it knows the film's length.
    ready: 'media-time-range[mediaduration]',
  },
]

const scrub = async (browser, origin, { path, slider, ready }) => {
  const page = await browser.newPage({ viewport: { width: 1280, height: 800 } })
  await page.goto(`${origin}${path}`)
  await page.waitForSelector(ready)
  const { x, y, width, height } = await page.locator(slider).boundingBox()
  const moveTo = (share) => page.mouse.move(x + 2 + share * (width - 4), y + height / 2)
  const sweep = async (count) => {
    for (let step = 0; step < count; step += 1) await moveTo((1 - Math.cos((step / period) * 2 * Math.PI)) / 2)
  }
  // The first move loads the sheet, which all have done before they are measured.
  await moveTo(0.5)
  await page.waitForTimeout(1_000)
  const session = await page.context().newCDPSession(page)
  await session.send('Emulation.setCPUThrottlingRate', { rate: slowdown })

  await watchFrames(page)
  await page.waitForTimeout(3_000)
  const idle = (await framesOf(page))(0.99)
  const before = await page.evaluate(() => measured.commits)
  await watchFrames(page)
  await sweep(moves)
  const moving = (await framesOf(page))(0.99)
  const commits = (await page.evaluate(() => measured.commits)) - before
  // Apart from the frames: tracing costs time of its own.
  const task = await longestTask(
    browser,
    page,
    () => sweep(10),
    () => sweep(period),
  )
  await page.close()
  return { idle, moving, commits, task }
}

/** Scrubbing at a quarter of the CPU, here and in two players that show thumbnails over their slider. */
export const measureScrubbing = async (browser, origin) => {
  const measurements = []
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
    add('99 % of frame intervals, scrubbing', moving, 'ms', 20)
    add('longest task, scrubbing', task, 'ms', 8)
    add(`React commits in ${moves} moves`, commits, '', 0)
  }
  return measurements
}
