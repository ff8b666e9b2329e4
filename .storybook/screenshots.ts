import { page } from 'vitest/browser'
import { expect } from 'vitest'
import { screenshotOf } from './screenshot-stories'

const themes = ['light', 'dark', 'brand'] as const

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

/** Compares a story with its screenshots, one for each theme, if it has any. */
export async function compareScreenshots(storyId: string): Promise<void> {
  const screenshot = screenshotOf(storyId)
  if (!screenshot || !isCompared) return
  const { documentElement: root, body } = document
  // The colour of an empty frame is derived from the video's id, which differs in every run.
  const frames = document.querySelectorAll('[data-hue]')
  frames.forEach((frame, index) => frame.setAttribute('data-hue', String((index * 3 + 2) % 10)))
  await page.viewport(screenshot.width, windowHeight)
  // A dialog covers the window; any other story is as tall as its content.
  body.style.minHeight = hasDialog() ? `${windowHeight}px` : '0'
  for (const theme of themes) {
    root.dataset['theme'] = theme
    await loaded()
    await expect(page.elementLocator(body)).toMatchScreenshot(`${major}/${screenshot.name}-${theme}`)
  }
}

const hasDialog = () => document.querySelector('[role=dialog], [role=alertdialog]') !== null

/** Resolves once every font and image has loaded. */
async function loaded(): Promise<void> {
  await document.fonts.ready
  await Promise.all([...document.images].map((image) => image.decode().catch(() => {})))
}
