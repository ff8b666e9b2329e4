// Checks in a browser that the components of a style sheet follow every theme signal of a page, for a light and a dark system.
import { chromium } from 'playwright-core'
import { chromium as launch } from './chromium.mjs'

/** What a page can say about its theme, and the theme that follows for a light and for a dark system. */
const signals = [
  { name: 'no signal', page: '<div class="dl">', light: 'light', dark: 'light' },
  { name: 'color-scheme: light dark', page: '<div style="color-scheme: light dark"><div class="dl">', dark: 'dark' },
  { name: 'color-scheme: light', page: '<div style="color-scheme: light"><div class="dl">', dark: 'light' },
  { name: 'color-scheme: dark', page: '<div style="color-scheme: dark"><div class="dl">', light: 'dark' },
  {
    name: 'color-scheme of a class',
    page: '<style>.night { color-scheme: dark }</style><p class="night"><b class="dl">',
    light: 'dark',
  },
  { name: 'meta light dark', page: '<meta name="color-scheme" content="light dark"><div class="dl">', dark: 'dark' },
  { name: 'meta dark', page: '<meta name="color-scheme" content="dark"><div class="dl">', light: 'dark' },
  { name: '.dark', page: '<div class="dark"><div class="dl">', light: 'dark' },
  {
    name: '.light on a dark page',
    page: '<div style="color-scheme: dark"><div class="light"><div class="dl">',
    dark: 'light',
  },
  { name: '.light in .dark', page: '<div class="dark"><div class="light"><div class="dl">', dark: 'light' },
  {
    name: '.dark in .light in .dark',
    page: '<i class="dark"><i class="light"><i class="dark"><b class="dl">',
    light: 'dark',
  },
  { name: 'data-theme="dark"', page: '<div data-theme="dark"><div class="dl">', light: 'dark' },
  { name: 'data-theme="light"', page: '<div class="dark"><div data-theme="light"><div class="dl">', dark: 'light' },
  { name: 'an unknown data-theme', page: '<div class="dark"><div data-theme="acid"><div class="dl">', light: 'dark' },
  { name: '.dark on the component', page: '<div class="dl dark">', light: 'dark' },
  { name: 'style on the component', page: '<div class="dl" style="color-scheme: dark">', light: 'dark' },
]

/** Colors of a theme as computed, so that a build may write them in another way. */
const isDark = (color) => Number(/oklch\(([\d.]+)/.exec(color)?.[1]) < 0.5

/**
 * The theme of a component for each signal, that differs from the expected one. A property of the page reaches the component,
 * and no signal changes a color of the page itself.
 */
export async function findWrongThemes(sheets) {
  const wrong = []
  const browser = await chromium.launch(launch)
  try {
    for (const system of ['light', 'dark']) {
      const page = await browser.newPage({ colorScheme: system, reducedMotion: 'reduce' })
      for (const { name, page: body, ...themes } of signals) {
        const expected = themes[system] ?? system
        const styles = sheets.map((sheet) => `<style>${sheet}</style>`).join('')
        await page.setContent(
          `<!doctype html><html style="--dl-accent: light-dark(lime, green); --dl-radius: 3px">${styles}${body}<i class="dl-button">`,
        )
        const found = await page.evaluate(() => {
          const root = document.querySelector('.dl')
          root.style.backgroundColor = 'var(--dl-surface)'
          root.firstElementChild.style.backgroundColor = 'var(--dl-accent)'
          const { color, backgroundColor, colorScheme } = getComputedStyle(root)
          const button = getComputedStyle(root.firstElementChild)
          return { color, backgroundColor, colorScheme, accent: button.backgroundColor, radius: button.borderRadius }
        })
        const theme = isDark(found.backgroundColor) ? 'dark' : 'light'
        const readable = isDark(found.color) !== isDark(found.backgroundColor)
        const accent = expected === 'dark' ? 'rgb(0, 128, 0)' : 'rgb(0, 255, 0)'
        if (theme !== expected || !readable || found.accent !== accent || found.radius !== '3px')
          wrong.push(`${name}, ${system} system: ${expected} expected, found ${JSON.stringify(found)}`)
      }
      await page.close()
    }
  } finally {
    await browser.close()
  }
  return wrong
}
