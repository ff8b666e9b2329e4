// Builds the static Storybook and opens every documentation page, and one story with its server in the service worker.
import { spawnSync } from 'node:child_process'
import path from 'node:path'
import { chromium } from 'playwright-core'
import { preview } from 'vite'
import { chromium as launchOptions } from './chromium.mjs'

const root = new URL('..', import.meta.url).pathname
const outDir = path.join(root, 'storybook-static')

const { status } = spawnSync(
  path.join(root, 'node_modules/.bin/storybook'),
  ['build', '--output-dir', outDir, '--quiet', '--loglevel', 'warn'],
  { cwd: root, stdio: 'inherit', env: { ...process.env, STORYBOOK_DISABLE_TELEMETRY: '1' } },
)
if (status !== 0) process.exit(1)

const server = await preview({ root, configFile: false, logLevel: 'warn', build: { outDir }, preview: { port: 0 } })
const [origin = ''] = server.resolvedUrls?.local ?? []
const browser = await chromium.launch(launchOptions)
const errors = []

/**
 * @param {string} query
 * @param {string} name Text that the page shows once it has loaded.
 */
const open = async (query, name) => {
  const page = await browser.newPage()
  page.on('pageerror', ({ message }) => errors.push(`${query}: ${message}`))
  page.on('console', (message) => {
    if (message.type() === 'error') errors.push(`${query}: ${message.text()} ${message.location().url}`)
  })
  // Browsers request it automatically, and a Storybook iframe has none.
  await page.route('**/favicon.ico', (route) => route.fulfill({ status: 204 }))
  await page.goto(`${origin}iframe.html?${query}`)
  await page
    .getByText(name)
    .first()
    .waitFor({ timeout: 30_000 })
    .catch(() => errors.push(`${query}: does not show "${name}"`))
  await page.close()
}

const pages = {
  'components-videoprompt--docs': '<VideoPrompt onCreated',
  'components-jobprogress--docs': '<JobProgress id',
  'components-spritesheetscrubber--docs': '<SpritesheetScrubber video',
  'components-videoplayer--docs': '<VideoPlayer id',
  'components-remixpanel--docs': '<RemixPanel video',
  'components-videolibrary--docs': '<VideosProvider baseURL',
}

try {
  for (const [id, snippet] of Object.entries(pages)) await open(`viewMode=docs&id=${id}`, snippet)
  await open('viewMode=story&id=components-videolibrary--completed', '3 videos')
} finally {
  await browser.close()
  await server.close()
}
for (const error of errors) console.error(error)
process.exit(errors.length > 0 ? 1 : 0)
