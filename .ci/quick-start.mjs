// Runs the quick start of the documentation on the built packages: the server of the Express guide renders a video with the sandbox, and
// the tests in the guides pass. With --clone, it starts the demo from a fresh clone with the README's first command.
import { spawn, spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { blocksOf, bringIn } from './documents.mjs'

const root = new URL('..', import.meta.url).pathname
const started = []

/** Returns the first code block of a document that contains a text. */
const blockWith = (document, text) => {
  const found = blocksOf(document).find(({ code }) => code.includes(text))
  if (!found) throw new Error(`${document} has no code block with "${text}". Update the text in .ci/quick-start.mjs.`)
  return found.code
}

/** Starts a program and waits until its output matches `wanted`; resolves with the match. */
const printed = (command, args, { wanted, ...options }) =>
  new Promise((resolve, reject) => {
    // A process group of its own, so that child processes are killed with it.
    const child = spawn(command, args, { ...options, detached: true, stdio: ['ignore', 'pipe', 'pipe'] })
    started.push(child)
    let text = ''
    const read = (part) => {
      text += part
      const found = wanted.exec(text)?.[0]
      if (found) resolve(found)
    }
    child.stdout.on('data', read)
    child.stderr.on('data', read)
    child.once('error', reject)
    child.once('exit', (code) => reject(new Error(`${command} ${args.join(' ')} ended with ${code}.\n${text}`)))
  })

/** Polls until the result is as wanted, for up to a minute. */
async function until(request, isWanted) {
  let last
  for (const end = Date.now() + 60_000; Date.now() < end; await wait(200)) {
    last = await request().catch((error) => error)
    if (!(last instanceof Error) && isWanted(last)) return last
  }
  throw new Error(`Timed out after a minute. The last result was ${JSON.stringify(last) ?? last}.`, {
    cause: last,
  })
}

const json = async (url, init) => {
  const response = await fetch(url, init)
  if (!response.ok) throw new Error(`${url} responded with ${response.status}: ${await response.text()}`)
  return response.json()
}

async function express(folder) {
  writeFileSync(join(folder, 'server.mjs'), blockWith('docs/express.md', 'app.listen'))
  const sandbox = join(root, 'packages/sandbox/bin/dailies-sandbox.js')
  const baseURL = await printed('node', [sandbox, '--port', '0', '--job-seconds', '1'], { wanted: /http:\S+\/v1/ })
  // The guide's server listens on PORT; this one is unlikely to be in use.
  const env = { ...process.env, VIDEOS_BASE_URL: baseURL, PORT: String(20_000 + (process.pid % 20_000)) }
  const videos = await printed('node', ['server.mjs'], { cwd: folder, env, wanted: /http:\S+\/api\/videos/ })
  await until(
    () => json(`${videos}/capabilities`),
    ({ models }) => models.length > 0,
  )
  const headers = { 'Content-Type': 'application/json' }
  const body = JSON.stringify({ prompt: 'A brass lamp on a desk.', seconds: '4' })
  const { id } = await json(videos, { method: 'POST', headers, body })
  await until(
    () => json(`${videos}/${id}`),
    ({ status, assets }) => status === 'completed' && assets.video.state === 'ready',
  )
  const video = await fetch(`${videos}/${id}/content`, { headers: { Range: 'bytes=4-7' } })
  const text = await video.text()
  if (video.status !== 206 || text !== 'ftyp')
    throw new Error(`The video responded with ${video.status} and "${text}".`)
  console.log('quick start: the Express guide renders a video')
}

async function tests(folder) {
  writeFileSync(join(folder, 'video.test.ts'), blockWith('docs/testing.md', 'makes and archives a video'))
  writeFileSync(join(folder, 'map-archive.ts'), blockWith('docs/your-own.md', 'mapArchive(files'))
  writeFileSync(join(folder, 'map-archive.test.ts'), blockWith('docs/your-own.md', "from './map-archive'"))
  const args = ['run', '--root', folder, '--config', join(folder, 'vitest.config.mjs'), '--reporter=dot']
  writeFileSync(join(folder, 'vitest.config.mjs'), 'export default {}\n')
  const { status, stdout, stderr } = spawnSync(join(root, 'node_modules/.bin/vitest'), args, { encoding: 'utf8' })
  if (status !== 0) throw new Error(`The tests in the guides fail.\n${stdout}${stderr}`)
  console.log('quick start: the tests in the guides pass')
}

async function clone() {
  const folder = mkdtempSync(join(tmpdir(), 'dailies-clone-'))
  try {
    spawnSync('git', ['clone', '--quiet', root, folder], { stdio: 'inherit' })
    const command = blockWith('README.md', ' demo')
      .split('\n')
      .find((line) => line.includes(' demo'))
      .replace(/\s+#.*/, '')
    const env = { ...process.env, PORT: '0', SANDBOX_PORT: '0' }
    // Pnpm sets it to false for the scripts that it runs, and the clone would not be installed.
    for (const prefix of ['npm', 'pnpm']) delete env[`${prefix}_config_verify_deps_before_run`]
    const url = await printed('sh', ['-c', command], { cwd: folder, env, wanted: /http:\/\/localhost:\d+/ })
    const page = await (await fetch(url)).text()
    if (!page.includes('<title>')) throw new Error(`The demo did not return a page: ${page.slice(0, 200)}`)
    console.log(`quick start: "${command}" shows the studio from a fresh clone`)
  } finally {
    stop()
    rmSync(folder, { recursive: true, force: true })
  }
}

function stop() {
  for (const child of started.splice(0)) {
    child.removeAllListeners('exit')
    try {
      process.kill(-child.pid, 'SIGKILL')
    } catch {
      // It has already exited.
    }
  }
}

// Inside the root, so that Node resolves the workspace's packages.
const folder = mkdtempSync(join(root, 'docs-snippets-'))
try {
  if (process.argv.includes('--clone')) await clone()
  else {
    bringIn(folder, ['@dailies/core', '@dailies/server', '@dailies/sandbox', 'express', 'vitest'])
    await express(folder)
    await tests(folder)
  }
} finally {
  stop()
  rmSync(folder, { recursive: true, force: true })
}
