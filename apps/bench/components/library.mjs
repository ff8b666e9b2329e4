/* global document, requestAnimationFrame, performance, measured, scrollTo, innerHeight -- these run in the page */
import { framesOf, watchFrames } from './frames.mjs'

const heapOf = async (session) => {
  await session.send('HeapProfiler.collectGarbage')
  return (await session.send('Runtime.getHeapUsage')).usedSize
}

/** A library of 10,000 films: its first rows, what stands on the page, scrolling, and memory. */
export const measureLibrary = async (browser, origin) => {
  const page = await browser.newPage({ viewport: { width: 1280, height: 900 } })
  await page.addInitScript(() => {
    const look = () => {
      if (document.querySelector('.dl-card')) globalThis.shownAt = performance.now()
      else requestAnimationFrame(look)
    }
    requestAnimationFrame(look)
  })
  await page.goto(`${origin}/dailies?library`)
  await page.waitForSelector('.dl-card')
  const firstRows = await page.evaluate(() => globalThis.shownAt - measured.dataAt)
  await page.waitForTimeout(500)
  const session = await page.context().newCDPSession(page)
  const most = { cards: 0, elements: 0 }
  const { end, fit } = await page.evaluate(() => {
    const { height, width } = document.querySelector('.dl-card').getBoundingClientRect()
    const columns = Math.floor(document.querySelector('.dl-library-videos').clientWidth / width)
    return { end: document.documentElement.scrollHeight, fit: Math.ceil(innerHeight / height) * columns }
  })
  const through = async () => {
    for (let top = 0; top < end; top += end / 400) {
      const there = await page.evaluate(async (top) => {
        scrollTo(0, top)
        await new Promise(requestAnimationFrame)
        const cards = [...document.querySelectorAll('.dl-library-videos > li')]
        return [cards.length, Math.max(...cards.map((card) => card.querySelectorAll('.dl-card, .dl-card *').length))]
      }, top)
      most.cards = Math.max(most.cards, there[0])
      most.elements = Math.max(most.elements, there[1])
    }
    await page.evaluate(() => scrollTo(0, 0))
    await page.waitForTimeout(300)
    return heapOf(session)
  }
  const first = await through()
  await through()
  const third = await through()
  await watchFrames(page)
  for (let step = 0; step < 120; step += 1) await page.mouse.wheel(0, 120)
  const scrolling = (await framesOf(page))(0.95)
  await page.close()

  const held = (what, value, unit, atMost) => ({ what: `10,000 videos: ${what}`, value, unit, bound: { atMost } })
  return [
    held('first rows after data', firstRows, 'ms', 200),
    held('elements a card', most.elements, '', 20),
    held(`cards on the page, ${fit} fit`, most.cards, '', 2 * fit),
    held('95 % of frame intervals, scrolling', scrolling, 'ms', 20),
    held('heap, third scroll over the first', (third / first - 1) * 100, '%', 5),
  ]
}
