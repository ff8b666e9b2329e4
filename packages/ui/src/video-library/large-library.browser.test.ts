import type { Video } from '@dailies/core'
import { sampleVideo } from '@dailies/sandbox'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { chromium, type Browser, type Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest'
import { chromium as launchOptions } from '../../../../.ci/chromium.mjs'
import { serveLibraryPage, type LibrarySite } from '../testing/serve-library-page'

const count = 10_000
const eventually = { timeout: 10_000 }
const none = { nodes: 0, elements: 0 }

let site: LibrarySite
let browser: Browser
let page: Page
let list: string
/** The cards whose spritesheet or video was requested, by their positions in the list. */
let requested: Set<number>
/** The responses with a video whose connection is open, and how many there were at most. */
let open: Set<ServerResponse>
let mostOpen: number

beforeAll(async () => {
  site = await serveLibraryPage()
  const [video] = await site.create({ seconds: '4' })
  if (!video) throw new Error('The server has created no video.')
  list = listOf(video)
  site.onRequest.with = (request, response) => respond(video, request, response)
  browser = await chromium.launch(launchOptions)
})
afterAll(async () => {
  await browser?.close()
  await site?.close()
})
beforeEach(async () => {
  requested = new Set()
  open = new Set()
  mostOpen = 0
  page = await browser.newPage({ viewport: { width: 1000, height: 1000 } })
  page.setDefaultTimeout(eventually.timeout)
  await page.goto(site.url({ pageSize: count }))
  await page.locator('.dl-card').first().waitFor()
})
afterEach(() => page?.close())

const idOf = (position: number) => `video_of_many_${position}`

/** The same video 10,000 times. */
function listOf(video: Video): string {
  const template = JSON.stringify(video)
  const videos = Array.from({ length: count }, (_, index) => template.replaceAll(video.id, idOf(index + 1)))
  const ids = `"first_id":"${idOf(1)}","last_id":"${idOf(count)}"`
  return `{"object":"list","data":[${videos.join()}],${ids},"has_more":false}`
}

function respond(video: Video, request: IncomingMessage, response: ServerResponse): true | undefined {
  const { pathname, searchParams } = new URL(request.url ?? '', 'http://page.test')
  if (pathname === '/api/videos') {
    response.writeHead(200, { 'Content-Type': 'application/json' }).end(list)
    return true
  }
  const [, position] = /\/video_of_many_(\d+)\/content$/.exec(pathname) ?? []
  if (position === undefined) return undefined
  const variant = searchParams.get('variant') ?? 'video'
  if (variant !== 'thumbnail') requested.add(Number(position))
  if (variant === 'video') {
    open.add(response)
    mostOpen = Math.max(mostOpen, open.size)
    response.on('close', () => open.delete(response))
    // A response without an end, so that a connection is open for as long as its element has the file.
    response.writeHead(200, { 'Content-Type': 'video/mp4' }).write(file)
    return true
  }
  request.url = request.url?.replace(idOf(Number(position)), video.id)
  return undefined
}
const file = sampleVideo({ size: '1280x720', seconds: 4 }).video

const card = (position: number) => page.locator(`.dl-library-videos > li[aria-posinset="${position}"]`)

/** The positions of the cards that are wholly in view, from the top. */
const inView = () =>
  page.evaluate(() =>
    [...document.querySelectorAll('.dl-library-videos > li')]
      .filter((card) => {
        const { top, bottom } = card.getBoundingClientRect()
        return top >= 0 && bottom <= innerHeight
      })
      .map((card) => Number(card.getAttribute('aria-posinset'))),
  )

/** The positions of the cards whose video plays. */
const playing = () =>
  page.evaluate(() =>
    [...document.querySelectorAll('video')]
      .filter(({ paused }) => !paused)
      .map((video) => Number(video.closest('li')?.getAttribute('aria-posinset')))
      .toSorted((a, b) => a - b),
  )

it('has as many elements anywhere in the list, and plays two cards at most', async () => {
  const session = await page.context().newCDPSession(page)
  const measure = async () => {
    await session.send('HeapProfiler.collectGarbage')
    const { nodes } = await session.send('Memory.getDOMCounters')
    return { nodes, elements: await page.evaluate(() => document.querySelectorAll('*').length) }
  }
  const rowElements = await page.evaluate(() => {
    const cards = [...document.querySelectorAll('.dl-library-videos > li')]
    const top = cards[0]?.getBoundingClientRect().top
    const row = cards.filter((card) => card.getBoundingClientRect().top === top)
    return row.reduce((sum, card) => sum + card.querySelectorAll('*').length + 1, 0)
  })
  const measured: Awaited<ReturnType<typeof measure>>[] = []
  // The focus is visible after a key only.
  await page.keyboard.press('Tab')
  for (const share of [0, 0.2, 0.4, 0.6, 0.8, 1, 0]) {
    await page.mouse.move(1, 1)
    await page.evaluate((share) => scrollTo(0, share * document.documentElement.scrollHeight), share)
    await expect.poll(async () => (await inView()).length, eventually).toBeGreaterThan(4)
    requested.clear()
    const [focused = 0, ...others] = await inView()
    const pointed = others.at(-1) ?? 0
    await card(focused).locator('[data-video]').focus()
    await expect.poll(playing, eventually).toEqual([focused])
    await card(pointed).locator('.dl-media').hover()
    await expect.poll(playing, eventually).toEqual([focused, pointed])
    expect([...requested].toSorted((a, b) => a - b)).toEqual([focused, pointed])
    await expect.poll(() => open.size, eventually).toBe(2)
    measured.push(await measure())
  }
  const [atStart = none, ...others] = measured
  const [back = none, atEnd = none, ...between] = others.toReversed()
  const elements = between.map(({ elements }) => elements)
  // One row more where the top of the window cuts a row.
  expect(Math.max(...elements) - Math.min(...elements)).toBeLessThanOrEqual(rowElements)
  expect(atEnd.elements).toBeLessThanOrEqual(Math.max(...elements))
  expect(back.elements).toBe(atStart.elements)
  expect(back.nodes, 'nodes in memory').toBeLessThanOrEqual(atStart.nodes * 1.02)

  for (const position of (await inView()).slice(0, 4)) await card(position).getByRole('checkbox').check()
  await page.getByRole('button', { name: 'Compare' }).click()
  await expect.poll(() => open.size, eventually).toBe(4)
  expect(mostOpen).toBe(4)
})

it('requests nothing for the cards that scroll past the pointer', async () => {
  // Away from the cards, so that the first one is not pointed at before the time is the page's own.
  await page.mouse.move(0, 0)
  // The page's own time, so that a slow machine is no slow scroll.
  await page.clock.install()
  await page.clock.pauseAt(Date.now() + 1_000)
  await page.mouse.move(300, 500)
  requested.clear()
  for (let step = 0; step < 25; step += 1) {
    const scrolled = page.evaluate(() => new Promise((resolve) => addEventListener('scroll', resolve, { once: true })))
    await page.mouse.wheel(0, 900)
    await scrolled
    await page.clock.runFor(20)
  }
  expect((await inView())[0]).toBeGreaterThan(100)
  expect([...requested]).toEqual([])
  const stays = await page.evaluate(() =>
    document.elementFromPoint(300, 500)?.closest('li')?.getAttribute('aria-posinset'),
  )
  await page.clock.runFor(300)
  await expect.poll(() => [...requested], eventually).toEqual([Number(stays)])
})
