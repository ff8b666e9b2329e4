// Consumer smoke tests: installs the packed tarballs into fresh projects outside the workspace, checks their types, and builds each
// app and generates a video in it.
import { spawn, spawnSync } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { chromium } from 'playwright-core'
import { chromium as launch } from './chromium.mjs'
import { packAll } from './pack.mjs'
import { findWrongThemes } from './theme-signals.mjs'

const { values } = parseArgs({
  options: {
    // Which projects to test. Default: all but the slow ones.
    only: { type: 'string', multiple: true },
    // The slow ones too.
    all: { type: 'boolean', default: false },
    // Dependency versions that replace those of a project, such as react@18.2.0.
    with: { type: 'string', multiple: true, default: [] },
    // Check the types with all three compilers. Default: the newest only, which is the fastest.
    'every-compiler': { type: 'boolean', default: false },
  },
})

const home = new URL('./consumers', import.meta.url).pathname
const workDir = mkdtempSync(path.join(tmpdir(), 'dailies-consumers-'))
const apiKey = `consumer-key-${crypto.randomUUID()}`
const children = []

const run = (command, args, cwd, env = {}) => {
  const { status, stdout, stderr } = spawnSync(command, args, {
    cwd,
    encoding: 'utf8',
    env: { ...process.env, NEXT_TELEMETRY_DISABLED: '1', ...env },
  })
  if (status !== 0) throw new Error(`${[command, ...args].join(' ')} exited with ${status}.\n${stdout}${stderr}`)
  return stdout
}

/** Starts a server and resolves with the first URL that it prints. */
const startServer = (command, args, cwd, env = {}) =>
  new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd, detached: true, env: { ...process.env, ...env } })
    children.push(child)
    let printed = ''
    const read = (text) => {
      printed += text
      const found = /http:\/\/[\w.]+:\d+\S*/.exec(printed)?.[0]
      if (found) resolve(found)
    }
    child.stdout.on('data', read)
    child.stderr.on('data', read)
    child.once('error', reject)
    child.once('exit', (code) => reject(new Error(`${command} exited with ${code}.\n${printed}`)))
  })

/** A port for a server that takes no port 0. */
const freePort = () =>
  new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address()
      server.close(() => resolve(port))
    })
  })

