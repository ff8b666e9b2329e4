import { chromium, type Browser, type Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { chromium as launchOptions } from '../../../.ci/chromium.mjs'
import { bundleStyleSheet } from '../style-sheets.mjs'

let browser: Browser
let page: Page

beforeAll(async () => {
  browser = await chromium.launch(launchOptions)
  page = await browser.newPage({ reducedMotion: 'reduce' })
})
afterAll(() => browser?.close())

const render = async (head: string, body: string) =>
  page.setContent(`<!doctype html><style>${await bundleStyleSheet('styles.css')}</style>${head}<body>${body}`)

/** The displayed background of the button, after gamut mapping, in oklch. */
const displayedColor = () =>
  page.evaluate(() => {
    const button = document.querySelector('button') as HTMLElement
    const context = document.createElement('canvas').getContext('2d', { willReadFrequently: true })
    if (!context) throw new Error('No canvas.')
    context.fillStyle = getComputedStyle(button).backgroundColor
    context.fillRect(0, 0, 1, 1)
    const [red, green, blue] = context.getImageData(0, 0, 1, 1).data
    button.style.color = `oklch(from rgb(${red} ${green} ${blue}) l c h)`
    const [lightness, chroma, hue] = [...getComputedStyle(button).color.matchAll(/[\d.]+/g)].map(Number)
    return { lightness, chroma, hue: hue ?? 0 }
  })

const brands = [
  '#ff6a00',
  '#00694f',
  '#008080',
  '#0b5fff',
  '#c00030',
  '#ffd400',
  '#7a3cff',
  '#8ab4ff',
  '#ff0000',
  '#00ff00',
]
const variants = { primary: '--dl-accent', destructive: '--dl-destructive' }

describe.each(Object.entries(variants))('a hovered %s button', (variant, property) => {
  it.each(brands)('has the hue of %s, and another lightness', async (color) => {
    await render(
      `<style>:root { ${property}: ${color} }</style>`,
      `<div class="dl"><button class="dl-button" data-variant="${variant}">Generate</button></div>`,
    )
    await page.mouse.move(0, 0)
    const before = await displayedColor()
    await page.hover('button')
    const after = await displayedColor()
    const turn = Math.abs(after.hue - before.hue)
    expect(Math.min(turn, 360 - turn)).toBeLessThan(3)
    expect(Math.abs((after.lightness ?? 0) - (before.lightness ?? 0))).toBeGreaterThan(0.01)
  })
})

const fontOf = (selector: string) =>
  page.evaluate((selector) => getComputedStyle(document.querySelector(selector) ?? document.body).fontFamily, selector)

describe('--dl-font', () => {
  const component = '<div class="dl"><button class="dl-button">Generate</button></div>'

  it.each([
    ['the font of the page by default', '', 'Georgia'],
    ['the font of the page where it is inherit', ':root { --dl-font: inherit }', 'Georgia'],
    ['the font that a page sets', ':root { --dl-font: Verdana, sans-serif }', 'Verdana, sans-serif'],
    ['the font that is set on the component', '.dl { --dl-font: monospace }', 'monospace'],
  ])('gives a component %s', async (_, rule, expected) => {
    await render(`<style>body { font-family: Georgia } ${rule}</style>`, component)
    expect(await fontOf('.dl')).toBe(expected)
    expect(await fontOf('button')).toBe(expected)
  })
})
