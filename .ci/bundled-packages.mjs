import { readFileSync, readdirSync } from 'node:fs'
import path from 'node:path'

// Vite and Rolldown write these themselves, so they have no source.
const generated = /^assets\/(preload-helper|rolldown-runtime)-[^/]+\.js$/

/**
 * The names of the packages whose code is in a built folder, by the source maps beside its scripts.
 *
 * @param {string} folder
 * @param {RegExp} others the scripts, by their path in the folder, that have no map because they were only copied, or only import others
 * @returns {string[]}
 */
export function bundledPackages(folder, others) {
  const names = new Set()
  for (const file of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
    if (!file.endsWith('.js') || generated.test(file) || others.test(file)) continue
    const { sources } = JSON.parse(readFileSync(path.join(folder, `${file}.map`), 'utf8'))
    for (const source of sources) {
      const [, name] = /^.*\/node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(source) ?? []
      if (name !== undefined) names.add(name)
    }
  }
  return [...names].toSorted()
}
