import { readFile } from 'node:fs/promises'
import { chromium, type Browser, type BrowserContextOptions, type Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { chromium as launchOptions } from '../../../../.ci/chromium.mjs'
import { serveLibraryPage, type LibrarySite } from '../testing/serve-library-page'

let site: LibrarySite
let browser: Browser
let ids: string[]

beforeAll(async () => {
  site = await serveLibraryPage()
  const prompts = Array.from({ length: 60 }, (_, index) => ({
    prompt: `Take ${index + 1}`,
    model: 'mini',
    seconds: '1',
  }))
  ids = (await site.create(...prompts)).map(({ id }) => id)
  browser = await chromium.launch(launchOptions)
})

afterAll(async () => {
  await browser?.close()
  await site?.close()
})

const open = async (props: Record<string, unknown>, options?: BrowserContextOptions): Promise<Page> => {
  const page = await browser.newPage(options)
  await page.goto(site.url(props))
  return page
}
const media = (page: Page) => page.locator('.dl-dialog video')
const stateOf = (page: Page) =>
  media(page).evaluate((video: HTMLVideoElement) => ({
    paused: video.paused,
    muted: video.muted,
    loop: video.loop,
    speed: video.playbackRate,
  }))
const untilPlaying = async (page: Page) => {
  const isPlaying = () =>
    media(page).evaluate(({ paused, currentTime }: HTMLVideoElement) => !paused && currentTime > 0.1)
  await expect.poll(isPlaying, { timeout: 10_000 }).toBe(true)
}

it('plays muted and looping, and keeps speed and sound from video to video', async () => {
  const page = await open({ defaultOpenVideoId: ids[5], pageSize: 100 })
  await untilPlaying(page)
  expect(await stateOf(page)).toEqual({ paused: false, muted: true, loop: true, speed: 1 })
  await page.getByRole('combobox', { name: 'Speed' }).selectOption('0.25')
  await page.getByRole('button', { name: 'Turn sound on' }).click()
  await page.keyboard.press('k')
  await page.getByRole('dialog', { name: 'Take 6', exact: true }).waitFor({ state: 'detached' })
  await media(page).waitFor()
  await expect.poll(() => stateOf(page)).toMatchObject({ muted: false, speed: 0.25, loop: true })
  await page.close()
})

it('does not play by itself where the system asks for less motion', async () => {
  const page = await open({ defaultOpenVideoId: ids[5] }, { reducedMotion: 'reduce' })
  await page.getByRole('button', { name: 'Play', exact: true }).waitFor()
  await expect.poll(() => media(page).evaluate(({ readyState }: HTMLVideoElement) => readyState)).toBeGreaterThan(1)
  expect(await stateOf(page)).toMatchObject({ paused: true, loop: true })
  await page.close()
})

it('has as many elements in the middle of 60 videos as of 25, and keeps the open one in the middle', async () => {
  const page = await open({ defaultOpenVideoId: ids[30], pageSize: 100 })
  await page.locator('.dl-strip [aria-current]').waitFor()
  expect(await page.locator('.dl-strip li').count()).toBe(25)
  const middle = (locator: string) =>
    page.locator(locator).evaluate((element) => {
      const { left, width } = element.getBoundingClientRect()
      return left + width / 2
    })
  for (const key of ['j', 'k', 'k']) {
    await page.keyboard.press(key)
    await expect
      .poll(async () => Math.abs((await middle('.dl-strip [aria-current]')) - (await middle('.dl-strip > ol'))))
      .toBeLessThan(6)
  }
  expect(await page.locator('.dl-strip li').count()).toBe(25)
  await page.close()
})

it.each([
  [1440, 900],
  [2560, 1440],
])('shows the video as large as a window of %i by %i allows', async (width, height) => {
  const page = await open({ defaultOpenVideoId: ids[5] }, { viewport: { width, height } })
  const box = await media(page).boundingBox()
  expect(box?.width).toBeGreaterThan(width - 460)
  expect(box?.height).toBeGreaterThan(height - 200)
  await page.close()
})

it('keeps the actions in sight in a short window', async () => {
  const page = await open({ defaultOpenVideoId: ids[5] }, { viewport: { width: 800, height: 420 } })
  const actions = page.locator('.dl-dialog').getByRole('button', { name: 'Remix' })
  await actions.waitFor()
  for (const top of [0, 200, 10_000]) {
    await page.locator('.dl-dialog').evaluate((dialog, top) => dialog.scrollTo({ top }), top)
    const box = await actions.boundingBox()
    expect(box && box.y > 16 && box.y + box.height < 404).toBe(true)
  }
  await page.close()
})

it('yields to the comparison with its source, and plays on after it', async () => {
  const source = ids[3] ?? ''
  const remix = await site.videos.remix(source, { prompt: 'It is night' })
  await site.advance(120)
  const page = await open({ defaultOpenVideoId: remix.id })
  await untilPlaying(page)
  await page.getByRole('button', { name: 'Compare' }).click()
  const compare = page.getByRole('dialog', { name: 'Comparison' }).or(page.locator('.dl-dialog-compare'))
  await compare.first().waitFor()
  await expect
    .poll(() => page.locator('.dl-dialog-video video').evaluate(({ paused }: HTMLVideoElement) => paused))
    .toBe(true)
  expect(await page.locator('.dl-compare figure').count()).toBe(2)
  await page.keyboard.press('Escape')
  await compare.first().waitFor({ state: 'detached' })
  await untilPlaying(page)
  expect(await page.getByRole('button', { name: 'Compare' }).evaluate((it) => it === document.activeElement)).toBe(true)
  await page.close()
})

it('does not scroll the page when it closes at a video that is far away', async () => {
  const page = await open({ pageSize: 100 }, { viewport: { width: 700, height: 700 }, reducedMotion: 'reduce' })
  await page.locator('[data-video]').first().click()
  const strip = page.locator('.dl-strip [aria-current]')
  await strip.focus()
  await page.keyboard.press('End')
  await expect.poll(() => page.locator('.dl-strip [aria-current]').getAttribute('aria-label')).toMatch(/^Take /)
  await expect
    .poll(() =>
      page.locator('.dl-strip li:has([aria-current])').evaluate((item) => item.ariaPosInSet === item.ariaSetSize),
    )
    .toBe(true)
  await page.keyboard.press('Escape')
  await page.getByRole('dialog').waitFor({ state: 'detached' })
  expect(await page.evaluate(() => [scrollY, document.activeElement?.classList.contains('dl-library-videos')])).toEqual(
    [0, true],
  )
  await page.close()
})

it('saves the frame that is shown, in the pixels of the video', async () => {
  const page = await open({ defaultOpenVideoId: ids[5] }, { reducedMotion: 'reduce' })
  await expect.poll(() => media(page).evaluate(({ readyState }: HTMLVideoElement) => readyState)).toBeGreaterThan(1)
  await media(page).evaluate((video: HTMLVideoElement) => (video.currentTime = 0.5))
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Save frame' }).click(),
  ])
  expect(download.suggestedFilename()).toBe('Take 6 0.50s.png')
  const png = await readFile(await download.path())
  expect([png.toString('latin1', 1, 4), png.readUInt32BE(16), png.readUInt32BE(20)]).toEqual(['PNG', 320, 192])
  expect(await page.getByRole('dialog', { name: 'Take 6' }).isVisible()).toBe(true)
  await page.close()
})

it('puts the last frame into the prompt of the page, which gets the focus', async () => {
  const page = await browser.newPage()
  await page.goto(`${site.url({ defaultOpenVideoId: ids[5] })}&prompt`)
  await page.getByRole('button', { name: 'Use last frame' }).click()
  await page.getByRole('dialog', { name: 'Take 6' }).waitFor({ state: 'detached' })
  await page.getByRole('button', { name: /^First frame Take 6 .*png/ }).waitFor()
  expect(await page.evaluate(() => document.activeElement?.closest('.dl-prompt') !== null)).toBe(true)
  await page.close()
})

it('offers neither to use a frame nor to reuse the prompt on a page without a prompt', async () => {
  const page = await open({ defaultOpenVideoId: ids[5] })
  await page.getByRole('button', { name: 'Save frame' }).waitFor()
  expect(await page.getByRole('button', { name: 'Use last frame' }).count()).toBe(0)
  expect(await page.locator('.dl-dialog').getByRole('button', { name: 'Reuse prompt' }).count()).toBe(0)
  await page.close()
})
