import type { ServerResponse } from 'node:http'
import { chromium, type Browser, type BrowserContextOptions, type Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { chromium as launchOptions } from '../../../../.ci/chromium.mjs'
import { serveLibraryPage, type LibrarySite } from '../testing/serve-library-page'

const prompts = ['A fox', 'A boat', 'A kite', 'A barn', 'A mill', 'A tram']

let site: LibrarySite
let browser: Browser
let page: Page
let ids: string[]
/** The requests for files that are no thumbnails, with the time of each. */
let requests: { url: string; at: number }[]

beforeAll(async () => {
  site = await serveLibraryPage()
  ids = (await site.create(...prompts.map((prompt) => ({ prompt, seconds: '4' })))).map(({ id }) => id)
  browser = await chromium.launch(launchOptions)
})
afterAll(async () => {
  await browser?.close()
  await site?.close()
})
beforeEach(() => {
  requests = []
  site.onRequest.with = ({ url = '' }) => {
    if (isFile(url)) requests.push({ url, at: Date.now() })
    return undefined
  }
})
afterEach(() => page?.close())

const isFile = (url: string) => url.includes('/content') && !url.includes('variant=thumbnail')
const isVideoFile = (url: string) => isFile(url) && !url.includes('variant=')

async function open(options: BrowserContextOptions = {}, props: Record<string, unknown> = {}) {
  page = await browser.newPage({ viewport: { width: 1000, height: 700 }, ...options })
  page.setDefaultTimeout(5_000)
  await page.goto(site.url({ defaultOrder: 'asc', ...props }))
  await card('A tram').waitFor()
  await expect.poll(() => page.locator('img[data-loaded]').count()).toBe(prompts.length)
}
const card = (prompt: string) => page.getByRole('button', { name: `Open video: ${prompt}` })
const picture = (prompt: string) => page.getByRole('slider', { name: new RegExp(`: ${prompt}`) })
const centerOf = async (prompt: string) => {
  const box = await picture(prompt).boundingBox()
  if (!box) throw new Error(`${prompt} is not visible.`)
  return [box.x + box.width / 2, box.y + box.height / 2] as const
}
const pointAt = async (prompt: string) => page.mouse.move(...(await centerOf(prompt)))
const playing = () =>
  page.evaluate(() =>
    [...document.querySelectorAll('video')]
      .filter(({ paused }) => !paused)
      .map((video) => video.closest('.dl-card')?.querySelector('.dl-job-prompt')?.textContent),
  )

describe('a card', () => {
  it('plays muted once the pointer has rested for 250 ms, from where it has scrubbed to', async () => {
    await open()
    const entered = Date.now()
    await pointAt('A fox')
    await expect.poll(playing).toEqual(['A fox'])
    const video = requests.find(({ url }) => isVideoFile(url))
    expect(video?.at).toBeGreaterThanOrEqual(entered + 250)
    const state = await page.evaluate(() => {
      const media = document.querySelector('video')
      return { isMuted: media?.muted, startsAtPointer: (media?.currentTime ?? 0) >= 1.9 }
    })
    expect(state).toEqual({ isMuted: true, startsAtPointer: true })
  })

  it('makes way for the scrubber while the pointer moves', async () => {
    await open()
    await pointAt('A fox')
    await page.locator('.dl-card[data-playing]').waitFor()
    const [x, y] = await centerOf('A fox')
    await page.mouse.move(x + 30, y)
    expect(await page.locator('.dl-card[data-playing]').count()).toBe(0)
    expect(await page.locator('.dl-scrubber[data-active]').count()).toBe(1)
    await page.locator('.dl-card[data-playing]').waitFor()
    expect(new Set(requests.filter(({ url }) => isVideoFile(url)).map(({ url }) => url)).size).toBe(1)
  })

  it('plays while it has the focus of the keyboard', async () => {
    await open()
    await card('A boat').focus()
    await page.keyboard.press('ArrowRight')
    await expect.poll(playing).toEqual(['A kite'])
    await page.keyboard.press('ArrowRight')
    await expect.poll(playing).toEqual(['A barn'])
  })

  it('ends its request when the pointer leaves', async () => {
    await open()
    const { openFiles } = neverEnd()
    await pointAt('A fox')
    await expect.poll(() => openFiles.size).toBe(1)
    await page.mouse.move(5, 695)
    await expect.poll(() => openFiles.size).toBe(0)
    expect(await page.locator('video').count()).toBe(0)
  })

  it('stops for the dialog of a video', async () => {
    await open()
    await pointAt('A fox')
    await expect.poll(playing).toEqual(['A fox'])
    await card('A boat').evaluate((button) => button instanceof HTMLElement && button.click())
    await page.getByRole('dialog').waitFor()
    await expect.poll(() => page.locator('.dl-card video').count()).toBe(0)
  })
})

it('requests nothing for cards that the pointer passes over', async () => {
  await open()
  // The page's own time, so that a slow machine is no slow pointer.
  await page.clock.install()
  await page.clock.pauseAt(Date.now() + 1_000)
  for (const prompt of prompts) {
    const [x, y] = await centerOf(prompt)
    for (const distance of [-60, -20, 20, 60]) {
      await page.mouse.move(x + distance, y)
      await page.clock.runFor(20)
    }
  }
  await page.mouse.move(5, 695)
  await page.clock.runFor(1_000)
  expect(requests).toEqual([])
  await pointAt('A fox')
  await page.clock.runFor(300)
  await expect.poll(() => requests.length).toBeGreaterThan(0)
})

it('plays two at most: one that is pointed at, and one with the focus', async () => {
  await open()
  await card('A fox').focus()
  await page.keyboard.press('ArrowRight')
  await expect.poll(playing).toEqual(['A boat'])
  await pointAt('A mill')
  await expect.poll(playing).toEqual(['A boat', 'A mill'])
  await pointAt('A tram')
  await expect.poll(playing).toEqual(['A boat', 'A tram'])
})

it('keeps two connections for everything else, whatever plays', async () => {
  await open()
  const { openFiles, most } = neverEnd()
  await card('A fox').focus()
  await page.keyboard.press('ArrowRight')
  await pointAt('A mill')
  await expect.poll(() => openFiles.size).toBe(2)
  for (const prompt of prompts.slice(0, 4))
    await page.getByRole('checkbox', { name: `Select video: ${prompt}` }).check()
  await page.getByRole('button', { name: 'Compare' }).click()
  await expect.poll(() => openFiles.size).toBe(4)
  expect(most()).toBe(4)
  const status = await page.evaluate(async (id) => (await fetch(`/api/videos/${id}`)).status, ids[0])
  expect(status).toBe(200)
  const thumbnail = await page.evaluate(
    async (id) => (await fetch(`/api/videos/${id}/content?variant=thumbnail`, { cache: 'no-store' })).status,
    ids[0],
  )
  expect(thumbnail).toBe(200)
})

describe('with less motion or data', () => {
  it('does not play by itself, and plays once the user turns it on', async () => {
    await open({ reducedMotion: 'reduce' })
    await pointAt('A fox')
    await page.waitForTimeout(600)
    expect(requests.filter(({ url }) => isVideoFile(url))).toEqual([])
    const button = page.getByRole('button', { name: 'Play on hover' })
    expect(await button.getAttribute('aria-pressed')).toBe('false')
    await button.click()
    await pointAt('A fox')
    await expect.poll(playing).toEqual(['A fox'])
    await button.click()
    await expect.poll(() => page.locator('video').count()).toBe(0)
  })

  it('does not play while the browser saves data', async () => {
    await open()
    await page.addInitScript(() => Object.defineProperty(navigator, 'connection', { value: { saveData: true } }))
    await page.reload()
    await card('A fox').waitFor()
    expect(await page.getByRole('button', { name: 'Play on hover' }).getAttribute('aria-pressed')).toBe('false')
  })
})

/** Answers requests for videos with a body that never ends, and counts those that are open. */
function neverEnd() {
  const openFiles = new Set<ServerResponse>()
  let most = 0
  site.onRequest.with = ({ url = '' }, response) => {
    if (!isVideoFile(url)) return undefined
    openFiles.add(response)
    most = Math.max(most, openFiles.size)
    response.on('close', () => openFiles.delete(response))
    response.writeHead(200, { 'Content-Type': 'video/mp4' }).write('\0')
    return true
  }
  return { openFiles, most: () => most }
}
