import { cdp, page } from 'vitest/browser'
import { expect } from 'vitest'
import { screenshotOf, type ScreenshotSetting } from './screenshot-stories'

const themes = ['light', 'dark', 'brand'] as const
const rightToLeft: ScreenshotSetting = { direction: 'rtl' }

// Text rendering differs between browser versions and operating systems.
const major = /Chrome\/(\d+)/.exec(navigator.userAgent)?.[1] ?? 'unknown'
const existing = Object.keys(import.meta.glob('../packages/ui/screenshots/*/*.png'))
const hasBaseline =
  existing.some((file) => file.includes(`/screenshots/${major}/`)) && navigator.platform.startsWith('Linux')
const isUpdating = import.meta.env['UPDATE_SCREENSHOTS'] === 'true'
const isCompared = hasBaseline || isUpdating

if (!isCompared)
  // oxlint-disable-next-line no-console -- A skipped comparison must be visible in the test output.
  console.info(
    `The screenshots are not compared: there are none of Chromium ${major} on ${navigator.platform}. Run "pnpm screenshots" to create them.`,
  )

// The height of the test runner's window.
const windowHeight = 900

/** Compares a story with its screenshots, one for each theme, one in right-to-left, and one for each setting, if it has any. */
export async function compareScreenshots(storyId: string): Promise<void> {
  const screenshot = screenshotOf(storyId)
  if (!screenshot || !isCompared) return
  const { documentElement: root, body } = document
  // The colour of an empty frame is derived from the video's id, which differs in every run.
  const frames = document.querySelectorAll('[data-hue]')
  frames.forEach((frame, index) => frame.setAttribute('data-hue', String((index * 3 + 2) % 10)))
  await page.viewport(screenshot.width, windowHeight)
  // A dialog or a bar is placed in the window; any other story is as tall as its content.
  body.style.minHeight = hasDialog() ? `${windowHeight}px` : '0'
  for (const theme of themes) {
    root.dataset['theme'] = theme
    await loaded()
    await expect(page.elementLocator(body)).toMatchScreenshot(`${major}/${screenshot.name}-${theme}`)
  }
  root.dataset['theme'] = 'light'
  for (const [name, setting] of Object.entries({ rtl: rightToLeft, ...screenshot.settings })) {
    const { window: [width, height] = [screenshot.width, windowHeight] } = setting
    await page.viewport(width, height)
    // Exactly the window, because a dialog is no higher than it.
    if (hasDialog())
      Object.assign(body.style, { minHeight: '0', height: `${height}px`, boxSizing: 'border-box', overflow: 'hidden' })
    const restore = await apply(setting)
    await loaded()
    await expect(page.elementLocator(body)).toMatchScreenshot(`${major}/${screenshot.name}-${name}`)
    await restore()
    Object.assign(body.style, { height: '', boxSizing: '', overflow: '' })
  }
}

/** Applies a setting, and returns what takes it back. */
async function apply({ direction, forcedColors, zoom }: ScreenshotSetting): Promise<() => Promise<void>> {
  const { documentElement: root } = document
  const before = { direction: root.dir, zoom: root.style.fontSize }
  if (direction) root.dir = direction
  root.style.fontSize = zoom ?? ''
  if (forcedColors) await forceColors('active')
  return async () => {
    root.dir = before.direction
    root.style.fontSize = before.zoom
    if (forcedColors) await forceColors('none')
  }
}

const forceColors = (value: 'active' | 'none') =>
  cdp().send('Emulation.setEmulatedMedia', {
    features: [
      { name: 'forced-colors', value },
      { name: 'prefers-reduced-motion', value: 'reduce' },
    ],
  })

const hasDialog = () => document.querySelector('[role=dialog], [role=alertdialog], :popover-open') !== null

/** Resolves once every font and image has loaded. */
async function loaded(): Promise<void> {
  await document.fonts.ready
  await Promise.all([...document.images].map((image) => image.decode().catch(() => {})))
}
