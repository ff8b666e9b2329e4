import react from '@vitejs/plugin-react'
import { execFile } from 'node:child_process'
import { createHash } from 'node:crypto'
import { cpSync, existsSync, mkdirSync, readFileSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { build } from 'vite'
import type { HostRow } from './host-rows'

const root = fileURLToPath(new URL('../../../..', import.meta.url))
const ui = join(root, 'packages/ui')
// Below the root's node_modules, so that every package finds the one React of the workspace.
const cache = join(root, 'node_modules/.cache/hosts')

/** Installs packages into a folder that is named after their versions, unless an earlier run has done it. */
async function install(packages: HostRow['packages']): Promise<string> {
  const manifest = JSON.stringify({ private: true, dependencies: packages })
  const folder = join(cache, createHash('sha256').update(manifest).digest('hex').slice(0, 12))
  if (existsSync(folder)) return folder
  const temporary = `${folder}.${process.pid}`
  mkdirSync(temporary, { recursive: true })
  writeFileSync(join(temporary, 'package.json'), manifest)
  // Without their peers, which are those of the workspace.
  const args = ['install', '--no-audit', '--no-fund', '--ignore-scripts', '--legacy-peer-deps', '--prefer-offline']
  if (Object.keys(packages).length > 0) await promisify(execFile)('npm', args, { cwd: temporary })
  // A run that is interrupted leaves no half of an installation.
  renameSync(temporary, folder)
  return folder
}

/** The files of the built app by their paths. */
export type BuiltHost = Map<string, Uint8Array>

/**
 * Builds the app of a row with Vite, with the built packages of the workspace.
 *
 * @param withStyles false to leave out our style sheet
 */
export async function buildHost({ name, packages }: HostRow, withStyles: boolean): Promise<BuiltHost> {
  const home = join(await install(packages), `app-${name}-${withStyles}-${process.pid}`)
  const app = join(home, name)
  try {
    cpSync(join(ui, 'hosts'), home, { recursive: true })
    writeFileSync(
      join(app, 'index.html'),
      `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>${name}</title>
<meta name="viewport" content="width=device-width"></head>
<body><div id="root"></div><script type="module" src="./app.jsx"></script></body></html>`,
    )
    const config = join(app, 'vite.config.mjs')
    const built = (file: string) => join(ui, 'dist', file)
    await build({
      root: app,
      base: './',
      configFile: existsSync(config) && config,
      logLevel: 'error',
      plugins: [react()],
      build: { target: 'esnext', minify: false },
      resolve: {
        alias: [
          { find: /^@dailies\/ui\/(styles.*\.css)$/, replacement: withStyles ? built('$1') : join(home, 'empty.css') },
          { find: /^@dailies\/ui\/(.*)$/, replacement: built('$1.js') },
          { find: /^@dailies\/ui$/, replacement: built('index.js') },
          { find: /^@dailies\/core\/react$/, replacement: join(root, 'packages/core/dist/react.js') },
        ],
        dedupe: ['react', 'react-dom', 'swr'],
      },
    })
    const output = join(app, 'dist')
    return new Map(
      readdirSync(output, { recursive: true, withFileTypes: true })
        .filter((file) => file.isFile())
        .map((file) => join(file.parentPath, file.name))
        .map((path) => [path.slice(output.length), readFileSync(path)]),
    )
  } finally {
    rmSync(home, { recursive: true, force: true })
  }
}
