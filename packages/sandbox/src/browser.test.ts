import { readFile } from 'node:fs/promises'
import { expect, it } from 'vitest'

/** Every module that is imported at run time, from this file on; types leave nothing behind. */
async function modulesFrom(file: URL, seen = new Set<string>()): Promise<Set<string>> {
  const source = await readFile(file, 'utf8')
  for (const [, kind, from = ''] of source.matchAll(/^(?:import|export) (type )?[^;]*? from '([^']+)'/gms)) {
    if (kind !== undefined || seen.has(from)) continue
    if (!from.startsWith('.')) {
      seen.add(from)
      continue
    }
    const next = new URL(`${from}.ts`, file)
    if (seen.has(next.pathname)) continue
    seen.add(next.pathname)
    await modulesFrom(next, seen)
  }
  return seen
}

it('the browser entry imports neither Node modules nor dependencies', async () => {
  const modules = await modulesFrom(new URL('./browser.ts', import.meta.url))
  expect([...modules].filter((module) => !module.startsWith('/'))).toEqual([])
  expect(modules.size).toBeGreaterThan(25)
})
