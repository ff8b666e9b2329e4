/* global document, requestAnimationFrame, performance, pageMeasurements, scrollTo, innerHeight -- these run in the page */
import { recordFrames, stopRecordingFrames } from './frames.mjs'

const usedHeap = async (session) => {
  await session.send('HeapProfiler.collectGarbage')
  return (await session.send('Runtime.getHeapUsage')).usedSize
}

const scroll = async (page) => {
  await page.mouse.move(640, 450)
  await recordFrames(page)
  for (let step = 0; step < 120; step += 1) await page.mouse.wheel(0, 120)
  return stopRecordingFrames(page)
}

/** Measures a library of 10,000 videos: time to the first rows, DOM size (virtualization), scrolling and memory. */
export const measureLibrary = async (browser, origin) => {
  const page = await browser.newPage({ viewport: { width: 1280, height: 900 } })
  await page.addInitScript(() => {
    const checkForCard = () => {
      if (document.querySelector('.dl-card')) globalThis.shownAt = performance.now()
      else requestAnimationFrame(checkForCard)
    }
    requestAnimationFrame(checkForCard)
  })
  await page.goto(`${origin}/dailies?view=library`)
  await page.waitForSelector('.dl-card')
  const firstRows = await page.evaluate(() => globalThis.shownAt - pageMeasurements.dataAt)
  await page.waitForTimeout(500)
  const session = await page.context().newCDPSession(page)
  const maximum = { cards: 0, elements: 0 }
  const { end, fit } = await page.evaluate(() => {
    const { height, width } = document.querySelector('.dl-card').getBoundingClientRect()
    const columns = Math.floor(document.querySelector('.dl-library-videos').clientWidth / width)
    return { end: document.documentElement.scrollHeight, fit: Math.ceil(innerHeight / height) * columns }
  })
  const scrollThrough = async () => {
    for (let top = 0; top < end; top += end / 400) {
      const [cards, elements] = await page.evaluate(async (top) => {
        scrollTo(0, top)
        await new Promise(requestAnimationFrame)
        const cards = [...document.querySelectorAll('.dl-library-videos > li')]
        return [cards.length, Math.max(...cards.map((card) => card.querySelectorAll('.dl-card, .dl-card *').length))]
      }, top)
      maximum.cards = Math.max(maximum.cards, cards)
      maximum.elements = Math.max(maximum.elements, elements)
    }
    await page.evaluate(() => scrollTo(0, 0))
    await page.waitForTimeout(300)
    return usedHeap(session)
  }
  const first = await scrollThrough()
  await scrollThrough()
  const third = await scrollThrough()
  const scrolling = await scroll(page)
  await page.close()
  const control = await browser.newPage({ viewport: { width: 1280, height: 900 } })
  await control.goto(`${origin}/plain-list`)
  await control.waitForTimeout(500)
  const plain = await scroll(control)
  await control.close()

  const bounded = (what, value, unit, atMost) => ({ what: `10,000 videos: ${what}`, value, unit, bound: { atMost } })
  return [
    bounded('first rows after data', firstRows, 'ms', 200),
    // With its four actions, its title and what waits for the pointer.
    bounded('elements per card', maximum.elements, '', 28),
    bounded(`cards on the page, ${fit} fit`, maximum.cards, '', 2 * fit),
    { what: '10,000 videos: 95 % of frame intervals, scrolling', value: scrolling.quantile(0.95), unit: 'ms' },
    { what: 'plain list: 95 % of frame intervals, scrolling', value: plain.quantile(0.95), unit: 'ms', isPeer: true },
    bounded('mean frame interval, scrolling, over that of a plain list', scrolling.mean / plain.mean, '', 1.5),
    bounded('heap, third scroll over the first', (third / first - 1) * 100, '%', 5),
  ]
}
