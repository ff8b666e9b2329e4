import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { build } from 'vite'
import { describe, expect, it } from 'vitest'
import { findWrongThemes } from '../../../.ci/theme-signals.mjs'
import { tokensSheet } from '../build-tokens.mjs'
import { bundleStyleSheet } from '../style-sheets.mjs'

/** The style sheet of an app that imports ours and is built by Vite with its defaults. */
const builtByVite = async (sheet: string): Promise<string> => {
  const root = mkdtempSync(join(tmpdir(), 'dailies-vite-'))
  try {
    writeFileSync(join(root, 'index.html'), '<link rel="stylesheet" href="./app.css">')
    writeFileSync(join(root, 'app.css'), sheet)
    await build({ root, configFile: false, logLevel: 'error' })
    const assets = join(root, 'dist/assets')
    return readdirSync(assets)
      .filter((file) => file.endsWith('.css'))
      .map((file) => readFileSync(join(assets, file), 'utf8'))
      .join('\n')
  } finally {
    rmSync(root, { recursive: true, force: true })
  }
}

describe.each(['styles.css', 'styles.unlayered.css'])('%s', (name) => {
  it.each([
    ['without a build', (sheet: string) => sheet],
    ['built by Vite', builtByVite],
  ])('follows every theme signal of the page, %s', async (_, built) => {
    const sheet = await built(await bundleStyleSheet(name, { minify: true }))
    expect(sheet).toContain('--dl-accent')
    expect(await findWrongThemes([sheet])).toEqual([])
  })
})

it('the custom properties are those of the tables', async () => {
  expect(readFileSync(new URL('tokens.css', import.meta.url), 'utf8')).toBe(tokensSheet)
})
