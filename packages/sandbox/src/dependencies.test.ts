import { readFile, readdir } from 'node:fs/promises'
import path from 'node:path'
import { expect, it } from 'vitest'

const packages = path.join(import.meta.dirname, '../..')

/** The packages that the published modules of a package import, types excluded. */
async function importedPackages(name: string): Promise<string[]> {
  const folder = path.join(packages, name, 'src')
  const files = (await readdir(folder, { recursive: true })).filter(
    (file) => file.endsWith('.ts') && !/\.test\.ts$|(^|\/)testing\//.test(file),
  )
  const sources = await Promise.all(files.map((file) => readFile(path.join(folder, file), 'utf8')))
  const specifiers = sources.flatMap((source) =>
    [...source.matchAll(/^(?:import|export) (?!type )[^']*? from '([^'.][^']*)'|import\('([^'.][^']*)'\)/gms)].map(
      ([, from, dynamic]) => from ?? dynamic ?? '',
    ),
  )
  const names = specifiers.map((specifier) => /^(?:@[^/]+\/)?[^/]+/.exec(specifier)?.[0] ?? specifier)
  return [...new Set(names.filter((name) => !name.startsWith('node:')))].sort()
}

it.each([
  { name: 'sandbox', imports: ['ajv'], types: ['@dailies/core'] },
  {
    name: 'sandbox-renderer',
    imports: ['@mediabunny/aac-encoder', 'h264-mp4-encoder', 'mediabunny', 'sharp'],
    types: ['@dailies/sandbox'],
  },
])('$name depends on what it imports and on nothing else', async ({ name, imports, types }) => {
  expect(await importedPackages(name)).toEqual(imports)
  const manifest = JSON.parse(await readFile(path.join(packages, name, 'package.json'), 'utf8'))
  expect(Object.keys(manifest.dependencies).sort()).toEqual([...imports, ...types].sort())
  expect(manifest).not.toHaveProperty('optionalDependencies')
})
