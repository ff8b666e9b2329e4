// Packs each package as it would be published and checks the tarball: exports that resolve, types that match; then publishes them dry.
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { packAll } from './pack.mjs'

const root = new URL('..', import.meta.url).pathname
const bin = (name) => join(root, 'node_modules/.bin', name)
const out = mkdtempSync(join(tmpdir(), 'dailies-pack-'))
let ok = true

const run = (command, args, cwd) => {
  const { status, stdout, stderr } = spawnSync(command, args, { cwd, encoding: 'utf8' })
  if (status === 0) return
  ok = false
  console.error(`${[command, ...args].join(' ')}\n${stdout}${stderr}`)
}

const fail = (message) => {
  ok = false
  console.error(message)
}

/**
 * Fails if a tarball lacks its licence or its readme, or has a file of another author: dependencies are installed with their own
 * licences, never copied into ours. `.ci/licences.mjs` lists them.
 */
function checkAuthors(name, tarball, folder) {
  const files = spawnSync('tar', ['tzf', tarball], { encoding: 'utf8' }).stdout.split('\n')
  for (const file of ['LICENSE', 'README.md', 'package.json'])
    if (!files.includes(`package/${file}`)) fail(`${name}: the tarball has no ${file}.`)
  const strange = files.filter((file) => file && !/^package\/(dist|src|samples|bin|[^/]+$)/.test(file))
  if (strange.length > 0) fail(`${name}: the tarball has files that nothing here expects: ${strange.join(', ')}`)
  const maps = readdirSync(join(folder, 'dist'), { recursive: true }).filter((file) => file.endsWith('.map'))
  const sources = maps.flatMap((file) => JSON.parse(readFileSync(join(folder, 'dist', file), 'utf8')).sources)
  // core's build has a generated module that re-exports React by name.
  const foreign = sources.filter((source) => !/^(\.\.\/)+src\//.test(source) && source !== 'once:react')
  if (foreign.length > 0) fail(`${name}: dist contains code of others: ${[...new Set(foreign)].join(', ')}`)
}

for (const [name, tarball] of Object.entries(packAll(out))) {
  const folder = join(root, 'packages', name.replace('@dailies/', ''))
  const { exports } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'))
  const isDual = Object.values(exports).some((entry) => typeof entry === 'object' && 'require' in entry)
  const styles = Object.keys(exports).filter((entry) => entry.endsWith('.css'))
  checkAuthors(name, tarball, folder)
  run(bin('publint'), ['run', '--strict', tarball], folder)
  // Style sheets have no types, so there is nothing to resolve.
  const leaveOut = styles.length > 0 ? ['--exclude-entrypoints', ...styles] : []
  run(bin('attw'), [tarball, '--profile', isDual ? 'node16' : 'esm-only', ...leaveOut], folder)
}
run('npx', ['--yes', 'pnpm@10.34.9', '-r', 'publish', '--dry-run', '--no-git-checks', '--access', 'public'], root)

rmSync(out, { recursive: true, force: true })
console.log(
  ok
    ? 'packages: publint and attw have no findings, each has its licence and only code of its own, and a dry publish goes through'
    : 'packages: see the findings above',
)
process.exit(ok ? 0 : 1)
