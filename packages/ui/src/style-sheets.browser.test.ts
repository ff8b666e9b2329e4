import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { bundleStyleSheet } from '../style-sheets.mjs'
import { components, openComponentPage, type ComponentPage } from './testing/component-page'
import { applySheets, computedStyles, differences } from './testing/computed-styles'

let site: ComponentPage

beforeAll(async () => {
  site = await openComponentPage()
})
afterAll(() => site?.close())

const bundleAll = (names: string[]) => Promise.all(names.map((name) => bundleStyleSheet(name)))
const allSheets = components.map((component) => `styles/${component}.css`)

describe.each(['.css', '.unlayered.css'])('with the ending %s', (ending) => {
  it.each(components)('%s looks the same with its own style sheet as with the one of all', async (component) => {
    const sheets = await bundleAll([`styles/${component}${ending}`])
    expect(await site.changesWith(sheets, component)).toEqual([])
  })
})

it.each([
  ['in any order', allSheets],
  ['and in the reverse order', allSheets.toReversed()],
])('every component looks the same beside the style sheets of the others, %s', async (_, names) => {
  expect(await site.changesWith(await bundleAll(names))).toEqual([])
})

it('the dialog of the library looks the same with its own style sheet', async () => {
  const { page } = site
  await applySheets(page, await bundleAll(['styles.css']))
  await page
    .getByRole('button', { name: /^Open video/ })
    .first()
    .click()
  await page.locator('.dl-dialog video').waitFor()
  await page.getByRole('button', { name: 'Remix' }).click()
  await page.locator('.dl-dialog textarea').waitFor()
  const all = await computedStyles(page, '.dl-dialog')
  await applySheets(page, await bundleAll(['styles/video-library.css']))
  expect(differences(await computedStyles(page, '.dl-dialog'), all)).toEqual([])
})
