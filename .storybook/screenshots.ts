import { page } from 'vitest/browser'
import { expect } from 'vitest'
import { pictureOf } from './pictures'

const themes = ['light', 'dark', 'brand'] as const

// Text is drawn differently by every version of a browser and every system.
const major = /Chrome\/(\d+)/.exec(navigator.userAgent)?.[1] ?? 'unknown'
const kept = Object.keys(import.meta.glob('../packages/ui/screenshots/*/*.png'))
const isKept = kept.some((file) => file.includes(`/screenshots/${major}/`)) && navigator.platform.startsWith('Linux')
const isUpdating = import.meta.env['UPDATE_SCREENSHOTS'] === 'true'
const isCompared = isKept || isUpdating

if (!isCompared)
  // oxlint-disable-next-line no-console -- A test that was left out must say so where the tests are read.
  console.info(
    `The screenshots are not compared: there are none of Chromium ${major} on ${navigator.platform}. "pnpm screenshots" makes them.`,
  )

// As tall as the window of the runner.
const tallest = 900

/** Compares a story with the pictures that are kept of it, where there are any: one for each theme. */
export async function compareScreenshots(storyId: string): Promise<void> {
  const picture = pictureOf(storyId)
  if (!picture || !isCompared) return
  const { documentElement: root, body } = document
  // A field is in a colour drawn from the video's id, which is another one in every run.
  const fields = document.querySelectorAll('[data-hue]')
  fields.forEach((field, index) => field.setAttribute('data-hue', String((index * 3 + 2) % 10)))
  await page.viewport(picture.width, tallest)
  // A dialog covers the window, and all else is as tall as it is.
  body.style.minHeight = isCovered() ? `${tallest}px` : '0'
  for (const theme of themes) {
    root.dataset['theme'] = theme
    await settled()
    await expect(page.elementLocator(body)).toMatchScreenshot(`${major}/${picture.name}-${theme}`)
  }
}

const isCovered = () => document.querySelector('[role=dialog], [role=alertdialog]') !== null

/** Resolves once every font and picture is there. */
async function settled(): Promise<void> {
  await document.fonts.ready
  await Promise.all([...document.images].map((image) => image.decode().catch(() => {})))
}
