import { readFileSync } from 'node:fs'
import type { IncomingMessage } from 'node:http'
import { chromium, type Browser, type Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest'
import { chromium as launchOptions } from '../../../../.ci/chromium.mjs'
import { serveLibraryPage, type LibrarySite } from '../testing/serve-library-page'

const isContent = ({ url }: IncomingMessage): boolean => /\/content(?!\S*variant)/.test(url ?? '')

let site: LibrarySite
let browser: Browser
let page: Page
let files: Buffer[]
/** How many files are read at a time, at most. */
let atOnce: number

beforeAll(async () => {
  site = await serveLibraryPage()
  const videos = await site.create({ prompt: 'A fox' }, { prompt: 'A fox' }, { prompt: 'Owl: night?' })
  files = await Promise.all(
    videos.map(async ({ id }) => Buffer.from(await (await site.videos.content(id)).arrayBuffer())),
  )
  browser = await chromium.launch(launchOptions)
})
afterAll(async () => {
  await browser?.close()
  await site?.close()
})
beforeEach(async () => {
  page = await browser.newPage({ viewport: { width: 1000, height: 700 }, reducedMotion: 'reduce' })
  page.setDefaultTimeout(5_000)
  let open = 0
  atOnce = 0
  site.onRequest.with = (request, response) => {
    if (!isContent(request)) return undefined
    atOnce = Math.max(atOnce, (open += 1))
    response.once('close', () => (open -= 1))
    return undefined
  }
})
afterEach(async () => {
  site.onRequest.with = undefined
  await page?.close()
})

/** Opens the page with the picker of the browser, or without one, and selects all videos. */
async function openPage({ hasPicker = false } = {}): Promise<void> {
  await page.addInitScript((picks) => {
    const pick = async () => (await navigator.storage.getDirectory()).getFileHandle('picked.zip', { create: true })
    Object.assign(globalThis, { showSaveFilePicker: pick })
    if (!picks) Reflect.deleteProperty(globalThis, 'showSaveFilePicker')
  }, hasPicker)
  await page.goto(site.url({ previews: false }))
  await page
    .getByRole('checkbox', { name: /^Select video/ })
    .nth(files.length - 1)
    .waitFor({ state: 'attached' })
  for (const box of await page.getByRole('checkbox', { name: /^Select video/ }).all()) await box.check({ force: true })
}

const download = () => page.getByRole('button', { name: 'Download', exact: true })
const bar = () => page.locator('.dl-selection-bar')

const savedFile = async (): Promise<Buffer> => {
  const [saved] = await Promise.all([page.waitForEvent('download'), download().click()])
  expect(saved.suggestedFilename()).toMatch(/^videos-\d{4}-\d\d-\d\d\.zip$/)
  return readFileSync(await saved.path())
}

/** The names in the directory of a ZIP. */
const namesIn = (zip: Buffer): string[] => {
  const names: string[] = []
  for (let at = zip.indexOf('PK\u0001\u0002'); at !== -1; at = zip.indexOf('PK\u0001\u0002', at + 4))
    names.push(zip.toString('utf8', at + 46, at + 46 + zip.readUInt16LE(at + 28)))
  return names
}

it('downloads the selected videos as one ZIP, read one after the other', async () => {
  await openPage()
  const zip = await savedFile()
  expect(namesIn(zip)).toEqual(['Owl night.mp4', 'A fox.mp4', 'A fox (2).mp4'])
  for (const file of files) expect(zip.includes(file)).toBe(true)
  expect(atOnce).toBe(1)
  await expect.poll(() => bar().count()).toBe(1)
})

it('streams to the file that the user picks', async () => {
  await openPage({ hasPicker: true })
  await download().click()
  const read = () =>
    page.evaluate(async () => {
      const folder = await navigator.storage.getDirectory()
      const file = await (await folder.getFileHandle('picked.zip')).getFile()
      return [...new Uint8Array(await file.arrayBuffer())]
    })
  await expect.poll(async () => (await read()).length).toBeGreaterThan(0)
  const zip = Buffer.from(await read())
  expect(namesIn(zip)).toHaveLength(3)
  for (const file of files) expect(zip.includes(file)).toBe(true)
})

it('goes on when the selection is cleared, and can be cancelled', async () => {
  site.onRequest.with = (request) => isContent(request) || undefined
  await openPage({ hasPicker: true })
  await download().click()
  await expect.poll(() => bar().first().textContent()).toContain('Downloading 1 of 3')
  await page.getByRole('button', { name: 'Clear selection' }).click()
  expect(await bar().textContent()).toContain('Downloading 1 of 3')
  await page.getByRole('button', { name: 'Cancel' }).click()
  await expect.poll(() => bar().count()).toBe(0)
})

it('names the videos whose file cannot be read, and downloads them when they can', async () => {
  let isGone = true
  let owl = ''
  site.onRequest.with = (request, response) => {
    if (!isGone || !request.url?.includes(`/${owl}/content`)) return undefined
    response
      .writeHead(404, { 'Content-Type': 'application/json' })
      .end('{"error":{"message":"Gone.","code":"not_found"}}')
    return true
  }
  owl = (await site.videos.list()).data.find(({ prompt }) => prompt?.startsWith('Owl'))?.id ?? 'none'
  await openPage()
  expect(namesIn(await savedFile())).toEqual(['A fox.mp4', 'A fox (2).mp4'])
  await expect.poll(() => bar().first().textContent()).toContain('Not in the download: Owl: night?')
  isGone = false
  const [saved] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Try again' }).click(),
  ])
  expect(namesIn(readFileSync(await saved.path()))).toEqual(['Owl night.mp4'])
  await expect.poll(() => bar().count()).toBe(1)
})

it('says why there is no ZIP', async () => {
  site.onRequest.with = (request, response) => {
    if (!isContent(request)) return undefined
    response.writeHead(403, { 'Content-Type': 'application/json' }).end('{"error":{"message":"Not yours."}}')
    return true
  }
  await openPage()
  await download().click()
  await expect.poll(() => bar().first().textContent()).toContain('Not downloaded.')
})
