// Consumer smoke tests: installs the packed tarballs into fresh projects outside the workspace, checks their types, and builds each
// app and generates a video in it.
import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { checkBundle } from './browser-bundle.mjs'
import { installPacked, run } from './install-packed.mjs'
import { packAll } from './pack.mjs'
import { playVideo } from './play-video.mjs'
import { freePort, startServer, stopServers } from './start-server.mjs'
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

/** Copies a project next to the tarballs and installs it with its package manager. */
const install = (name, tarballs, manager) =>
  installPacked(path.join(home, name), path.join(workDir, name), { tarballs, manager, versions: values.with })

/** Writes the files of a guide: the code blocks whose paragraph begins with the name of a file. */
function writeFilesOf(guide, folder) {
  const text = readFileSync(new URL(`../docs/${guide}`, import.meta.url), 'utf8')
  for (const [, name, code] of text.matchAll(/\n\n`([^`\n]+\.(?:tsx?|css))`(?:.+\n)+\n```\w+\n([\s\S]*?)^```$/gm)) {
    const file = path.join(folder, name)
    mkdirSync(path.dirname(file), { recursive: true })
    writeFileSync(file, code)
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

/** Imports every typed entry of the packages: all but style sheets, and files to serve. */
function everyEntry(folder) {
  const entries = ['core', 'sandbox', 'sandbox-renderer', 'server', 'ui'].flatMap((name) => {
    const { exports } = JSON.parse(
      readFileSync(path.join(folder, `node_modules/@dailies/${name}/package.json`), 'utf8'),
    )
    return Object.keys(exports)
      .filter((entry) => !/\.(css|json)$|^\.\/samples\//.test(entry))
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
    checkBundle(path.join(folder, 'dist'), [apiKey])
    await checkThemes(path.join(folder, 'dist'))
    await playVideo(await startServer('node', ['server.mjs'], folder, env))
  },
  next: async (tarballs, env) => {
    const folder = install('next', tarballs, 'pnpm')
    run('npm', ['run', 'build'], folder, env)
    checkBundle(path.join(folder, '.next/static'), [apiKey])
    await checkThemes(path.join(folder, '.next/static'))
    const next = path.join(folder, 'node_modules/.bin/next')
    await playVideo(await startServer(next, ['start', '--hostname', '127.0.0.1', '--port', '0'], folder, env))
  },
  'react-router': async (tarballs, env) => {
    const folder = install('react-router', tarballs, 'pnpm')
    writeFilesOf('react-router.md', folder)
    run('npm', ['run', 'build'], folder)
    checkBundle(path.join(folder, 'build/client'), [apiKey])
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
  stopServers()
  rmSync(workDir, { recursive: true, force: true })
}
process.exit(failed > 0 ? 1 : 0)
