import { generateVideo, openPage, untilPlaying } from '../play-video.mjs'

/** A video from the prompt to the player, in plain HTML; deleted, and brought back. */
export const checkHooks = (url) =>
  openPage(url, async (page) => {
    const videos = page.getByRole('listitem')
    await page.getByText('No videos yet.').waitFor()
    await generateVideo(page, 'A brass lamp on a desk')
    await page.getByRole('progressbar', { name: 'Progress' }).waitFor()
    await page.locator('li[data-status="completed"]').waitFor({ timeout: 30_000 })
    await untilPlaying(page)
    await videos.getByRole('button', { name: 'Delete' }).click()
    await page.getByText('No videos yet.').waitFor()
    await page.getByRole('button', { name: 'Undo' }).click()
    await videos.getByText('A brass lamp on a desk').waitFor()
  })
