import react from '@vitejs/plugin-react'
import { cpSync, existsSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'vite'
import { installHostPackages } from '../../../../.ci/host-packages.mjs'
import type { HostRow } from './host-rows'

const root = fileURLToPath(new URL('../../../..', import.meta.url))
const ui = join(root, 'packages/ui')

/** The files of the built app by their paths. */
export type BuiltHost = Map<string, Uint8Array>

/**
 * Builds the app of a row with Vite, with the built packages of the workspace.
 *
 * @param withStyles false to leave out our style sheet
 */
export async function buildHost({ name, packages }: HostRow, withStyles: boolean): Promise<BuiltHost> {
  const home = join(installHostPackages(packages), `app-${name}-${withStyles}-${process.pid}`)
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
        // A library may have been installed with a React of its own.
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
