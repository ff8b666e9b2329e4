import { chromium, type Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { chromium as launchOptions } from '../../../.ci/chromium.mjs'
import { bundleStyleSheet } from '../style-sheets.mjs'
import { applySheets, computedStyles, differences } from './testing/computed-styles'

let browser: Browser

beforeAll(async () => {
  browser = await chromium.launch(launchOptions)
})
afterAll(() => browser?.close())

/** Every kind of element that the page of an app has, some with a theme. */
const bareElements = `<!doctype html><title>Host</title>
<header><nav><a href="#">Link</a></nav><h1>One</h1></header>
<main>
  <h2>Two</h2><h3>Three</h3><p>Text <strong>strong</strong> <em>em</em> <code>code</code> <small>small</small></p>
  <ul><li>Item</ul><ol><li>Item</ol><dl><dt>Term<dd>Text</dl><blockquote>Quote</blockquote><pre>pre</pre><hr>
  <form>
    <fieldset><legend>Legend</legend><label>Label <input placeholder="Text"></label></fieldset>
    <input type="search" placeholder="Search"><input type="checkbox" checked><input type="radio"><input type="range">
    <input type="file"><input type="date"><textarea placeholder="Text"></textarea>
    <select><option>One</select><button>Button</button><button type="button" disabled>Button</button>
    <output>Output</output><progress value=".5"></progress><meter value=".5"></meter>
  </form>
  <figure><img alt=""><figcaption>Caption</figcaption></figure><video controls></video><canvas></canvas>
  <svg viewBox="0 0 1 1"><path d="M0 0h1v1z"/></svg>
  <table><caption>Caption</caption><thead><tr><th>Head<tbody><tr><td>Cell</table>
  <details open><summary>Summary</summary>Details</details><dialog open>Dialog</dialog>
  <div class="dark"><p>Dark</p><button>Button</button></div>
  <div class="light"><input></div>
  <div data-theme="dark"><p>Dark</p><select><option>One</select></div>
  <div data-theme="light"><textarea></textarea></div>
</main>`

const sheets = ['styles.css', 'styles.unlayered.css']
const cases = sheets.flatMap((sheet) => (['light', 'dark'] as const).map((system) => ({ sheet, system })))

it.each(cases)('$sheet changes no computed style of a page in a $system system', async ({ sheet, system }) => {
  const page = await browser.newPage({ colorScheme: system })
  await page.setContent(bareElements)
  const before = await computedStyles(page, 'html')
  await applySheets(page, [await bundleStyleSheet(sheet)])
  expect(Object.keys(before).length).toBeGreaterThan(10_000)
  expect(differences(await computedStyles(page, 'html'), before)).toEqual([])
  await page.close()
})
