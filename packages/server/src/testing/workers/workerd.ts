import { build } from 'esbuild'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { installHostPackages } from '../../../../../.ci/host-packages.mjs'

/** Workerd as Miniflare runs it, and what `vitest.mjs` needs inside of it. */
const packages = { '@vitest/expect': '4.1.12', chai: '6.3.0', miniflare: '4.20260730.0' }

const own = (path: string) => fileURLToPath(new URL(path, import.meta.url))

/** A running Worker. */
export interface Worker {
  dispatchFetch(url: string, init?: RequestInit): Promise<Response>
  /** Stops it. A second call does nothing. */
  dispose(): Promise<void>
}

/** Options of {@link startWorker}. */
interface WorkerOptions {
  /** The class of the Durable Object, by the name of its binding. */
  durableObjects: Record<string, string>
  /** The folder of the databases; without it they end with the Worker. */
  directory?: string
  env?: Record<string, string>
}

/** Bundles a module for Workers. */
export async function bundleWorker(contents: string, resolveDir: string): Promise<string> {
  const { outputFiles } = await build({
    stdin: { contents, resolveDir, loader: 'ts' },
    bundle: true,
    write: false,
    format: 'esm',
    target: 'es2022',
    conditions: ['workerd', 'worker', 'browser', 'import'],
    external: ['cloudflare:*', 'node:*'],
    alias: { vitest: own('vitest.mjs') },
    nodePaths: [join(installHostPackages(packages), 'node_modules'), own('../../../node_modules')],
    tsconfig: own('../../../../../tsconfig.base.json'),
    logLevel: 'error',
  })
  return outputFiles[0]?.text ?? ''
}

/** Runs a bundled module in workerd. */
export async function startWorker(script: string, options: WorkerOptions): Promise<Worker> {
  const require = createRequire(join(installHostPackages(packages), 'package.json'))
  const { Miniflare } = await import(/* @vite-ignore */ pathToFileURL(require.resolve('miniflare')).href)
  const { durableObjects, directory, env = {} } = options
  const miniflare: Worker = new Miniflare({
    modules: true,
    script,
    compatibilityDate: '2026-01-01',
    compatibilityFlags: ['nodejs_compat'],
    bindings: env,
    durableObjects: Object.fromEntries(
      Object.entries(durableObjects).map(([binding, className]) => [binding, { className, useSQLite: true }]),
    ),
    durableObjectsPersist: directory ?? false,
  })
  let disposed: Promise<void> | undefined
  return {
    dispatchFetch: (url, init) => miniflare.dispatchFetch(url, init),
    dispose: () => (disposed ??= miniflare.dispose()),
  }
}
