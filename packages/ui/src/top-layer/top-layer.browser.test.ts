import { chromium, type Browser, type Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { chromium as launchOptions } from '../../../../.ci/chromium.mjs'
import { isOnTop } from '../testing/is-on-top'
import type { PagesSite } from '../testing/serve-pages'
import { serveTopLayerHosts } from '../testing/serve-top-layer-hosts'

let site: PagesSite
let browser: Browser
let page: Page
let errors: string[]

beforeAll(async () => {
  site = await serveTopLayerHosts()
  browser = await chromium.launch(launchOptions)
})

afterAll(async () => {
  await browser?.close()
  await site?.close()
})

afterEach(() => {
  if (errors.length > 0) throw new Error(`The page logged errors:\n${errors.join('\n')}`)
})

const openPage = async (host: string, script = () => {}) => {
  errors = []
  await page?.close()
  page = await browser.newPage({ reducedMotion: 'reduce' })
  page.setDefaultTimeout(5_000)
  page.on('pageerror', ({ message }) => errors.push(message))
  page.on('console', (message) => message.type() === 'error' && errors.push(message.text()))
  await page.addInitScript(script)
  await page.goto(`${site.origin}/${host}`)
  await card().waitFor()
}

const ours = () => page.getByRole('dialog', { name: 'A lighthouse at dusk' })
const card = () => page.getByRole('button', { name: 'Open video: A lighthouse at dusk' })

const openVideo = async () => {
  await card().click()
  await ours().getByRole('button', { name: 'Full screen' }).waitFor()
}

const setHost = (to: 'open' | 'close') => page.evaluate((to) => Reflect.get(window, 'setHost')(to === 'open'), to)

const pageState = () =>
  page.evaluate(() => {
    const { overflow, pointerEvents } = getComputedStyle(document.body)
    return { overflow, pointerEvents, hidden: document.querySelectorAll('[aria-hidden=true]:not(svg)').length }
  })

describe.each(['clipping page', 'native dialog', 'Radix dialog', 'dialog of another copy of Radix'])(
  'in a %s',
  (host) => {
    beforeAll(() => openPage(host))

    it('the dialog is on top, and the styles of its place reach it', async () => {
      await openVideo()
      expect(await isOnTop(page, '.dl-dialog')).toBe(true)
      const inherited = await ours().evaluate((element) => {
        const { direction, colorScheme } = getComputedStyle(element)
        const accent = getComputedStyle(element).getPropertyValue('--dl-accent')
        return { direction, colorScheme, accent, lang: element.closest('[lang]')?.getAttribute('lang') }
      })
      expect(inherited).toEqual({ direction: 'rtl', colorScheme: 'dark', accent: 'rgb(1, 2, 3)', lang: 'he' })
      await page.keyboard.press('Escape')
      await ours().waitFor({ state: 'detached' })
    })

    it('the focus stays in the dialog, and Escape returns it to the card', async () => {
      await openVideo()
      const before = await page.evaluate(() => document.activeElement?.closest('.dl-dialog') !== null)
      expect(before).toBe(true)
      for (let tabs = 0; tabs < 24; tabs += 1) {
        await page.keyboard.press(tabs < 12 ? 'Tab' : 'Shift+Tab')
        expect(await ours().evaluate((element) => element.contains(document.activeElement))).toBe(true)
      }
      await page.keyboard.press('Escape')
      await ours().waitFor({ state: 'detached' })
      await expect.poll(() => card().evaluate((element) => element === document.activeElement)).toBe(true)
      expect(await card().isVisible()).toBe(true)
    })

    it('locks the scrolling of the page, and restores what the host has set', async () => {
      const before = await pageState()
      await card().click()
      await ours().waitFor()
      await page.mouse.move(5, 5)
      await page.mouse.wheel(0, 400)
      await page.waitForTimeout(100)
      expect(await page.evaluate(() => scrollY)).toBe(0)
      expect((await pageState()).overflow).toBe('hidden')
      // The overlay, where the dialog is not.
      await page.mouse.click(5, 5)
      await ours().waitFor({ state: 'detached' })
      await expect.poll(pageState).toEqual(before)
      expect(await card().isVisible()).toBe(true)
    })

    it('the undo bar is on top after a deletion', async () => {
      await openVideo()
      await ours().getByRole('button', { name: 'Delete' }).click()
      const undo = page.getByRole('button', { name: 'Undo' })
      await undo.waitFor()
      expect(await isOnTop(page, '.dl-selection-bar')).toBe(true)
      await undo.click()
      await card().waitFor()
      expect(await page.locator(':popover-open').count()).toBe(0)
    })

    it('closes when its host closes or hides, and leaves the page usable', async () => {
      await openVideo()
      await setHost('close')
      await ours().waitFor({ state: 'detached' })
      await expect.poll(pageState).toEqual({ overflow: 'visible', pointerEvents: 'auto', hidden: 0 })
      await page.getByRole('button', { name: 'Clicked 0 times' }).click()
      await page.getByRole('button', { name: 'Clicked 1 times' }).waitFor()
    })

    it.runIf(host !== 'clipping page')('the next Escape closes the modal of the host', async () => {
      await setHost('open')
      await openVideo()
      await page.keyboard.press('Escape')
      await ours().waitFor({ state: 'detached' })
      await expect.poll(() => card().evaluate((element) => element === document.activeElement)).toBe(true)
      await page.keyboard.press('Escape')
      await card().waitFor({ state: 'hidden' })
    })
  },
)

it('opens at the end of the body where the browser has no top layer', async () => {
  await openPage('clipping page', () => Reflect.deleteProperty(HTMLElement.prototype, 'showPopover'))
  await openVideo()
  expect(await ours().evaluate((element) => element.parentElement?.localName)).toBe('body')
  await ours().getByRole('button', { name: 'Delete' }).click()
  await page.getByRole('button', { name: 'Undo' }).click()
  await card().waitFor()
})
