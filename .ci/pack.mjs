import { spawnSync } from 'node:child_process'
import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'

const packages = new URL('../packages/', import.meta.url).pathname

/** Packs the built packages as they would be published: the tarball of each, by the package's name. */
export function packAll(destination) {
  return Object.fromEntries(
    readdirSync(packages).map((folder) => {
      const cwd = join(packages, folder)
      const { name } = JSON.parse(readFileSync(join(cwd, 'package.json'), 'utf8'))
      const { status, stdout, stderr } = spawnSync(
        'npx',
        ['--yes', 'pnpm@10.34.9', 'pack', '--json', '--pack-destination', destination],
        { cwd, encoding: 'utf8' },
      )
      if (status !== 0) throw new Error(`${name} could not be packed.\n${stdout}${stderr}`)
      return [name, JSON.parse(stdout).filename]
    }),
  )
}
