// Uses the page of an app under test.
import { chromium } from 'playwright-core'
import { chromium as launch } from './chromium.mjs'

/** Opens a page in a new browser. Fails if it logs an error. */
export async function openPage(url, body) {
  const browser = await chromium.launch(launch)
  try {
    const page = await browser.newPage()
    const errors = []
    page.on('pageerror', (error) => errors.push(String(error)))
    page.on('console', (message) => message.type() === 'error' && errors.push(message.text()))
    await page.goto(url)
    const result = await body(page)
    if (errors.length > 0) throw new Error(`The page logged errors:\n${errors.join('\n')}`)
    return result
  } finally {
    await browser.close()
  }
}

/** Asks for a video in the form. */
export async function generateVideo(page, prompt) {
  await page.getByRole('textbox', { name: 'Prompt' }).fill(prompt)
  await page.getByRole('button', { name: 'Generate' }).click()
}

/** Waits until the first video of the page plays. */
export async function untilPlaying(page) {
  await page.locator('video').first().waitFor()
  await page.waitForFunction(
    async () => {
      const video = document.querySelector('video')
      if (!video) return false
      video.muted = true
      await video.play()
      return video.currentTime > 0.2
    },
    undefined,
    { timeout: 30_000 },
  )
}

/** Opens the completed video of a library and waits until it plays. */
export async function playCard(page, prompt) {
  await page.locator('.dl-card[data-status="completed"]').waitFor({ timeout: 30_000 })
  await page.getByRole('button', { name: `Open video: ${prompt}` }).click()
  await untilPlaying(page)
}

/** Generates a video in the page and waits until it plays. Returns the cookies of its visitor, as a header. */
export const playVideo = (url) =>
  openPage(url, async (page) => {
    const prompt = 'A brass lamp on a desk'
    await generateVideo(page, prompt)
    await playCard(page, prompt)
    return (await page.context().cookies()).map(({ name, value }) => `${name}=${value}`).join('; ')
  })
