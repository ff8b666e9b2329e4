// Checks what people copy: templates and examples. Each is copied out of the repository, checked, built, started and used in a browser.
// By default their packages are those of the workspace. With --all they are installed from the packed tarballs, as a reader does.
// --versions renews the ranges of their dependencies instead.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { installPacked, run } from './install-packed.mjs'
import { packAll } from './pack.mjs'
import { stopServers } from './start-server.mjs'
import { checkCopies } from './templates/copies.mjs'
import { linkProject } from './templates/link-project.mjs'
import { projects } from './templates/projects.mjs'
import { checkVersions } from './templates/versions.mjs'

const { values } = parseArgs({
  options: {
    only: { type: 'string', multiple: true },
    all: { type: 'boolean', default: false },
    versions: { type: 'boolean', default: false },
  },
})

const root = new URL('..', import.meta.url).pathname
const bin = (name) => path.join(root, 'node_modules', name)

/** Where a project is checked. Inside the root its links resolve to the packages of the workspace; outside of it to none. */
const createFolder = () =>
  mkdtempSync(values.all ? path.join(tmpdir(), 'dailies-template-') : path.join(root, 'docs-snippets-'))

/** From the tarballs: the commands of its README. */
async function checkInstalled({ directory, play, playInstalled }, folder, tarballs) {
  installPacked(path.join(root, directory), folder, { tarballs, manager: 'npm' })
  for (const script of ['typecheck', 'lint', 'build']) run('npm', ['run', script], folder)
  await play(folder)
  stopServers()
  await playInstalled?.(folder)
}

/** From the workspace: what takes seconds. */
async function checkLinked({ directory, prepare, play, isSlow }, folder) {
  linkProject(path.join(root, directory), folder)
  prepare?.(folder)
  run('node', [bin('typescript-7/bin/tsc'), '-p', folder], folder)
  if (isSlow) return
  run('npm', ['run', 'build'], folder)
  await play(folder)
}

const wanted = Object.entries(projects).filter(([name]) => values.only?.includes(name) ?? true)
let failed = 0

async function check(name, body) {
  const started = Date.now()
  try {
    await body()
    console.log(`templates: ${name} passed (${((Date.now() - started) / 1_000).toFixed(1)} s)`)
  } catch (error) {
    failed += 1
    console.error(`templates: ${name} failed\n${error instanceof Error ? error.message : error}`)
  }
}

const tarballFolder = mkdtempSync(path.join(tmpdir(), 'dailies-tarballs-'))
try {
  for (const [, { directory }] of wanted)
    await check(`versions of ${directory}`, () => checkVersions(path.join(root, directory), { write: values.versions }))
  if (!values.versions) {
    await check('copies', checkCopies)
    const tarballs = values.all ? packAll(tarballFolder) : undefined
    for (const [name, project] of wanted) {
      const folder = createFolder()
      await check(name, () => (tarballs ? checkInstalled(project, folder, tarballs) : checkLinked(project, folder)))
      stopServers()
      rmSync(folder, { recursive: true, force: true })
    }
  }
} finally {
  rmSync(tarballFolder, { recursive: true, force: true })
}
process.exit(failed > 0 ? 1 : 0)
