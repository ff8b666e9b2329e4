import { readFile, readdir, stat } from 'node:fs/promises'
import { dialectNames, dialectQuirks, moderationWords } from '@dailies/sandbox'
import { sandboxModels } from '@dailies/sandbox/models'
import { expect, it } from 'vitest'
import { faultKinds } from './faults/fault'

const readme = await readFile(new URL('../README.md', import.meta.url), 'utf8')

/** The names in the first column of every table. */
const documented = new Set([...readme.matchAll(/^\| `([^`]+)`/gm)].map(([, name]) => name))

it.each([
  ['dialect', dialectNames],
  ['quirk', Object.keys(dialectQuirks)],
  ['fault', faultKinds],
  ['model', sandboxModels.map(({ id }) => id)],
])('the README mentions every %s', (_, names) => {
  expect(names.filter((name) => !documented.has(name))).toEqual([])
})

it('the README lists the words that moderation rejects', () => {
  for (const word of [...moderationWords.block, ...moderationWords.reject]) expect(readme).toContain(`\`${word}\``)
})

it('the README states the total size of the samples', async () => {
  const folder = new URL('../samples/', import.meta.url)
  const names = await readdir(folder, { recursive: true })
  const entries = await Promise.all(names.map((name) => stat(new URL(name, folder))))
  const files = entries.filter((entry) => entry.isFile())
  const total = files.reduce((sum, { size }) => sum + size, 0)
  expect(readme).toContain(`together ${Math.round(total / 1_000)} kB`)
})
