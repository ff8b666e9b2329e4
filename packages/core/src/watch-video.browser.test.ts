import type { Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest'
import type { BrowserPage } from './testing/browser-page'
import { launchRealChromium } from './testing/real-chromium'
import type { RealChromium } from './testing/real-chromium'
import { openRealSite } from './testing/real-site'
import type { RealSite } from './testing/real-site'

let chromium: RealChromium
let site: RealSite

beforeAll(async () => {
  site = await openRealSite(3_000)
  chromium = await launchRealChromium()
})
afterAll(async () => {
  await chromium?.close()
  await site?.close()
})
afterEach(async () => {
  for (const page of chromium.context.pages().slice(1)) await page.close()
})

async function openTab(): Promise<Page> {
  const page = await chromium.context.newPage()
  await page.goto(site.origin)
  await page.bringToFront()
  return page
}

const create = (page: Page): Promise<string> => page.evaluate(() => window.dailies.create())
const watch = (page: Page, id: string): Promise<void> => page.evaluate((id) => window.dailies.watch(id), id)
const states = (page: Page): Promise<BrowserPage['states']> => page.evaluate(() => window.dailies.states)
const untilConnection = (page: Page, connection: string) =>
  page.waitForFunction((connection) => window.dailies.states.at(-1)?.connection === connection, connection, {
    polling: 50,
    timeout: 20_000,
  })
const untilStatus = (page: Page, status: string) =>
  page.waitForFunction((status) => window.dailies.states.at(-1)?.status === status, status, {
    polling: 50,
    timeout: 20_000,
  })

it('receives an update within 100 ms of the server', async () => {
  const page = await openTab()
  const id = await create(page)
  await watch(page, id)
  await untilConnection(page, 'live')
  await untilStatus(page, 'completed')
  const done = (await states(page)).find(({ status }) => status === 'completed')
  expect((done?.at ?? Infinity) - (site.completedAt.get(id) ?? 0)).toBeLessThan(100)
})

it('a hidden page closes the stream, sends no requests, and catches up when visible again', async () => {
  const page = await openTab()
  const id = await create(page)
  await watch(page, id)
  await untilConnection(page, 'live')
  const other = await openTab()
  await expect.poll(() => site.openStreams()).toBe(0)
  site.requests.length = 0
  await expect.poll(() => site.completedAt.has(id), { timeout: 20_000 }).toBe(true)
  expect(site.requests).toEqual([])
  await other.close()
  await page.bringToFront()
  await untilStatus(page, 'completed')
})

it('a visible tab takes over within 2 s when the leader tab becomes hidden', async () => {
  const first = await openTab()
  const id = await create(first)
  await watch(first, id)
  await untilConnection(first, 'live')
  const second = await openTab()
  await watch(second, id)
  const startedAt = Date.now()
  await untilConnection(second, 'live')
  expect(Date.now() - startedAt).toBeLessThan(2_000)
  expect(site.openStreams()).toBe(1)
  await untilStatus(second, 'completed')
})

it('three visible windows share one stream, and all receive the completion', async () => {
  const pages = [await chromium.openWindow(site.origin)]
  pages.push(await chromium.openWindow(site.origin), await chromium.openWindow(site.origin))
  const [first] = pages
  const id = await create(first!)
  for (const page of pages) await watch(page, id)
  for (const page of pages) await untilConnection(page, 'live')
  expect(site.openStreams()).toBe(1)
  for (const page of pages) await untilStatus(page, 'completed')
})

it('reports offline and catches up when the network is back', async () => {
  const page = await openTab()
  const id = await create(page)
  await watch(page, id)
  await untilConnection(page, 'live')
  const session = await chromium.context.newCDPSession(page)
  const emulate = (offline: boolean) =>
    session.send('Network.emulateNetworkConditions', {
      offline,
      latency: 0,
      downloadThroughput: -1,
      uploadThroughput: -1,
    })
  await emulate(true)
  await untilConnection(page, 'offline')
  await expect.poll(() => site.completedAt.has(id), { timeout: 20_000 }).toBe(true)
  await emulate(false)
  await untilStatus(page, 'completed')
})

it('continues to watch a running job after a reload', async () => {
  const page = await openTab()
  const id = await create(page)
  await watch(page, id)
  await untilConnection(page, 'live')
  await page.reload()
  await watch(page, id)
  await untilStatus(page, 'completed')
  expect((await states(page)).at(-1)).toMatchObject({ connection: 'closed', code: undefined })
})

it('a server restart does not end the watch', async () => {
  const page = await openTab()
  const id = await create(page)
  await watch(page, id)
  await untilConnection(page, 'live')
  await site.stop()
  await untilConnection(page, 'retrying')
  await site.start()
  await untilStatus(page, 'completed')
  expect((await states(page)).filter(({ connection }) => connection === 'closed')).toHaveLength(1)
})

it('refreshes the token once after a 401, and ends the watch on a second 401', async () => {
  const page = await openTab()
  const id = await create(page)
  await page.evaluate(() => {
    window.dailies.token.now = 'expired'
  })
  await watch(page, id)
  await untilStatus(page, 'completed')
  expect(await page.evaluate(() => window.dailies.token.refreshes)).toBeGreaterThan(0)
  const other = await openTab()
  await other.evaluate(() => Object.assign(window.dailies.token, { now: 'expired', fresh: 'expired' }))
  await watch(other, id)
  await untilConnection(other, 'closed')
  expect((await states(other)).at(-1)).toMatchObject({ code: 'unauthorized' })
})
