// Installs a project outside of the workspace, as an app of a user would.
import { spawnSync } from 'node:child_process'
import { cpSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'

/** Runs a command to its end and returns what it printed. @throws Error with all of it if the command fails */
export const run = (command, args, cwd, env = {}) => {
  const { status, stdout, stderr } = spawnSync(command, args, {
    cwd,
    encoding: 'utf8',
    env: { ...process.env, NEXT_TELEMETRY_DISABLED: '1', ...env },
  })
  if (status !== 0) throw new Error(`${[command, ...args].join(' ')} exited with ${status}.\n${stdout}${stderr}`)
  return stdout
}

const made = new Set(['node_modules', 'dist', '.next', 'data'])

/** Copies a project without what an installation, a build or a start has made in it. */
export const copyProject = (project, folder) =>
  cpSync(project, folder, { recursive: true, filter: (file) => !made.has(path.basename(file)) })

/**
 * Copies a project to a folder and installs it there, with the tarballs in place of our packages, and with these versions, such as
 * `react@18.2.0`, in place of its own.
 */
export function installPacked(project, folder, { tarballs, manager, versions = [] }) {
  copyProject(project, folder)
  const file = path.join(folder, 'package.json')
  const manifest = JSON.parse(readFileSync(file, 'utf8'))
  for (const each of ['dependencies', 'devDependencies']) {
    for (const dependency of Object.keys(manifest[each] ?? {})) {
      const replacement = versions.find((version) => version.startsWith(`${dependency}@`))
      if (replacement) manifest[each][dependency] = replacement.slice(dependency.length + 1)
      if (tarballs[dependency]) manifest[each][dependency] = `file:${tarballs[dependency]}`
    }
  }
  // The packages depend on each other by a version that is not published yet.
  manifest.pnpm = { overrides: Object.fromEntries(Object.entries(tarballs).map(([name, at]) => [name, `file:${at}`])) }
  writeFileSync(file, JSON.stringify(manifest, null, 2))
  if (manager === 'npm') run('npm', ['install', '--no-audit', '--no-fund', '--ignore-scripts'], folder)
  else run('npx', ['--yes', 'pnpm@10.34.9', 'install', '--ignore-workspace', '--prefer-offline'], folder)
  return folder
}