/** Copies a project next to the tarballs and installs it with its package manager. */
function install(name, tarballs, manager) {
  const folder = path.join(workDir, name)
  cpSync(path.join(home, name), folder, { recursive: true })
  const file = path.join(folder, 'package.json')
  const manifest = JSON.parse(readFileSync(file, 'utf8'))
  for (const each of ['dependencies', 'devDependencies']) {
    for (const dependency of Object.keys(manifest[each] ?? {})) {
      const replacement = values.with.find((version) => version.startsWith(`${dependency}@`))
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

/** Writes the files of a guide: the code blocks whose paragraph begins with the name of a file. */
function writeFilesOf(guide, folder) {
  const text = readFileSync(new URL(`../docs/${guide}`, import.meta.url), 'utf8')
  for (const [, name, code] of text.matchAll(/\n\n`([^`\n]+\.(?:tsx?|css))`(?:.+\n)+\n```\w+\n([\s\S]*?)^```$/gm)) {
    const file = path.join(folder, name)
    mkdirSync(path.dirname(file), { recursive: true })
    writeFileSync(file, code)
  }
}

/** Generates a video in the page and waits until it plays. */
async function playVideo(url) {
  const browser = await chromium.launch(launch)
  try {
    const page = await browser.newPage()
    const errors = []
    page.on('pageerror', (error) => errors.push(String(error)))
    page.on('console', (message) => message.type() === 'error' && errors.push(message.text()))
    await page.goto(url)
    await page.getByRole('textbox', { name: 'Prompt' }).fill('A brass lamp on a desk')
    await page.getByRole('button', { name: 'Generate' }).click()
    const card = page.getByRole('button', { name: 'Open video: A brass lamp on a desk' })
    await page.locator('.dl-card[data-status="completed"]').waitFor({ timeout: 30_000 })
    await card.click()
    await page.locator('video').first().waitFor()
    await page.waitForFunction(
      async () => {
        const video = document.querySelector('video')
        if (!video) return false
        video.muted = true
        await video.play()
        return video.currentTime > 0.2
      },
      undefined,
      { timeout: 30_000 },
    )
    if (errors.length > 0) throw new Error(`The page logged errors:\n${errors.join('\n')}`)
  } finally {
    await browser.close()
  }
}

/** Fails if a browser bundle contains the API key, the server adapter, a database driver or the sandbox. */
function checkBundle(folder) {
  const forbidden = [apiKey, 'createVideoServer', 'OpenAI-Beta', 'libsql', 'h264', '"node:', '`node:']
  for (const file of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    if (!file.isFile() || !file.name.endsWith('.js')) continue
    const text = readFileSync(path.join(file.parentPath, file.name), 'utf8')
    const found = forbidden.filter((word) => text.includes(word))
    if (found.length > 0) throw new Error(`${file.name} of the browser bundle contains ${found.join(', ')}.`)
  }
}

/** Fails if an installed package is native or brings an encoder: the sandbox serves samples unless the renderer is installed. */
function checkNotNative(folder) {
  const found = readdirSync(folder, { recursive: true }).filter((file) => /\.(node|wasm|so|dylib|dll)$/.test(file))
  if (found.length > 0) throw new Error(`The installation contains native code:\n${found.join('\n')}`)
}

/** Fails if the built style sheets do not follow every theme signal of a page. */
async function checkThemes(folder) {
  const sheets = readdirSync(folder, { recursive: true })
    .filter((file) => file.endsWith('.css'))
    .map((file) => readFileSync(path.join(folder, file), 'utf8'))
  const wrong = await findWrongThemes(sheets)
  if (wrong.length > 0) throw new Error(`The built style sheets have wrong themes:\n${wrong.join('\n')}`)
}

/** Imports every typed entry of the packages. */
function everyEntry(folder) {
  const entries = ['core', 'sandbox', 'sandbox-renderer', 'server', 'ui'].flatMap((name) => {
    const { exports } = JSON.parse(
      readFileSync(path.join(folder, `node_modules/@dailies/${name}/package.json`), 'utf8'),
    )
    return Object.keys(exports)
      .filter((entry) => !/\.(css|json)$/.test(entry))
      .map((entry) => path.posix.join(`@dailies/${name}`, entry.replace('*', 'de')))
  })
  return entries.map((entry, at) => `export * as entry${at} from '${entry}'`).join('\n')
}

const projects = {
  node: async (tarballs, env) => {
    const folder = install('node', tarballs, 'npm')
    checkNotNative(path.join(folder, 'node_modules'))
    // The other projects use the sandbox that this one starts with its own command.
    env.VIDEOS_BASE_URL = await startServer(
      path.join(folder, 'node_modules/.bin/dailies-sandbox'),
      ['--port', '0', '--job-seconds', '1', '--api-key', apiKey],
      folder,
    )
    run('npm', ['start'], folder, env)
  },
  renderer: async (tarballs) => {
    const folder = install('renderer', tarballs, 'npm')
    const sandbox = path.join(folder, 'node_modules/.bin/dailies-sandbox')
    const args = ['--port', '0', '--job-seconds', '1', '--renderer', '@dailies/sandbox-renderer']
    run('npm', ['start'], folder, { RENDERED_BASE_URL: await startServer(sandbox, args, folder) })
  },
  types: async (tarballs) => {
    const folder = install('types', tarballs, 'pnpm')
    writeFileSync(path.join(folder, 'every-entry.ts'), everyEntry(folder))
    for (const minor of values['every-compiler'] ? ['5.9', '6.0', '7.0'] : ['7.0']) {
      for (const config of ['tsconfig.json', 'tsconfig.node.json']) {
        run('node', [`node_modules/typescript-${minor}/bin/tsc`, '-p', config], folder)
      }
    }
  },
  vite: async (tarballs, env) => {
    const folder = install('vite', tarballs, 'pnpm')
    run('npm', ['run', 'build'], folder)
    checkBundle(path.join(folder, 'dist'))
    await checkThemes(path.join(folder, 'dist'))
    await playVideo(await startServer('node', ['server.mjs'], folder, env))
  },
  next: async (tarballs, env) => {
    const folder = install('next', tarballs, 'pnpm')
    run('npm', ['run', 'build'], folder, env)
    checkBundle(path.join(folder, '.next/static'))
    await checkThemes(path.join(folder, '.next/static'))
    const next = path.join(folder, 'node_modules/.bin/next')
    await playVideo(await startServer(next, ['start', '--hostname', '127.0.0.1', '--port', '0'], folder, env))
  },
  'react-router': async (tarballs, env) => {
    const folder = install('react-router', tarballs, 'pnpm')
    writeFilesOf('react-router.md', folder)
    run('npm', ['run', 'build'], folder)
    checkBundle(path.join(folder, 'build/client'))
    await checkThemes(path.join(folder, 'build/client'))
    const serve = path.join(folder, 'node_modules/.bin/react-router-serve')
    const settings = { ...env, HOST: '127.0.0.1', PORT: String(await freePort()) }
    await playVideo(await startServer(serve, ['build/server/index.js'], folder, settings))
  },
}

/** Projects whose installation and build take too long for the test command. */
const slow = new Set(['react-router'])

let failed = 0
try {
  const tarballs = packAll(workDir)
  const env = { VIDEOS_API_KEY: apiKey }
  // The first project starts the sandbox that the others use as their upstream.
  const isWanted = (name) => values.only?.includes(name) ?? (values.all || !slow.has(name))
  const wanted = Object.keys(projects).filter((name) => name === 'node' || isWanted(name))
  for (const name of wanted) {
    const started = Date.now()
    try {
      await projects[name](tarballs, env)
      console.log(`consumers: ${name} passed (${((Date.now() - started) / 1000).toFixed(1)} s)`)
    } catch (error) {
      failed += 1
      console.error(`consumers: ${name} failed\n${error instanceof Error ? error.message : error}`)
      if (name === 'node') break
    }
  }
} finally {
  for (const child of children) {
    try {
      process.kill(-child.pid, 'SIGKILL')
    } catch {
      // It has already exited.
    }
  }
  rmSync(workDir, { recursive: true, force: true })
}
process.exit(failed > 0 ? 1 : 0)
