import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import type * as Core from '@dailies/core'
import type * as Hooks from '@dailies/core/react'
import { build } from 'esbuild'
import { createElement } from 'react'
import { renderToString } from 'react-dom/server'
import { afterAll, beforeAll, expect, it } from 'vitest'

const source = fileURLToPath(new URL('.', import.meta.url))
const require = createRequire(import.meta.url)
let folder: string

/** Bundles an entry like the published package: React, SWR and core stay imports. */
async function bundle(entry: string, format: 'esm' | 'cjs', name: string): Promise<string> {
  const outfile = join(folder, name)
  const { metafile } = await build({
    entryPoints: [join(source, entry)],
    outfile,
    bundle: true,
    format,
    platform: 'node',
    packages: 'external',
    external: ['@dailies/core'],
    tsconfigRaw: { compilerOptions: { jsx: 'react-jsx' } },
    metafile: true,
    logLevel: 'silent',
  })
  return Object.values(metafile.outputs)
    .flatMap(({ imports }) => imports.map(({ path }) => path))
    .join(' ')
}

beforeAll(() => {
  // Inside the package, so that both copies resolve React and SWR; outside src, because it is not source code.
  folder = mkdtempSync(join(source, '..', 'node_modules', '.copies-'))
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

it('the core has no imports, in particular none of React', async () => {
  expect(await bundle('index.ts', 'esm', 'core.mjs')).toBe('')
  const files = readdirSync(source).filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts'))
  for (const file of files)
    expect(readFileSync(join(source, file), 'utf8')).not.toMatch(/from '(?:react|swr|\.\/react)/)
})

it('the core runs without window, document and React', async () => {
  await bundle('index.ts', 'cjs', 'alone.cjs')
  const script = `const c = require(${JSON.stringify(join(folder, 'alone.cjs'))}); const stop = c.watchVideo(
    c.createVideosClient({ baseURL: 'http://x', fetch: async () => Response.json({ id: 'v', status: 'completed' }) }),
    'v', ({ connection, video }) => connection === 'closed' && console.log(video.status))`
  expect(execFileSync(process.execPath, ['-e', script], { encoding: 'utf8' }).trim()).toBe('completed')
})

it('the hooks import core, React and SWR and bundle none of them', async () => {
  const imports = new Set((await bundle('react/index.ts', 'esm', 'hooks.mjs')).split(' '))
  expect([...imports].sort()).toEqual([
    '@dailies/core',
    '@dailies/core/internal',
    'react',
    'react/jsx-runtime',
    'swr',
    'swr/infinite',
  ])
})

it('ESM and CJS copies loaded together share the context and recognise each other’s errors', async () => {
  for (const [format, extension] of [
    ['esm', 'mjs'],
    ['cjs', 'cjs'],
  ] as const) {
    await bundle('index.ts', format, `core.${extension}`)
    await bundle('internal.ts', format, `internal.${extension}`)
    await bundle('react/index.ts', format, `hooks.${extension}`)
    const hooks = join(folder, `hooks.${extension}`)
    const text = readFileSync(hooks, 'utf8')
      .replaceAll('"@dailies/core"', `"./core.${extension}"`)
      .replaceAll('"@dailies/core/internal"', `"./internal.${extension}"`)
    writeFileSync(hooks, text)
  }
  const esm: unknown = await import(/* @vite-ignore */ pathToFileURL(join(folder, 'hooks.mjs')).href)
  const esmCore: unknown = await import(/* @vite-ignore */ pathToFileURL(join(folder, 'core.mjs')).href)
  const cjs: unknown = require(join(folder, 'hooks.cjs'))
  const cjsCore: unknown = require(join(folder, 'core.cjs'))
  const provider = (esm as typeof Hooks).VideosProvider
  const { useVideosClient } = cjs as typeof Hooks
  expect(provider).not.toBe((cjs as typeof Hooks).VideosProvider)

  const BaseURL = () => createElement('p', null, useVideosClient().baseURL)
  expect(renderToString(createElement(provider, { baseURL: '/api' }, createElement(BaseURL)))).toBe('<p>/api</p>')

  const error = new (esmCore as typeof Core).VideoError('expired', { code: 'expired' })
  expect(error instanceof (cjsCore as typeof Core).VideoError).toBe(false)
  expect((cjsCore as typeof Core).isVideoError(error)).toBe(true)
})
