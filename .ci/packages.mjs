// Packs each package as it would be published and checks the tarball: exports that resolve, types that match; then publishes them dry.
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
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

for (const [name, tarball] of Object.entries(packAll(out))) {
  const folder = join(root, 'packages', name.replace('@dailies/', ''))
  const { exports } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'))
  const isDual = Object.values(exports).some((entry) => typeof entry === 'object' && 'require' in entry)
  const styles = Object.keys(exports).filter((entry) => entry.endsWith('.css'))
  run(bin('publint'), ['run', '--strict', tarball], folder)
  // Style sheets have no types, so there is nothing to resolve.
  const leaveOut = styles.length > 0 ? ['--exclude-entrypoints', ...styles] : []
  run(bin('attw'), [tarball, '--profile', isDual ? 'node16' : 'esm-only', ...leaveOut], folder)
}
run('npx', ['--yes', 'pnpm@10.34.9', '-r', 'publish', '--dry-run', '--no-git-checks', '--access', 'public'], root)

rmSync(out, { recursive: true, force: true })
console.log(
  ok
    ? 'packages: publint and attw have no findings, and a dry publish goes through'
    : 'packages: see the findings above',
)
process.exit(ok ? 0 : 1)
