import { build } from 'esbuild'
import { readdirSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'

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
