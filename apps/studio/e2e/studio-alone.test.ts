import { afterAll, beforeAll, expect, it } from 'vitest'
import { startDemo } from './demo-process'
import type { DemoProcess } from './demo-process'
import { cardOf, closeBrowser, generate, openStudio, promptOf } from './studio-page'

// Features of the studio that the Next app does not have.

let demo: DemoProcess

beforeAll(async () => {
  demo = await startDemo()
})
afterAll(async () => {
  await closeBrowser()
  await demo.stop()
})

it.each([
  ['dark', 'dark'],
  ['light', 'light'],
  ['"><script>', 'system'],
])('the theme cookie "%s" gives a page in "%s"', async (cookie, theme) => {
  const html = await (await fetch(demo.url, { headers: { cookie: `dailies_theme=${cookie}` } })).text()
  expect(html).toContain(`<html lang="en" data-theme="${theme}" `)
})

it('prints one clear line if only half of an upstream is configured', async () => {
  const failure = startDemo({ VIDEOS_API_KEY: 'some-key' })
  await expect(failure).rejects.toMatchObject({
    code: 1,
    output:
      'VIDEOS_API_KEY is set but VIDEOS_BASE_URL is not. Set both to use that server, or neither to use the sandbox.\n',
  })
})

it.each([
  [{ VIDEOS_PROVIDERS: 'gemini', GEMINI_API_KEY: 'not-used' }, 'beside'],
  [{ VIDEOS_BASE_URL: 'http://127.0.0.1:9/v1', VIDEOS_API_KEY: 'not-used' }, ''],
])('with %o the page knows whether the sandbox is behind it: "%s"', async (env, sandbox) => {
  const other = await startDemo(env)
  const html = await (await fetch(other.url)).text()
  expect(html).toContain(`data-sandbox="${sandbox}">`)
  await other.stop()
})

it('the page says that the sandbox is no real model, and leads to the licences of its packages', async () => {
  const { page, errors, close } = await openStudio(demo.url)
  const label = page.locator('.sandbox-label')
  await label.waitFor()
  expect(await label.textContent()).toBe('Sandbox: no real model')
  await page.getByRole('link', { name: 'Licences' }).click()
  await page.getByRole('heading', { name: /^react \d/ }).waitFor()
  expect(errors).toEqual([])
  await close()
})

it('the slider sets the size of the thumbnails, also after a reload; the toolbar stays in sight', async () => {
  const { page, errors, close } = await openStudio(demo.url)
  await generate(page, 'A cat on a window sill')
  const card = cardOf(page, 'A cat on a window sill')
  await card.getByRole('slider').waitFor()
  const slider = page.getByRole('slider', { name: 'Thumbnail size' })
  const before = await slider.inputValue()
  await slider.focus()
  await page.keyboard.press('End')
  const chosen = await slider.inputValue()
  expect(chosen).not.toBe(before)
  await page.reload()
  await slider.waitFor()
  expect(await slider.inputValue()).toBe(chosen)

  await page.setViewportSize({ width: 1280, height: 320 })
  await page.mouse.move(900, 300)
  // A turn of the wheel is lost while the page lays itself out for its new size.
  const scroll = async (): Promise<number> => {
    await page.mouse.wheel(0, 300)
    return page.evaluate(() => scrollY)
  }
  await expect.poll(scroll).toBeGreaterThan(60)
  expect((await slider.boundingBox())?.y).toBeLessThan(60)
  expect(errors).toEqual([])
  await close()
})

it('a dropped frame becomes a shot of the storyboard, which stays folded up after a reload', async () => {
  const { page, errors, close } = await openStudio(demo.url)
  await generate(page, 'A steam train at dawn')
  await cardOf(page, 'A steam train at dawn').getByRole('slider').waitFor()
  const strip = page.getByRole('list', { name: 'Shots' })
  await strip.evaluate(async (element) => {
    const { data } = await (await fetch('/api/videos')).json()
    const dataTransfer = new DataTransfer()
    dataTransfer.setData('application/x-dailies-frame', JSON.stringify({ videoId: data[0].id, at: 'first' }))
    const { right, top } = element.getBoundingClientRect()
    for (const type of ['dragover', 'drop']) {
      const place = { clientX: right - 4, clientY: top + 4 }
      element.dispatchEvent(new DragEvent(type, { dataTransfer, bubbles: true, cancelable: true, ...place }))
      await new Promise((resolve) => setTimeout(resolve, 50))
    }
  })
  await page.getByText(/^1 shot\b/).waitFor()
  await page.getByText('Storyboard', { exact: true }).click()
  await strip.waitFor({ state: 'hidden' })
  await page.reload()
  await page.getByText('1 video', { exact: true }).waitFor()
  expect(await strip.count()).toBe(0)
  expect(errors).toEqual([])
  await close()
})

it('of two takes, the one that is kept becomes a shot, and its last frame begins the next', async () => {
  const { page, errors, close } = await openStudio(demo.url)
  const form = promptOf(page)
  await form.getByText('×2', { exact: true }).click()
  await generate(page, 'A red car on a desert road')
  await page.getByText('2 takes', { exact: true }).waitFor()
  await page.locator('[data-action="compare"]').click()
  await page.getByRole('dialog').getByRole('button', { name: /^Keep/ }).first().click()
  await page.getByText(/^1 shot\b/).waitFor()
  await page.getByRole('button', { name: 'Next shot from the last frame' }).click()
  await form.locator('button[data-state="filled"]').waitFor()
  const sizes = await form
    .locator('canvas')
    .evaluateAll((all: HTMLCanvasElement[]) => all.map(({ width, height }) => width / height))
  expect(sizes[0]).toBeCloseTo(320 / 192, 1)
  expect(errors).toEqual([])
  await close()
})
