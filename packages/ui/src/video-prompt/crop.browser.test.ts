import { chromium, type Browser, type Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { chromium as launchOptions } from '../../../../.ci/chromium.mjs'
import { withOrientation } from '../testing/exif-orientation'
import { serveEveryComponent, type Site } from '../testing/serve-every-component'

let site: Site
let browser: Browser
let page: Page

beforeAll(async () => {
  site = await serveEveryComponent()
  browser = await chromium.launch(launchOptions)
  page = await browser.newPage()
  await page.goto(site.origin)
})

afterAll(async () => {
  await browser?.close()
  await site?.close()
})

/** A JPEG of 800 by 400 stored pixels, red on the left and blue on the right. */
const drawImage = (): Promise<number[]> =>
  page.evaluate(async () => {
    const canvas = document.createElement('canvas')
    canvas.width = 800
    canvas.height = 400
    const context = canvas.getContext('2d')
    if (!context) throw new Error('This browser has no canvas.')
    context.fillStyle = '#ff0000'
    context.fillRect(0, 0, 400, 400)
    context.fillStyle = '#0000ff'
    context.fillRect(400, 0, 400, 400)
    const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/jpeg', 1))
    return [...new Uint8Array((await blob?.arrayBuffer()) ?? new ArrayBuffer())]
  })

/** The size of an uploaded image, and the colour of its centre. */
const inspect = async (image: Blob) => {
  const bytes = [...new Uint8Array(await image.arrayBuffer())]
  return page.evaluate(async (bytes) => {
    const bitmap = await createImageBitmap(new Blob([Uint8Array.from(bytes)]))
    const canvas = new OffscreenCanvas(bitmap.width, bitmap.height)
    const context = canvas.getContext('2d')
    context?.drawImage(bitmap, 0, 0)
    const [red = 0, , blue = 0] = context?.getImageData(bitmap.width / 2, bitmap.height / 2, 1, 1).data ?? []
    return { width: bitmap.width, height: bitmap.height, colour: red > blue ? 'red' : 'blue' }
  }, bytes)
}

const generate = async (prompt: string) => {
  const sent = site.firstFrames.length
  await page.getByRole('textbox', { name: 'Prompt' }).fill(prompt)
  await page.getByRole('button', { name: 'Generate' }).click()
  await expect.poll(() => site.firstFrames.length).toBe(sent + 1)
  await expect.poll(() => page.getByRole('textbox', { name: 'Prompt' }).inputValue()).toBe('')
  return inspect(site.firstFrames.at(-1) ?? new Blob())
}

const selectImage = async (orientation: number) => {
  const buffer = Buffer.from(withOrientation(Uint8Array.from(await drawImage()), orientation))
  await page.getByRole('button', { name: 'Add a first frame' }).waitFor()
  await page.locator('.dl-prompt input[type=file]').setInputFiles({ name: 'photo.jpg', mimeType: 'image/jpeg', buffer })
  await page.getByRole('slider', { name: /^Image/ }).waitFor()
}

it('applies the EXIF orientation, and crops by keyboard to exactly the size of the video', async () => {
  await selectImage(6)
  // Rotated by its orientation, red lies above blue; the keys move the crop down to the blue end.
  await expect.poll(() => page.evaluate(() => document.activeElement?.getAttribute('aria-label'))).toMatch(/^Image/)
  for (let press = 0; press < 12; press += 1) await page.keyboard.press('Shift+ArrowDown')
  expect(await page.getByRole('slider', { name: /^Image/ }).getAttribute('aria-valuetext')).toContain('100% down')
  await page.keyboard.press('+')
  await page.keyboard.press('Tab')
  expect(await page.evaluate(() => document.activeElement?.getAttribute('aria-valuetext'))).toBe('110%')
  await page.getByRole('button', { name: 'Done' }).press('Enter')
  expect(await page.evaluate(() => document.activeElement?.getAttribute('aria-label'))).toContain('photo.jpg')
  expect(await generate('A fox')).toEqual({ width: 320, height: 192, colour: 'blue' })
})

it('adapts the crop when another size is selected', async () => {
  await selectImage(6)
  await page.keyboard.press('Escape')
  await page.getByRole('radio', { name: '3:5' }).check({ force: true })
  expect(await generate('A fox upright')).toMatchObject({ width: 192, height: 320 })
})

it('keeps the image and its crop across a reload', async () => {
  await selectImage(6)
  for (let press = 0; press < 12; press += 1) await page.keyboard.press('Shift+ArrowDown')
  await page.getByRole('button', { name: 'Done' }).press('Enter')
  const savedCrop = () =>
    page.evaluate(
      () =>
        new Promise<number>((resolve) => {
          const open = indexedDB.open('dailies')
          open.onsuccess = () => {
            const all = open.result.transaction('references').objectStore('references').getAll()
            all.onsuccess = () => {
              open.result.close()
              resolve(all.result.at(-1)?.crop?.y ?? 0)
            }
          }
        }),
    )
  await expect.poll(savedCrop).toBeGreaterThan(0.5)
  await page.reload()
  await page.getByRole('button', { name: /^First frame photo\.jpg/ }).waitFor()
  expect(await page.getByRole('slider', { name: /^Image/ }).count()).toBe(0)
  expect(await generate('A fox again')).toMatchObject({ colour: 'blue' })
  await page.reload()
  await page.getByRole('button', { name: 'Add a first frame' }).waitFor()
})

it('moves the image with the pointer while dragging', async () => {
  await selectImage(6)
  const area = await page.locator('.dl-crop-area').boundingBox()
  if (!area) throw new Error('The crop is not shown.')
  const centre = { x: area.x + area.width / 2, y: area.y + area.height / 2 }
  await page.mouse.move(centre.x, centre.y)
  await page.mouse.down()
  await page.mouse.move(centre.x, centre.y + area.height * 3, { steps: 5 })
  await page.mouse.up()
  expect(await generate('A fox from above')).toMatchObject({ colour: 'red' })
})

it('rejects a file that is not an image, with an alert next to the frame', async () => {
  const buffer = Buffer.from('not an image')
  await page.locator('.dl-prompt input[type=file]').setInputFiles({ name: 'notes.png', mimeType: 'image/png', buffer })
  await page.locator('.dl-prompt [role=alert]').waitFor()
  expect(await page.locator('.dl-prompt [role=alert]').textContent()).toContain(
    'This file cannot be a frame of the video',
  )
})
