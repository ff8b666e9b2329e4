import { afterAll, beforeAll, expect, it } from 'vitest'
import { bundleStyleSheet } from '../style-sheets.mjs'
import { openComponentPage, type ComponentPage } from './testing/component-page'
import { resets } from './testing/resets'

let components: ComponentPage
let unlayered: string

beforeAll(async () => {
  components = await openComponentPage()
  unlayered = await bundleStyleSheet('styles.unlayered.css')
})
afterAll(() => components?.close())

// After it is the harder order: of two rules with equal specificity the last one wins.
it.each(Object.entries(resets))('looks the same with the reset of %s after the style sheet', async (_, reset) => {
  expect(await components.changesWith([unlayered, reset])).toEqual([])
})

it('looks different with such a reset and the style sheet in layers', async () => {
  const layered = await bundleStyleSheet('styles.css')
  expect((await components.changesWith([layered, resets['Tailwind 3']])).length).toBeGreaterThan(100)
})
