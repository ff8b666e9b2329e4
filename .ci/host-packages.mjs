// Installs packages of other libraries outside the workspace, whose installation they would slow down.
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

const cache = new URL('../node_modules/.cache/dailies-hosts', import.meta.url).pathname

/** A folder in which these packages are installed, by exact version. It is kept for the next run. */
export function installHostPackages(dependencies) {
  const manifest = JSON.stringify({ private: true, type: 'module', dependencies })
  const folder = join(cache, createHash('sha256').update(manifest).digest('hex').slice(0, 16))
  if (existsSync(folder)) return folder
  mkdirSync(cache, { recursive: true })
  const unfinished = mkdtempSync(join(cache, 'unfinished-'))
  writeFileSync(join(unfinished, 'package.json'), manifest)
  const { status, stdout, stderr } = spawnSync('npm', ['install', '--no-audit', '--no-fund', '--ignore-scripts'], {
    cwd: unfinished,
    encoding: 'utf8',
  })
  if (status !== 0) {
    rmSync(unfinished, { recursive: true, force: true })
    throw new Error(`npm could not install ${Object.keys(dependencies).join(', ')}.\n${stdout}${stderr}`)
  }
  // Another run may have installed the same packages meanwhile.
  if (existsSync(folder)) rmSync(unfinished, { recursive: true, force: true })
  else renameSync(unfinished, folder)
  return folder
}
