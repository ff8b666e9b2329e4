import { execFileSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import type { VideoList } from '@dailies/core'
import type { BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { bundledPackages } from '../../../.ci/bundled-packages.mjs'
import { serveFolder } from './static-host'
import type { StaticHost } from './static-host'
import { cardOf, closeBrowser, generate, openStudio, promptOf, selectModel } from './studio-page'

const studio = fileURLToPath(new URL('..', import.meta.url))
const folder = `${studio}dist/static`

let host: StaticHost

beforeAll(async () => {
  execFileSync(
    'npx',
    ['vite', 'build', '--logLevel', 'warn', '--config', 'vite.static.config.ts', '--sourcemap', 'hidden'],
    {
      cwd: studio,
      // Vitest sets it to `test`, with which React would be built for development.
      env: { ...process.env, NODE_ENV: 'production' },
    },
  )
  host = await serveFolder(folder, '/some/path/')
})
afterAll(async () => {
  await closeBrowser()
  await host?.close()
})

const fox = 'Tracking shot of a fox crossing fresh snow'
const boat = 'Close-up of a paper boat on a gutter'
const balloon = 'Wide shot of a balloon over roofs'

/** @param jobSeconds how long a job takes */
const openDemo = (jobSeconds: number) => openStudio(`${host.url}?job-seconds=${jobSeconds}`)

/** The progress of a job in percent; 100 once it is done, and has no bar any more. */
const percentOf = (page: Page, prompt: string) => async (): Promise<number> => {
  const [bar] = await cardOf(page, prompt).getByRole('progressbar').all()
  // In the queue, a bar has no value yet.
  const value = bar ? await bar.getAttribute('aria-valuenow', { timeout: 1_000 }).catch(() => '100') : '100'
  return Number(value ?? 0)
}

/** Waits until a job is running, so that what happens next happens in the middle of it. */
async function untilRunning(page: Page, prompt: string): Promise<number> {
  await cardOf(page, prompt).getByRole('progressbar').waitFor()
  await expect.poll(percentOf(page, prompt), { timeout: 20_000 }).toBeGreaterThan(0)
  return percentOf(page, prompt)()
}

const untilDone = (page: Page, prompt: string) => cardOf(page, prompt).getByRole('slider').waitFor({ timeout: 60_000 })

/** How many of three moments of a video have a picture of their own. */
async function picturesOf(media: HTMLVideoElement | SVGElement): Promise<number> {
  if (!(media instanceof HTMLVideoElement)) return 0
  media.pause()
  const seen = new Set<string>()
  const canvas = Object.assign(document.createElement('canvas'), { width: 64, height: 38 })
  for (const share of [0.1, 0.5, 0.9]) {
    const seeked = new Promise((resolve) => media.addEventListener('seeked', resolve, { once: true }))
    media.currentTime = media.duration * share
    await seeked
    canvas.getContext('2d')?.drawImage(media, 0, 0, 64, 38)
    seen.add(canvas.toDataURL())
  }
  return seen.size
}

/** What Chromium does after 30 s without an event for them, unless it is driven by a test. */
async function stopServiceWorkers(context: BrowserContext, page: Page): Promise<void> {
  const session = await context.newCDPSession(page)
  const stopped = new Promise<void>((resolve) => {
    session.on('ServiceWorker.workerVersionUpdated', ({ versions }) => {
      if (versions.some(({ runningStatus }) => runningStatus === 'stopped')) resolve()
    })
  })
  await session.send('ServiceWorker.enable')
  await session.send('ServiceWorker.stopAllWorkers')
  await stopped
  await session.detach()
}

it('lists the licence of every package whose code it has, those of its workers too', async () => {
  const { page, errors, close } = await openDemo(1)
  await page.getByRole('link', { name: 'Licences' }).click()
  await page.getByRole('heading', { name: 'Licences' }).waitFor()
  const listed = await page.getByRole('heading', { level: 2 }).allTextContents()
  const bundled = bundledPackages(folder, /^start\.js$/)
  expect(bundled).toEqual(expect.arrayContaining(['react', 'mediabunny', 'openai', '@noble/hashes']))
  expect(listed.map((heading) => heading.replace(/ \d\S*$/, ''))).toEqual(['Dailies', ...bundled])
  expect(await page.locator('pre').count()).toBe(listed.length)
  const mediabunny = page
    .getByRole('heading', { name: /^mediabunny/ })
    .locator('~ p')
    .first()
  expect(await mediabunny.textContent()).toBe('MPL-2.0. Source')
  expect(await mediabunny.getByRole('link').getAttribute('href')).toBe('https://github.com/Vanilagy/mediabunny')
  expect(await page.locator('h2, pre').filter({ hasText: /^\s*$/ }).count()).toBe(0)
  expect(errors).toEqual([])
  await close()
})

it('goes from a prompt to takes, a comparison, a storyboard and its export, with nothing behind it', async () => {
  const { page, responses, errors, close } = await openDemo(1)
  await page.getByText('Browser demo: no real model').waitFor()
  await selectModel(page, 'mini')
  await page.getByRole('textbox', { name: 'Prompt' }).fill(boat)
  await promptOf(page).getByRole('radio', { name: '×2' }).click()
  await promptOf(page)
    .getByRole('button', { name: /^Generate ×2/ })
    .click()
  await page.getByRole('button', { name: 'Compare the takes' }).click({ timeout: 60_000 })

  const dialog = page.getByRole('dialog', { name: 'Compare videos' })
  const media = dialog.locator('video')
  await expect
    .poll(() => media.evaluateAll((all: HTMLVideoElement[]) => all.map(({ currentTime }) => currentTime > 0)))
    .toEqual([true, true])
  expect(await media.evaluateAll((all: HTMLVideoElement[]) => new Set(all.map(({ src }) => src)).size)).toBe(2)
  expect(responses.find((response) => response.url().endsWith('/content'))?.status()).toBe(206)
  expect(await media.first().evaluate(picturesOf)).toBe(3)
  await dialog.getByRole('button', { name: 'Keep this one: B' }).click()

  const board = page.getByRole('region', { name: 'Storyboard' })
  await board.getByText(/^1 shot,/).waitFor()
  await page.getByRole('button', { name: /Show takes/ }).click()
  await cardOf(page, boat).first().getByRole('checkbox').check()
  await page.getByRole('button', { name: 'Add to storyboard' }).click()
  await board.getByText(/^2 shots,/).waitFor()
  const download = page.waitForEvent('download')
  await board.getByRole('button', { name: 'Export as MP4' }).click()
  expect((await download).suggestedFilename()).toMatch(/\.mp4$/)

  expect(errors).toEqual([])
  // Everything but the files of the folder was answered inside of the page.
  const others = host.requests.filter(
    (path) => !/^\/some\/path\/(samples\/|assets\/|start\.|licences\.|service-worker\.js|$)/.test(path),
  )
  expect(others).toEqual([])
  await close()
})

it('goes on in the middle of a job, after the browser has stopped the service worker and after a reload', async () => {
  const { page, context, errors, close } = await openDemo(10)
  await generate(page, fox)
  await untilRunning(page, fox)
  await stopServiceWorkers(context, page)
  const before = await percentOf(page, fox)()
  await expect.poll(percentOf(page, fox), { timeout: 20_000 }).toBeGreaterThan(before)
  const last = await percentOf(page, fox)()
  expect(last).toBeLessThan(100)
  await page.reload()
  await cardOf(page, fox).waitFor()
  expect(await percentOf(page, fox)()).toBeGreaterThanOrEqual(last)
  await untilDone(page, fox)
  await page.reload()
  await untilDone(page, fox)
  expect(errors).toEqual([])
  await close()
})

it.runIf(process.env['DAILIES_LONG_TESTS'])(
  'goes on after an idle minute in the middle of a job',
  async () => {
    const { page, close } = await openDemo(75)
    await generate(page, fox)
    const before = await untilRunning(page, fox)
    await page.waitForTimeout(60_000)
    await expect.poll(percentOf(page, fox)).toBeGreaterThan(before + 40)
    await untilDone(page, fox)
    await close()
  },
  200_000,
)

it('keeps the newest videos, and favorites', async () => {
  // Less than one video: what is older than the last one goes.
  const { page, errors, close } = await openStudio(`${host.url}?job-seconds=1&keep-megabytes=0.001`)
  await generate(page, fox)
  await untilDone(page, fox)
  await cardOf(page, fox)
    .getByRole('button', { name: `Favorite: ${fox}` })
    .click()
  await generate(page, boat)
  await untilDone(page, boat)
  await generate(page, balloon)
  await cardOf(page, boat).waitFor({ state: 'detached', timeout: 60_000 })
  await untilDone(page, balloon)
  await untilDone(page, fox)
  expect(errors).toEqual([])
  await close()
})

it('deletes its oldest video on a full disk, and keeps the new one', async () => {
  const { page, errors, close } = await openStudio('about:blank')
  // A browser whose disk has space for four files; it says so as Chromium does. A video has three.
  const fill = `
    const { put, delete: remove } = IDBObjectStore.prototype
    const files = new Set()
    IDBObjectStore.prototype.put = function (value, key) {
      const request = put.call(this, value, key)
      if (this.name !== 'files' || files.add(key).size <= 4) return request
      files.delete(key)
      throw new DOMException('', 'QuotaExceededError')
    }
    IDBObjectStore.prototype.delete = function (key) {
      if (this.name === 'files') files.delete(key)
      return remove.call(this, key)
    };`
  await page.route('**/assets/server-worker-*.js', async (route) => {
    const response = await route.fetch()
    await route.fulfill({ response, body: fill + (await response.text()) })
  })
  await page.goto(`${host.url}?job-seconds=1`)
  await generate(page, fox)
  await untilDone(page, fox)
  await generate(page, boat)
  await cardOf(page, fox).waitFor({ state: 'detached', timeout: 60_000 })
  await untilDone(page, boat)
  expect(errors).toEqual([])
  const states = async (): Promise<(string | undefined)[]> => {
    const { data } = await page.evaluate(async (): Promise<VideoList> => (await fetch('api/videos')).json())
    return data.flatMap(({ assets }) => [assets?.video.state, assets?.thumbnail.state, assets?.spritesheet.state])
  }
  // The server copies what failed again after a minute; until then, the sandbox has it.
  const copied = expect.stringMatching(process.env['DAILIES_LONG_TESTS'] ? /^ready$/ : /^(ready|archiving)$/)
  await expect.poll(states, { timeout: 100_000 }).toEqual([copied, copied, copied])
  await close()
})

it('two tabs share one library, and the second goes on when the first is closed', async () => {
  const { page: first, context, close } = await openDemo(6)
  await generate(first, fox)
  const second = await context.newPage()
  await second.goto(`${host.url}?job-seconds=6`)
  await untilRunning(second, fox)
  expect(second.workers()).toHaveLength(0)
  await first.close()
  await untilDone(second, fox)
  expect(second.workers()).toHaveLength(2)
  await second.getByText('1 video', { exact: true }).waitFor()
  await close()
})

const nowhere: [string, (page: Page) => Promise<unknown>, RegExp][] = [
  ['as a file', (page) => page.goto(`file://${folder}/index.html`), /opened as a file.*Serve its folder/],
  [
    'without service workers',
    async (page) => {
      await page.addInitScript(() => Reflect.deleteProperty(Navigator.prototype, 'serviceWorker'))
      await page.goto(host.url)
    },
    /no service workers here/,
  ],
  [
    'where the browser keeps no data',
    async (page) => {
      const forbid = 'indexedDB.open = () => { throw new DOMException("The user denied permission.") };'
      await page.route('**/assets/server-worker-*.js', async (route) => {
        const response = await route.fetch()
        await route.fulfill({ response, body: forbid + (await response.text()) })
      })
      await page.goto(host.url)
    },
    /could not start its server.*The user denied permission/,
  ],
]

it.each(nowhere)('opened %s, it says what is missing', async (_, open, text) => {
  const { page, close } = await openStudio('about:blank')
  await open(page)
  await page.getByText(text).waitFor()
  expect(await page.getByRole('button').count()).toBe(0)
  await close()
})
