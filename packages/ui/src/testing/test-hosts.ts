import { existsSync } from 'node:fs'
import { chromium, type Browser, type Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { chromium as launchOptions } from '../../../../.ci/chromium.mjs'
import { buildHost, type BuiltHost } from './build-host'
import { computedStyles, differences } from './computed-styles'
import type { HostRow } from './host-rows'
import { backgrounds, clipped, mainButton, violations } from './inspect-host'
import { isOnTop } from './is-on-top'
import { servePages, type PagesSite } from './serve-pages'

const pictures = new URL('../../screenshots/hosts/', import.meta.url)

const types: Record<string, string> = { html: 'text/html', js: 'text/javascript', css: 'text/css' }

/** Tests that the components keep their promises in the apps of these rows. */
export function testHosts(rows: readonly HostRow[], themesOf = ({ themes }: HostRow) => themes): void {
  let site: PagesSite
  let browser: Browser
  const built = new Map<string, BuiltHost>()

  beforeAll(async () => {
    browser = await chromium.launch(launchOptions)
    site = await servePages((path) => {
      const [, host = '', file = ''] = /^\/([^/]+)(\/.*)$/.exec(path) ?? []
      const body = built.get(host)?.get(file === '/' ? '/index.html' : file)
      return body && [types[file.split('.').at(-1) ?? ''] ?? 'text/html', body]
    })
  })

  afterAll(async () => {
    await browser?.close()
    await site?.close()
  })

  describe.each(rows)('$name', (row) => {
    const { name } = row

    beforeAll(async () => {
      built.set(name, await buildHost(row, true))
      built.set(`${name}-without`, await buildHost(row, false))
    })

    const open = async (path: string, theme: string, ready: string): Promise<Page> => {
      // The system has the other theme, so that following it shows.
      const system = theme === 'dark' ? 'light' : 'dark'
      const page = await browser.newPage({
        reducedMotion: 'reduce',
        colorScheme: system,
        viewport: { width: 1_000, height: 760 },
      })
      page.setDefaultTimeout(10_000)
      await page.goto(`${site.origin}/${path}/?theme=${theme}`)
      await page.locator(ready).first().waitFor({ state: 'attached' })
      return page
    }

    const keepPicture = async (page: Page, picture: string) => {
      const path = new URL(`${name}-${picture}.jpg`, pictures).pathname
      if (process.env['UPDATE_PICTURES'] || !existsSync(path)) await page.screenshot({ path, quality: 70 })
    }

    it.each(themesOf(row))('keeps every promise in the theme: %s', async (theme) => {
      const page = await open(name, theme, '.dl-card-open')
      const errors: string[] = []
      page.on('pageerror', ({ message }) => errors.push(message))
      page.on('console', (message) => message.type() === 'error' && errors.push(message.text()))

      const without = await open(`${name}-without`, theme, '[data-host]')
      const pageStyles = await computedStyles(page, '[data-host]')
      expect(differences(pageStyles, await computedStyles(without, '[data-host]')), 'the page itself').toEqual([])
      await without.close()

      await keepPicture(page, theme)
      expect(await violations(page), 'violations in the page').toEqual([])
      expect(await clipped(page), 'clipped in the page').toEqual([])
      const button = await mainButton(page)
      expect(button.radius).toBe('3px')
      expect(button.contrast, 'of the main button').toBeGreaterThan(3)
      expect(button.padding).toBeGreaterThanOrEqual(12)
      expect(button.height).toBeGreaterThanOrEqual(32)
      const { width } = (await page.locator('.dl-prompt').boundingBox()) ?? { width: 0 }
      expect(width, 'of the prompt').toBeGreaterThanOrEqual(240)

      await page.locator('.dl-card-open').first().click()
      await page.locator('.dl-dialog .dl-player-controls').waitFor()
      expect(await isOnTop(page, '.dl-dialog')).toBe(true)
      await keepPicture(page, `${theme}-dialog`)
      const [dialog = 0] = await backgrounds(page, '.dl-dialog')
      expect(dialog < 0.2 ? 'dark' : 'light').toBe(theme)
      const radius = await page
        .locator('.dl-dialog .dl-actions .dl-button')
        .first()
        .evaluate((button) => getComputedStyle(button).borderRadius)
      expect(radius).toBe('3px')
      expect(await violations(page), 'violations in the dialog').toEqual([])
      expect(await clipped(page), 'clipped in the dialog').toEqual([])
      await page.keyboard.press('Escape')
      await page.locator('.dl-dialog').waitFor({ state: 'detached' })
      expect(await page.locator('.dl-card-open').first().isVisible()).toBe(true)
      expect(errors).toEqual([])
      await page.close()
    })
  })
}
