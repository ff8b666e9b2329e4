// Installs the packed tarballs into fresh projects outside the workspace: their types hold, and each app is built and makes
// a film.
import { spawn, spawnSync } from 'node:child_process'
import { cpSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { chromium } from 'playwright-core'
import { chromium as launch } from './chromium.mjs'
import { packAll } from './pack.mjs'

const { values } = parseArgs({
  options: {
    // Which of the projects; all where none is named.
    only: { type: 'string', multiple: true },
    // Other versions than a project names, such as react@18.2.0.
    with: { type: 'string', multiple: true, default: [] },
    // The types for each of the three compilers; else for the newest, which is the quickest.
    'every-compiler': { type: 'boolean', default: false },
  },
})

const home = new URL('./consumers', import.meta.url).pathname
const place = mkdtempSync(path.join(tmpdir(), 'dailies-consumers-'))
const apiKey = `stranger-key-${crypto.randomUUID()}`
const children = []

const must = (command, args, cwd, env = {}) => {
  const { status, stdout, stderr } = spawnSync(command, args, {
    cwd,
    encoding: 'utf8',
    env: { ...process.env, NEXT_TELEMETRY_DISABLED: '1', ...env },
  })
  if (status !== 0) throw new Error(`${[command, ...args].join(' ')} ended with ${status}.\n${stdout}${stderr}`)
  return stdout
}

/** Starts a server and resolves with the first address that it prints. */
const address = (command, args, cwd, env = {}) =>
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
    child.once('exit', (code) => reject(new Error(`${command} ended with ${code}.\n${printed}`)))
  })

/** Lays a project beside the tarballs and installs it with the package manager that it is for. */
function install(name, tarballs, manager) {
  const folder = path.join(place, name)
  cpSync(path.join(home, name), folder, { recursive: true })
  const file = path.join(folder, 'package.json')
  const manifest = JSON.parse(readFileSync(file, 'utf8'))
  for (const each of ['dependencies', 'devDependencies']) {
    for (const dependency of Object.keys(manifest[each] ?? {})) {
      const other = values.with.find((version) => version.startsWith(`${dependency}@`))
      if (other) manifest[each][dependency] = other.slice(dependency.length + 1)
      if (tarballs[dependency]) manifest[each][dependency] = `file:${tarballs[dependency]}`
    }
  }
  // The four depend on each other by version, which no registry has yet.
  manifest.pnpm = { overrides: Object.fromEntries(Object.entries(tarballs).map(([name, at]) => [name, `file:${at}`])) }
  writeFileSync(file, JSON.stringify(manifest, null, 2))
  if (manager === 'npm') must('npm', ['install', '--no-audit', '--no-fund', '--ignore-scripts'], folder)
  else must('npx', ['--yes', 'pnpm@10.34.9', 'install', '--ignore-workspace', '--prefer-offline'], folder)
  return folder
}

/** Asks for a film in the page and waits until it plays. */
async function playVideo(url) {
  const browser = await chromium.launch(launch)
  try {
    const page = await browser.newPage()
    const complaints = []
    page.on('pageerror', (error) => complaints.push(String(error)))
    page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()))
    await page.goto(url)
    await page.getByRole('textbox', { name: 'Prompt' }).fill('A brass lamp on a desk')
    await page.getByRole('button', { name: 'Generate' }).click()
    const card = page.getByRole('button', { name: 'Open film: A brass lamp on a desk' })
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
    if (complaints.length > 0) throw new Error(`The page complained:\n${complaints.join('\n')}`)
  } finally {
    await browser.close()
  }
}

/** What must never reach a browser: the key, the adapter, drivers, the sandbox. */
function checkBundle(folder) {
  const forbidden = [apiKey, 'createVideoServer', 'OpenAI-Beta', 'libsql', 'h264', '"node:', '`node:']
  for (const file of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    if (!file.isFile() || !file.name.endsWith('.js')) continue
    const text = readFileSync(path.join(file.parentPath, file.name), 'utf8')
    const found = forbidden.filter((word) => text.includes(word))
    if (found.length > 0) throw new Error(`${file.name} of the page holds ${found.join(', ')}.`)
  }
}

/** Every entry of ours that has types, as a program would import them. */
function everyEntry(folder) {
  const entries = ['core', 'sandbox', 'server', 'ui'].flatMap((name) => {
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
  node: async (tarballs, far) => {
    const folder = install('node', tarballs, 'npm')
    // The sandbox that the others use is this project's own command.
    far.VIDEOS_BASE_URL = await address(
      path.join(folder, 'node_modules/.bin/dailies-sandbox'),
      ['--port', '0', '--pace', '1', '--api-key', apiKey],
      folder,
    )
    must('npm', ['start'], folder, far)
  },
  types: async (tarballs) => {
    const folder = install('types', tarballs, 'pnpm')
    writeFileSync(path.join(folder, 'every-entry.ts'), everyEntry(folder))
    for (const minor of values['every-compiler'] ? ['5.9', '6.0', '7.0'] : ['7.0']) {
      for (const config of ['tsconfig.json', 'tsconfig.node.json']) {
        must('node', [`node_modules/typescript-${minor}/bin/tsc`, '-p', config], folder)
      }
    }
  },
  vite: async (tarballs, far) => {
    const folder = install('vite', tarballs, 'pnpm')
    must('npm', ['run', 'build'], folder)
    checkBundle(path.join(folder, 'dist'))
    await playVideo(await address('node', ['server.mjs'], folder, far))
  },
  next: async (tarballs, far) => {
    const folder = install('next', tarballs, 'pnpm')
    must('npm', ['run', 'build'], folder, far)
    checkBundle(path.join(folder, '.next/static'))
    const next = path.join(folder, 'node_modules/.bin/next')
    await playVideo(await address(next, ['start', '--hostname', '127.0.0.1', '--port', '0'], folder, far))
  },
}

let failed = 0
try {
  const tarballs = packAll(place)
  const far = { VIDEOS_API_KEY: apiKey }
  // The others' far end is the sandbox of the first.
  const wanted = Object.keys(projects).filter((name) => name === 'node' || !values.only || values.only.includes(name))
  for (const name of wanted) {
    const started = Date.now()
    try {
      await projects[name](tarballs, far)
      console.log(`consumers: ${name} is well (${((Date.now() - started) / 1000).toFixed(1)} s)`)
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
      // It has ended already.
    }
  }
  rmSync(place, { recursive: true, force: true })
}
process.exit(failed > 0 ? 1 : 0)
