/* global pageMeasurements -- this runs in the page */
import { longestTasks, recordFrames, stopRecordingFrames } from './frames.mjs'

const cpuThrottling = 4
const moves = 240
// Moves in one sweep to the end and back, after which the same moves repeat.
const period = 120

const players = [
  // The minimum for any slider: one listener moves one line. First, as the ratios need it.
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

const openPlayer = async (browser, origin, { path, slider, ready }) => {
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
  const throttle = (isOn) => session.send('Emulation.setCPUThrottlingRate', { rate: isOn ? cpuThrottling : 1 })
  return { page, sweep, throttle }
}

const measureFrames = async ({ page, sweep, throttle }) => {
  await throttle(true)
  await recordFrames(page)
  await page.waitForTimeout(3_000)
  const idle = (await stopRecordingFrames(page)).quantile(0.99)
  const before = await page.evaluate(() => pageMeasurements.commits)
  await recordFrames(page)
  await sweep(moves)
  const moving = await stopRecordingFrames(page)
  const commits = (await page.evaluate(() => pageMeasurements.commits)) - before
  return { idle, moving, commits }
}

const inPages = async (browser, origin, players, measure) => {
  const opened = []
  for (const player of players) opened.push(await openPlayer(browser, origin, player))
  const result = await measure(opened)
  for (const { page } of opened) await page.close()
  return result
}

/** Measures scrubbing with 4x CPU throttling, in this project and in two players with thumbnails above the slider. */
export const measureScrubbing = async (browser, origin) => {
  const frames = []
  for (const player of players)
    frames.push(await inPages(browser, origin, [player], ([opened]) => measureFrames(opened)))
  // Apart from the frame intervals, because tracing adds overhead. Of two pages at a time, since more disturb each other.
  const measureTasks = (pair, sweeps) =>
    inPages(browser, origin, pair, (opened) =>
      longestTasks(
        browser,
        opened.map(({ page, sweep, throttle }) => ({
          page,
          throttle,
          warmUp: () => sweep(10),
          sweep: () => sweep(period),
        })),
        sweeps,
      ),
    )
  const tasks = [...(await measureTasks(players.slice(0, 2), 31)), ...(await measureTasks(players.slice(2), 11))]

  const measurements = []
  for (const [index, { name }] of players.entries()) {
    const isPeer = name !== 'Dailies'
    const { idle, moving, commits } = frames[index]
    const task = tasks[index]
    const add = (what, value, unit, atMost) =>
      measurements.push({
        what: `${name}: ${what}`,
        value,
        unit,
        ...(isPeer ? { isPeer } : atMost !== undefined && { bound: { atMost } }),
      })
    add('99 % of frame intervals, idle', idle, 'ms')
    add('99 % of frame intervals, scrubbing', moving.quantile(0.99), 'ms')
    add('mean frame interval, scrubbing', moving.mean, 'ms')
    add('longest task, scrubbing', task, 'ms')
    // A ratio within one run holds on any machine, unlike a time.
    if (!isPeer) {
      add('mean frame interval, over that of the baseline', moving.mean / frames[0].moving.mean, '', 1.5)
      add('longest task, over that of the baseline', task / tasks[0], '', 1.5)
    }
    add(`React commits in ${moves} moves`, commits, '', 0)
  }
  return measurements
}
