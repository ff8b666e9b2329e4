import { afterAll, beforeAll, expect, it } from 'vitest'
import { startDemo } from '../../studio/e2e/demo-process'
import type { DemoProcess } from '../../studio/e2e/demo-process'
import { cardOf, closeBrowser, generate, openStudio } from '../../studio/e2e/studio-page'

let demo: DemoProcess

beforeAll(async () => {
  demo = await startDemo()
})
afterAll(async () => {
  await closeBrowser()
  await demo.stop()
})

const prompt = 'Crane shot of a market at noon'

it('videos are server-rendered and visible before the browser sends a request', async () => {
  const { page, context, errors, close } = await openStudio(demo.url)
  await generate(page, prompt)
  await cardOf(page, prompt).getByRole('slider').waitFor()

  const html = await (await context.request.get(demo.url)).text()
  expect(html).toContain(prompt)
  expect(html).toContain('>Mini</option>')
  expect(html).toMatch(/src="\/api\/videos\/[\w-]+\/content\?variant=thumbnail"/)

  // What the page shows while all API requests are pending.
  let release = (): void => {}
  const released = new Promise<void>((resolve) => (release = resolve))
  const requested: string[] = []
  await page.route('**/api/**', async (route) => {
    if (route.request().resourceType() === 'fetch') {
      requested.push(route.request().url())
      await released
    }
    await route.continue()
  })
  await page.reload({ waitUntil: 'domcontentloaded' })
  await cardOf(page, prompt).waitFor()
  await page.getByText('1 video', { exact: true }).waitFor()
  await expect.poll(() => requested.some((url) => /\/videos\?/.test(url))).toBe(true)
  // Still visible, and never replaced by a placeholder, while the list is requested again.
  expect(await page.locator('.dl-card-waiting').count()).toBe(0)
  await cardOf(page, prompt).waitFor()
  const [painted, firstAsked] = await page.evaluate(() => [
    performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? Infinity,
    Math.min(
      ...performance
        .getEntriesByType('resource')
        .filter(({ name }) => /\/api\/videos(\/capabilities|\/events|\?|$)/.test(name))
        .map(({ startTime }) => startTime),
    ),
  ])
  release()
  expect(painted).toBeLessThan(firstAsked ?? 0)
  expect(errors).toEqual([])
  await close()
})

it('without JavaScript the videos are visible', async () => {
  const { page, context, close } = await openStudio(demo.url)
  await generate(page, prompt)
  await cardOf(page, prompt).getByRole('slider').waitFor()
  const plain = await context
    .browser()
    ?.newContext({ javaScriptEnabled: false, storageState: await context.storageState() })
  const still = await plain?.newPage()
  await still?.goto(demo.url)
  expect(await still?.getByRole('button', { name: `Open video: ${prompt}` }).count()).toBe(1)
  await plain?.close()
  await close()
})
