// Checks every project's types with the native compiler; declarations are built by the one that has a compiler API.
import { spawnSync } from 'node:child_process'
import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'

const root = new URL('..', import.meta.url).pathname
const compiler = join(root, 'node_modules/typescript-7/bin/tsc')

const projects = [
  '.',
  ...['packages', 'apps'].flatMap((folder) => readdirSync(join(root, folder)).map((name) => join(folder, name))),
].filter((project) => existsSync(join(root, project, 'tsconfig.json')))

const failed = projects.filter(
  (project) => spawnSync(process.execPath, [compiler, '-p', project], { cwd: root, stdio: 'inherit' }).status !== 0,
)
if (failed.length > 0) console.error(`typecheck: see the findings above in ${failed.join(', ')}`)
process.exit(failed.length > 0 ? 1 : 0)
