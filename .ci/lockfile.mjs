// A package manager can leave a platform's binary out of the lockfile without a word, and the loss shows only on that
// platform. So every optional dependency that an installed package pins exactly must be locked.
import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'

const root = new URL('..', import.meta.url).pathname
const store = join(root, 'node_modules/.pnpm')
const lock = readFileSync(join(root, 'pnpm-lock.yaml'), 'utf8')
const locked = new Set(Array.from(lock.matchAll(/^ {2}'?((?:@[^/]+\/)?[^@'\s]+@[^:'(]+)'?:$/gm), ([, name]) => name))

/** Every package folder in the virtual store, scoped ones included. */
function* installed() {
  for (const entry of readdirSync(store)) {
    if (entry === 'node_modules' || entry.startsWith('lock')) continue
    const name = /^(@[^+]+\+[^@]+|[^@]+)@/.exec(entry)?.[1]?.replace('+', '/')
    if (name) yield join(store, entry, 'node_modules', name, 'package.json')
  }
}

const declared = new Set()
for (const file of installed()) {
  const { name, version, optionalDependencies = {} } = JSON.parse(readFileSync(file, 'utf8'))
  // The store may still hold what an earlier lockfile asked for.
  if (!locked.has(`${name}@${version}`)) continue
  for (const [name, version] of Object.entries(optionalDependencies))
    if (/^\d/.test(version)) declared.add(`${name}@${version}`)
}
const missing = [...declared].filter((name) => !locked.has(name))
if (missing.length > 0) {
  console.error(
    `The lockfile lacks ${missing.join(', ')}, which an installed package declares. ` +
      'A clone on that platform would break. Pin the package to a release whose binaries all resolve and install again.',
  )
  process.exit(1)
}
console.log(`lockfile: all ${declared.size} declared binaries are locked`)
