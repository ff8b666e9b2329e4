import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'

const cache = new URL('../../node_modules/.cache/dailies-interop', import.meta.url).pathname

/** Whether Python packages can be installed. */
export const hasPip = () => spawnSync('python3', ['-c', 'import ensurepip, venv'], { stdio: 'ignore' }).status === 0

/** A folder with the programs of this requirement, such as `litellm[proxy]==1.2.3`. It is kept for the next run. */
export function installPython(name, requirement) {
  const folder = join(cache, name)
  const isDone = join(folder, 'installed')
  if (existsSync(isDone)) return join(folder, 'bin')
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(cache, { recursive: true })
  // Programs of a virtual environment name its folder, so it cannot be moved when it is complete.
  const steps = [
    ['python3', ['-m', 'venv', folder]],
    [join(folder, 'bin/pip'), ['install', '--quiet', '--disable-pip-version-check', requirement]],
  ]
  for (const [program, args] of steps) {
    const { status, stdout, stderr } = spawnSync(program, args, { encoding: 'utf8' })
    if (status !== 0) throw new Error(`${program} ${args.join(' ')} failed.\n${stdout}${stderr}`)
  }
  mkdirSync(`${isDone}.new`)
  renameSync(`${isDone}.new`, isDone)
  return join(folder, 'bin')
}
