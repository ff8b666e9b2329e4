// Builds the static Storybook and opens a page of each kind, and one story with its server in the service worker, below a path of a server.
import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import { chromium } from 'playwright-core'
import { preview } from 'vite'
import { bundledPackages } from './bundled-packages.mjs'
import { chromium as launchOptions } from './chromium.mjs'

const root = new URL('..', import.meta.url).pathname
const outDir = path.join(root, 'storybook-static')

const { status } = spawnSync(
  path.join(root, 'node_modules/.bin/storybook'),
  ['build', '--output-dir', outDir, '--quiet', '--loglevel', 'warn'],
  { cwd: root, stdio: 'inherit', env: { ...process.env, STORYBOOK_DISABLE_TELEMETRY: '1', SOURCE_MAPS: 'hidden' } },
)
if (status !== 0) process.exit(1)

const server = await preview({
  root,
  base: '/below/a/path/',
  configFile: false,
  logLevel: 'warn',
  build: { outDir },
  preview: { port: 0 },
})
const [origin = ''] = server.resolvedUrls?.local ?? []
const browser = await chromium.launch(launchOptions)
const errors = []
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

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
  if (query.startsWith('viewMode=docs')) {
    errors.push(...(await violations(page)).map((each) => `${query}: ${each}`))
    await page.setViewportSize({ width: 360, height: 800 })
    const width = await page.evaluate(() => document.documentElement.scrollWidth)
    if (width > 360) errors.push(`${query}: scrolls sideways, to ${width} px in a window of 360`)
  }
  await page.close()
}

/** What axe finds on the content of a documentation page, in the light and the dark theme. */
const violations = async (page) => {
  const found = []
  await page.addScriptTag({ content: axe })
  for (const colorScheme of ['light', 'dark']) {
    await page.emulateMedia({ colorScheme })
    // The theme of the page changes by a transition.
    await page.waitForTimeout(500)
    const results = await page.evaluate(() =>
      globalThis.axe.run('#storybook-docs', {
        resultTypes: ['violations'],
        runOnly: ['wcag2a', 'wcag2aa', 'wcag22aa'],
      }),
    )
    for (const { id, nodes } of results.violations)
      found.push(`${colorScheme}: ${id} ${nodes[0].target.join(' ')} ${nodes[0].failureSummary} (${nodes.length})`)
  }
  return found
}

// What each kind of page shows once it has loaded.
const pages = {
  'start-introduction--docs': 'AI video generation for the React app you already have.',
  'start-how-it-works--docs': 'The way of a byte range',
  'guides-look-and-texts-colours-fonts-layout--docs': 'Theming',
  'components-videoprompt--docs': 'VideoPromptField',
  'components-videolibrary--docs': '3 videos',
  'hooks-usevideo--docs': 'Watches one video until its job settles',
  'testing-sandbox--docs': '@dailies/sandbox',
}

try {
  for (const [id, snippet] of Object.entries(pages)) await open(`viewMode=docs&id=${id}`, snippet)
  await open('viewMode=story&id=components-videolibrary--completed', '3 videos')
  for (const name of ['llms.txt', 'llms-full.txt', 'docs/express.md']) {
    const response = await fetch(`${origin}${name}`)
    if (!(await response.text()).includes('# ')) errors.push(`${name} is missing`)
  }
  // Storybook's own scripts were copied.
  const bundled = bundledPackages(outDir, /^(sb-|assets\/iframe-)/)
  const headings = readFileSync(path.join(outDir, 'licences.html'), 'utf8').matchAll(/<h2>(\S+) [^<]*<\/h2>/g)
  const listed = new Set([...headings].map(([, name]) => name))
  for (const name of [...bundled, 'storybook', '@storybook/addon-a11y'])
    if (!listed.has(name)) errors.push(`licences.html does not list ${name}`)
} finally {
  await browser.close()
  await server.close()
}
for (const error of errors) console.error(error)
process.exit(errors.length > 0 ? 1 : 0)
