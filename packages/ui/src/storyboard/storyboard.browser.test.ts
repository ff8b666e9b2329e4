import { chromium, type Browser, type Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { chromium as launchOptions } from '../../../../.ci/chromium.mjs'
import { serveStoryboardPage, type StoryboardSite } from '../testing/serve-storyboard-page'

let site: StoryboardSite
let browser: Browser

beforeAll(async () => {
  site = await serveStoryboardPage()
  browser = await chromium.launch(launchOptions)
})

afterAll(async () => {
  await browser?.close()
  await site?.close()
})

const open = async (url: string, prepare?: (page: Page) => Promise<unknown>): Promise<Page> => {
  const page = await browser.newPage({ viewport: { width: 1000, height: 1000 } })
  await prepare?.(page)
  await page.goto(url)
  await page.locator('.dl-storyboard').waitFor()
  return page
}
const untilShown = (page: Page) => page.locator('video[data-front]').waitFor()
const frontState = (page: Page) =>
  page.evaluate(() => {
    const { currentSrc = '', currentTime = Number.NaN } =
      document.querySelector<HTMLVideoElement>('video[data-front]') ?? {}
    return { url: currentSrc, time: currentTime }
  })
const shots = (page: Page) => page.evaluate(() => window.shots)
const order = async (page: Page) => (await shots(page)).map(({ id }) => id.replace('shot-', '')).join('')
const frame = (page: Page, index: number) => page.locator('[data-shot]').nth(index)
const seekBar = (page: Page) => page.getByRole('slider', { name: 'Position in the storyboard' })
const timeText = (page: Page) => page.locator('.dl-storyboard .dl-player-time').textContent()

it('plays shots of several files as one, without an empty frame at the cuts', async () => {
  const [first, second, third] = await site.create('320x192 2', '320x192 1', '192x320 1')
  const page = await open(
    site.url([
      { videoId: first, start: 0.5, end: 1.5 },
      { videoId: second },
      // The same file again: its two shots are in different elements at the cut.
      { videoId: second, start: 0.25, end: 0.75 },
      { videoId: third },
    ]),
  )
  await untilShown(page)
  const recording = page.evaluate(() => window.recordShownFrames())
  await page.getByRole('button', { name: 'Play all' }).click()
  const frames = await recording
  // Four shots of 3.5 seconds, each frame of the page with a picture.
  expect(frames.length).toBeGreaterThan(60)
  expect(frames.filter(({ hasPicture }) => !hasPicture)).toEqual([])
  const cuts = frames.flatMap((each, index) => {
    const before = frames[index - 1]
    const isCut = before && (before.url !== each.url || each.mediaTime < before.mediaTime - 0.1)
    return isCut ? [{ ends: before.mediaTime, index }] : []
  })
  expect(cuts).toHaveLength(3)
  const [firstEnd, secondEnd, thirdEnd] = cuts.map(({ ends }) => ends)
  // Shown to the end of each shot, give or take a frame or two on a busy machine.
  for (const [ends, end] of [
    [firstEnd, 1.5],
    [secondEnd, 1],
    [thirdEnd, 0.75],
  ] as const) {
    expect(ends).toBeLessThan(end + 0.08)
    expect(ends).toBeGreaterThan(end - 0.2)
  }
  // No longer on one picture at a cut than two frames and the start of an element take.
  for (const { index } of cuts) {
    const start = frames.findLastIndex((each, at) => at < index - 1 && each.mediaTime !== frames[index - 1]?.mediaTime)
    const held = (frames[index]?.at ?? 0) - (frames[start]?.at ?? 0)
    expect(held).toBeLessThan(250)
  }
  expect(await timeText(page)).toBe('0:03.5 / 0:03.5')
  // Again from the start.
  await page.getByRole('button', { name: 'Play all' }).click()
  await page.waitForFunction(() => {
    const media = document.querySelector<HTMLVideoElement>('video[data-front]')
    return media && !media.paused && media.currentTime > 0.5 && media.currentTime < 1
  })
  await page.close()
})

it('waits for a shot that is loading with the last frame on the screen', async () => {
  const [first, second] = await site.create('320x192 1', '320x192 1')
  let release = () => {}
  const released = new Promise<void>((resolve) => (release = resolve))
  const page = await open(site.url([{ videoId: first }, { videoId: second }]), (page) =>
    page.route(`**/videos/${second}/content`, async (route) => {
      await released
      await route.continue()
    }),
  )
  await untilShown(page)
  const recording = page.evaluate(() => window.recordShownFrames())
  await page.getByRole('button', { name: 'Play all' }).click()
  await page.locator('[data-waiting]').waitFor()
  expect((await frontState(page)).url).toContain(first)
  release()
  const frames = await recording
  expect(frames.filter(({ hasPicture }) => !hasPicture)).toEqual([])
  expect(frames.at(-1)?.url).toContain(second)
  await page.close()
})

it('seeks over all shots by one bar and the keys of a player', async () => {
  const [first, second] = await site.create('320x192 2', '320x192 4')
  const page = await open(site.url([{ videoId: first, start: 1 }, { videoId: second }]))
  await untilShown(page)
  expect(await timeText(page)).toBe('0:00.0 / 0:05.0')
  await seekBar(page).focus()
  await page.keyboard.press('ArrowRight')
  await expect.poll(() => frontState(page)).toEqual({ url: expect.stringContaining(second ?? '?'), time: 0 })
  await page.keyboard.press('ArrowRight')
  await expect.poll(() => frontState(page).then(({ time }) => time)).toBe(1)
  await page.keyboard.press('.')
  await expect.poll(() => frontState(page).then(({ time }) => time.toFixed(3))).toBe((1 + 1 / 24).toFixed(3))
  await page.keyboard.press('Home')
  await expect.poll(() => frontState(page)).toEqual({ url: expect.stringContaining(first ?? '?'), time: 1 })
  await page.keyboard.press('End')
  await expect.poll(() => seekBar(page).getAttribute('aria-valuetext')).toBe('0:05.0 of 0:05.0')
  const box = await seekBar(page).boundingBox()
  await page.mouse.click((box?.x ?? 0) + 8 + ((box?.width ?? 0) - 16) * 0.6, (box?.y ?? 0) + 10)
  await expect.poll(() => frontState(page).then(({ time }) => Math.abs(time - 2) < 0.05)).toBe(true)
  await page.keyboard.press('k')
  await page.waitForFunction(
    () => (document.querySelector<HTMLVideoElement>('video[data-front]')?.currentTime ?? 0) > 2.2,
  )
  await page.keyboard.press('k')
  await page.locator('.dl-storyboard:not([data-playing])').waitFor()
  await page.close()
})

it('moves shots by keyboard and buttons, and announces it', async () => {
  const [first, second, third] = await site.create('320x192 1', '320x192 1', '192x320 1')
  const page = await open(site.url([{ videoId: first }, { videoId: second }, { videoId: third }]))
  await frame(page, 0).focus()
  await page.keyboard.press('Alt+ArrowRight')
  await expect.poll(() => order(page)).toBe('102')
  expect(await page.locator('output').textContent()).toBe('Shot 1 is now shot 2 of 3.')
  expect(await page.evaluate(() => document.activeElement?.getAttribute('data-shot'))).toBe('shot-0')
  await page.keyboard.press('Alt+ArrowRight')
  await page.keyboard.press('Alt+ArrowRight')
  await expect.poll(() => order(page)).toBe('120')
  await page.keyboard.press('ArrowLeft')
  expect(await page.evaluate(() => document.activeElement?.getAttribute('data-shot'))).toBe('shot-2')
  await page.getByRole('button', { name: 'Move shot 2 earlier' }).click()
  await expect.poll(() => order(page)).toBe('210')
  // Kept for this viewer.
  await page.goto(page.url())
  await expect
    .poll(() => page.locator('[data-shot]').evaluateAll((all) => all.map((each) => each.getAttribute('data-shot'))))
    .toEqual(['shot-2', 'shot-1', 'shot-0'])
  await page.close()
})

it.each([false, true])('moves shots by the pointer, with touch: %s', async (hasTouch) => {
  const [first, second, third] = await site.create('320x192 1', '320x192 1', '192x320 1')
  const context = await browser.newContext({ hasTouch, viewport: { width: 800, height: 900 } })
  const page = await context.newPage()
  await page.goto(site.url([{ videoId: first }, { videoId: second }, { videoId: third }]))
  await frame(page, 2).waitFor()
  const boxOf = async (index: number) => {
    const box = await frame(page, index).boundingBox()
    if (!box) throw new Error('The shot has no box.')
    return box
  }
  const [from, to] = [await boxOf(0), await boxOf(2)]
  const start = { x: from.x + 14, y: from.y + 12 }
  const end = { x: to.x + to.width - 10, y: to.y + 30 }
  if (hasTouch) {
    const touch = await context.newCDPSession(page)
    const send = (type: 'touchStart' | 'touchMove' | 'touchEnd', point?: { x: number; y: number }) =>
      touch.send('Input.dispatchTouchEvent', { type, touchPoints: point ? [point] : [] })
    await send('touchStart', start)
    await send('touchMove', { x: start.x + 40, y: start.y })
    await send('touchMove', end)
    await page.locator('[data-drop=after]').waitFor()
    await send('touchEnd')
  } else {
    await page.mouse.move(start.x, start.y)
    await page.mouse.down()
    await page.mouse.move(end.x, end.y, { steps: 5 })
    await page.locator('[data-drop=after]').waitFor()
    await page.mouse.up()
  }
  await expect.poll(() => order(page)).toBe('120')
  expect(await page.locator('[data-drop], [data-dragged]').count()).toBe(0)
  await context.close()
})

it('moves shots by a drag of their pictures, which a prompt takes too', async () => {
  const [first, second] = await site.create('320x192 1', '192x320 1')
  const page = await open(site.url([{ videoId: first }, { videoId: second }]))
  await frame(page, 1).dragTo(frame(page, 0), { targetPosition: { x: 10, y: 60 }, sourcePosition: { x: 90, y: 60 } })
  await expect.poll(() => order(page)).toBe('10')
  expect(await page.locator('[data-drop], [data-dragged]').count()).toBe(0)
  await page.close()
})

it('takes a card by drop and by a function', async () => {
  const [first, second] = await site.create('320x192 1', '192x320 1')
  const page = await open(site.url([], { card: second ?? '' }))
  await page.getByText('A card').dragTo(page.getByText('Drop videos here'))
  await expect.poll(() => shots(page).then((all) => all.map(({ videoId }) => videoId))).toEqual([second])
  await page.close()
  const other = await open(site.url([{ videoId: first }], { card: second ?? '' }))
  await frame(other, 0).waitFor()
  await other.getByRole('button', { name: 'Add to storyboard' }).click()
  await expect.poll(() => shots(other).then((all) => all.map(({ videoId }) => videoId))).toEqual([first, second])
  expect(await other.locator('output').textContent()).toBe('Added as shot 2.')
  await other.getByText('A card').dragTo(frame(other, 0), { targetPosition: { x: 10, y: 60 } })
  await expect
    .poll(() => shots(other).then((all) => all.map(({ videoId }) => videoId)))
    .toEqual([second, first, second])
  await other.close()
})

it('trims both ends by keyboard, pointer and at the current frame, and shows the frame there', async () => {
  const [first] = await site.create('320x192 4')
  const page = await open(site.url([{ videoId: first }]))
  await untilShown(page)
  await frame(page, 0).click()
  const start = page.getByRole('slider', { name: 'Start of shot 1' })
  await start.focus()
  await page.keyboard.press('ArrowRight')
  await page.keyboard.press('PageUp')
  await expect.poll(() => shots(page)).toMatchObject([{ start: 1.042 }])
  expect(await start.getAttribute('aria-valuetext')).toBe('1.04 seconds')
  await expect.poll(() => frontState(page).then(({ time }) => time.toFixed(3))).toBe('1.042')
  const end = page.getByRole('slider', { name: 'End of shot 1' })
  await end.focus()
  await page.keyboard.press('PageDown')
  await expect.poll(() => shots(page)).toMatchObject([{ start: 1.042, end: 3 }])
  // The last frame of the shot, which starts a frame before its end.
  await expect.poll(() => frontState(page).then(({ time }) => time.toFixed(3))).toBe((3 - 1 / 24).toFixed(3))

  const bar = await page.locator('.dl-storyboard-trim').boundingBox()
  if (!bar) throw new Error('The trim bar has no box.')
  const at = (fraction: number) => [bar.x + bar.width * fraction, bar.y + bar.height / 2] as const
  await page.mouse.move(...at(0.27))
  await page.mouse.down()
  await page.mouse.move(...at(0.5), { steps: 5 })
  await page.mouse.up()
  await expect.poll(() => shots(page).then(([shot]) => Math.abs((shot?.start ?? 0) - 2) < 0.05)).toBe(true)
  await seekBar(page).focus()
  await page.keyboard.press('Home')
  await page.keyboard.press('.')
  await expect.poll(() => frontState(page).then(({ time }) => time > 2.03)).toBe(true)
  await page.keyboard.press('o')
  await expect.poll(() => shots(page).then(([shot]) => (shot?.end ?? 9) < 2.2)).toBe(true)
  await page.close()
})

it('removes a shot with undo', async () => {
  const [first, second] = await site.create('320x192 1', '192x320 1')
  const page = await open(site.url([{ videoId: first, end: 0.5 }, { videoId: second }]))
  await frame(page, 0).focus()
  await page.keyboard.press('Delete')
  await expect.poll(() => order(page)).toBe('1')
  expect(await page.evaluate(() => document.activeElement?.getAttribute('data-shot'))).toBe('shot-1')
  await page.keyboard.press('Delete')
  await expect.poll(() => order(page)).toBe('')
  await page.getByText('Drop videos here').waitFor()
  // The focus has nowhere else to go.
  expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('Undo')
  await page.keyboard.press('Enter')
  await expect.poll(() => order(page)).toBe('1')
  await expect.poll(() => page.evaluate(() => document.activeElement?.getAttribute('data-shot'))).toBe('shot-1')
  await page.close()
})

it('skips what cannot be played, and plays a running shot once it is done', async () => {
  const [first, deleted] = await site.create('320x192 1', '320x192 1')
  await site.delete(deleted ?? '')
  const running = await site.start('320x192 2')
  const page = await open(site.url([{ videoId: deleted }, { videoId: first }, { videoId: running }]))
  await untilShown(page)
  await page.getByText('This video is no longer available').waitFor()
  await page.getByText('In the queue').waitFor()
  expect(await timeText(page)).toBe('0:00.0 / 0:01.0')
  await site.finish()
  await expect.poll(() => timeText(page), { timeout: 20_000 }).toBe('0:00.0 / 0:03.0')
  await page.close()

  const broken = await open(site.url([{ videoId: running }, { videoId: first }]), (page) =>
    page.route(`**/videos/${running}/content`, (route) =>
      route.fulfill({ contentType: 'video/mp4', body: 'no video' }),
    ),
  )
  await broken.getByText('This video cannot be played here').waitFor()
  await expect.poll(() => frontState(broken).then(({ url }) => url)).toContain(first)
  await broken.close()
})
