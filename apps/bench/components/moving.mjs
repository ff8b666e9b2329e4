/* global document, performance, requestAnimationFrame -- these run in the page */
import { recordFrames, stopRecordingFrames } from './frames.mjs'

const cpuThrottling = 4
const seconds = 5

const playing = (count) => (page) =>
  page.waitForFunction((count) => {
    const moving = [...document.querySelectorAll('video')].filter((video) => !video.paused && video.currentTime > 0)
    return moving.length >= count
  }, count)

/** Plays all videos of the page as one script would: not every player starts by itself. */
const playAll = (count) => async (page) => {
  await page.waitForFunction((count) => document.querySelectorAll('video').length >= count, count)
  await page.evaluate(() => Promise.all([...document.querySelectorAll('video')].map((video) => video.play())))
  await playing(count)(page)
}

/** Plays the first card by the keyboard, and another one by the pointer. */
const playCards = async (page) => {
  await page.waitForSelector('.dl-card')
  await page.keyboard.press('Tab')
  await page.locator('[data-video]').first().focus()
  await page.locator('.dl-card .dl-media').nth(4).hover()
  await playing(2)(page)
}

const playShots = async (page) => {
  await page.locator('.dl-storyboard-player').click()
  await playing(1)(page)
}

// Each with as many videos as its control plays.
const subjects = [
  { name: 'compare four in step', path: '/dailies?view=compare', count: 4, start: playing(4), peers: true },
  { name: 'two cards in a library of 10,000', path: '/dailies?view=library', count: 2, start: playCards },
  { name: 'storyboard of three shots', path: '/dailies?view=storyboard', count: 1, start: playShots },
]

/** How far apart the positions of the videos are, 95 % of the time, in milliseconds. A loop makes no distance. */
const recordDistance = (page, ms) =>
  page.evaluate(async (ms) => {
    const videos = [...document.querySelectorAll('video')]
    const duration = Math.min(...videos.map((video) => video.duration))
    const distances = []
    const end = performance.now() + ms
    while (performance.now() < end) {
      await new Promise(requestAnimationFrame)
      const times = videos.map((video) => video.currentTime)
      const distance = Math.max(...times) - Math.min(...times)
      distances.push(Math.min(distance, duration - distance) * 1_000)
    }
    return distances.toSorted((a, b) => a - b)[Math.floor(distances.length * 0.95)]
  }, ms)

const taskSeconds = async (session) => {
  const { metrics } = await session.send('Performance.getMetrics')
  return metrics.find(({ name }) => name === 'TaskDuration').value
}

const play = async (browser, url, start, isCompared) => {
  const page = await browser.newPage({ viewport: { width: 1280, height: 900 } })
  await page.goto(url)
  await start(page)
  const session = await page.context().newCDPSession(page)
  await session.send('Emulation.setCPUThrottlingRate', { rate: cpuThrottling })
  await page.waitForTimeout(1_000)
  await session.send('Performance.enable')
  const before = await taskSeconds(session)
  await recordFrames(page)
  await page.waitForTimeout(seconds * 1_000)
  const { mean } = await stopRecordingFrames(page)
  const task = ((await taskSeconds(session)) - before) / seconds / cpuThrottling
  const distance = isCompared ? await recordDistance(page, seconds * 1_000) : undefined
  await page.close()
  return { interval: mean, task, distance }
}

/** Measures the frames of the page while videos play in it, with 4x CPU throttling. */
export const measureMoving = async (browser, origin) => {
  const measurements = []
  for (const { name, path, count, start, peers } of subjects) {
    const rows = [
      { who: `${count} plain <video>`, url: `/plain-videos?count=${count}`, start: playAll(count), isPeer: true },
      { who: 'Dailies', url: path, start },
      ...(peers
        ? ['Vidstack', 'media-chrome'].map((who) => ({
            who: `${count} players of ${who}`,
            url: `/${who.toLowerCase()}?count=${count}`,
            start: playAll(count),
            isPeer: true,
          }))
        : []),
    ]
    let control
    for (const { who, url, start, isPeer } of rows) {
      const { interval, task, distance } = await play(browser, `${origin}${url}`, start, peers)
      control ??= interval
      const add = (what, value, unit, atMost) =>
        measurements.push({
          what: `${name}, ${who}: ${what}`,
          value,
          unit,
          ...(isPeer && { isPeer }),
          ...(atMost !== undefined && { bound: { atMost } }),
        })
      add('mean frame interval', interval, 'ms')
      // A ratio within one run holds on any machine, unlike a time.
      if (!isPeer) add('mean frame interval, over that of the control', interval / control, '', 1.5)
      add('share of the main thread, without throttling', task * 100, '%')
      if (distance !== undefined) add('distance of the positions, 95 % of the time', distance, 'ms')
    }
  }
  return measurements
}
