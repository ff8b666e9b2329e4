// Plays a video in the page of an app under test.
import { chromium } from 'playwright-core'
import { chromium as launch } from './chromium.mjs'

/** Generates a video in the page and waits until it plays. Returns the cookies of its visitor, as a header. */
export async function playVideo(url) {
  const browser = await chromium.launch(launch)
  try {
    const page = await browser.newPage()
    const errors = []
    page.on('pageerror', (error) => errors.push(String(error)))
    page.on('console', (message) => message.type() === 'error' && errors.push(message.text()))
    await page.goto(url)
    await page.getByRole('textbox', { name: 'Prompt' }).fill('A brass lamp on a desk')
    await page.getByRole('button', { name: 'Generate' }).click()
    const card = page.getByRole('button', { name: 'Open video: A brass lamp on a desk' })
    await page.locator('.dl-card[data-status="completed"]').waitFor({ timeout: 30_000 })
    await card.click()
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
    if (errors.length > 0) throw new Error(`The page logged errors:\n${errors.join('\n')}`)
    return (await page.context().cookies()).map(({ name, value }) => `${name}=${value}`).join('; ')
  } finally {
    await browser.close()
  }
}
