import type { CDPSession, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
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

/**
 * Evaluates an expression in the page's current document. Playwright does not follow a page into the back/forward cache
 * and out of it; the protocol does.
 */
async function evaluate<T>(session: CDPSession, expression: string): Promise<T> {
  const { result } = await session.send('Runtime.evaluate', { expression, returnByValue: true, awaitPromise: true })
  return result.value as T
}
const lastState = (session: CDPSession) =>
  evaluate<BrowserPage['states'][number] | undefined>(session, 'window.dailies?.states.at(-1)')
const eventually = { timeout: 20_000, interval: 50 }
const isCompleted = (id: string): boolean => site.completedAt.has(id)

async function openWindow(): Promise<{ page: Page; session: CDPSession }> {
  const page = await chromium.openWindow(site.origin)
  return { page, session: await chromium.context.newCDPSession(page) }
}

it('a page that returns from the back/forward cache catches up with what it missed', async () => {
  const { page, session } = await openWindow()
  const id = await page.evaluate(() => window.dailies.create())
  await page.evaluate((id) => window.dailies.watch(id), id)
  await expect.poll(async () => (await lastState(session))?.connection, eventually).toBe('live')
  await evaluate(session, "addEventListener('pageshow', ({ persisted }) => (window.isRestored = persisted))")
  await evaluate(session, "location.href = '/elsewhere'")
  await expect.poll(() => evaluate(session, 'location.pathname'), eventually).toBe('/elsewhere')
  await expect.poll(() => site.openStreams(), eventually).toBe(0)
  await expect.poll(() => isCompleted(id), eventually).toBe(true)

  await evaluate(session, 'history.back()')
  await expect.poll(() => evaluate(session, 'location.pathname'), eventually).toBe('/')
  await expect.poll(() => evaluate(session, 'window.isRestored'), eventually).toBe(true)
  const returnedAt = Date.now()
  await expect.poll(async () => (await lastState(session))?.status, eventually).toBe('completed')
  expect(Date.now() - returnedAt).toBeLessThan(2_000)
})

it('another tab takes over from a leading tab that crashes', async () => {
  const leading = await openWindow()
  const id = await leading.page.evaluate(() => window.dailies.create())
  await leading.page.evaluate((id) => window.dailies.watch(id), id)
  await expect.poll(async () => (await lastState(leading.session))?.connection, eventually).toBe('live')
  const other = await openWindow()
  await other.page.evaluate((id) => window.dailies.watch(id), id)
  await expect.poll(async () => (await lastState(other.session))?.connection, eventually).toBe('live')
  expect(site.openStreams()).toBe(1)
  site.requests.length = 0

  const crashed = leading.page.waitForEvent('crash')
  // The page cannot answer any more.
  void leading.session.send('Page.crash').catch(() => undefined)
  await crashed
  await expect.poll(() => site.requests, { timeout: 5_000 }).toContain('GET /api/videos/events')
  await expect.poll(async () => (await lastState(other.session))?.status, eventually).toBe('completed')
  const { at = Infinity } = (await lastState(other.session)) ?? {}
  expect(at - (site.completedAt.get(id) ?? 0)).toBeLessThan(2_000)
})
