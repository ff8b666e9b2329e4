import { build } from 'esbuild'
import { readdirSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { bundleStyleSheet } from '../style-sheets.mjs'

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url))

const bundle = async (entry: string): Promise<string> => {
  const { outputFiles } = await build({
    entryPoints: [here(entry)],
    bundle: true,
    write: false,
    packages: 'external',
    format: 'esm',
    outdir: 'unused',
    logLevel: 'error',
  })
  return outputFiles.map(({ text }) => text).join('\n')
}

const classesOf = (text: string, pattern: RegExp) => new Set([...text.matchAll(pattern)].map(([name]) => name))
const inCode = /\bdl(?:-[a-z]+)+/g
const inSheet = /(?<=\.)dl(?:-[a-z]+)+/g

// The computed styles in style-sheets.browser.test.ts are of the states that a page shows; these are of all states.
describe.each(readdirSync(here('styles')))('%s', (sheet) => {
  it('has every class that its component uses, in any state, if a style sheet has it', async () => {
    const component = sheet.replace('.css', '')
    const [code, own, all] = await Promise.all([
      bundle(`${component}/index.ts`),
      bundle(`styles/${sheet}`),
      bundle('styles.css'),
    ])
    const styled = classesOf(all, inSheet)
    const included = classesOf(own, inSheet)
    const used = [...classesOf(code, inCode)].filter((name) => styled.has(name))
    expect(used.length).toBeGreaterThan(5)
    expect(used.filter((name) => !included.has(name))).toEqual([])
  })
})

/** The selectors of all style rules, as a page without nested rules has them. */
const selectorsOf = async (sheet: string): Promise<string[]> => {
  const text = await bundleStyleSheet(sheet, { target: 'chrome100' })
  return [...text.matchAll(/^\s*([^@{}\s][^{}]*?) \{$/gm)]
    .map(([, selector = '']) => selector.replaceAll(/\s+/g, ' '))
    .filter((selector) => !/^(to|from|[\d.]+%)$/.test(selector))
}

const themeSignal = /^:is\(\.(light|dark), \[data-theme=['"]?\1['"]?\]\)$/

it('every selector names a class of ours outside :where(), so that it wins over a reset and matches nothing else', async () => {
  const selectors = await selectorsOf('styles.unlayered.css')
  expect(selectors.length).toBeGreaterThan(200)
  const others = selectors
    .flatMap((selector) => splitList(selector))
    .filter((selector) => !withoutWhere(selector).includes('.dl') && !themeSignal.test(selector))
  expect(others).toEqual([])
})

/** Splits a selector list at its commas, but not at those in parentheses. */
const splitList = (list: string) => list.split(/, (?![^(]*\))/)
const withoutWhere = (selector: string) => selector.replaceAll(/:where\([^)]*\)/g, '')
