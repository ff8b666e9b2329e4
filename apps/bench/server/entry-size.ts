import { gzipSync } from 'node:zlib'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'
import type { Plugin } from 'esbuild'
import type { Measurement } from './measurement'

/**
 * esbuild plugin that excludes dynamic imports: optional modules that are lazy-loaded when an option or a request needs
 * them.
 */
const staticOnly: Plugin = {
  name: 'static-only',
  setup: ({ onResolve }) =>
    onResolve({ filter: /./ }, ({ kind, path }) => (kind === 'dynamic-import' ? { path, external: true } : undefined)),
}

async function kilobytes(plugins: Plugin[]): Promise<number> {
  const { outputFiles } = await build({
    entryPoints: [fileURLToPath(import.meta.resolve('@dailies/server'))],
    bundle: true,
    minify: true,
    format: 'esm',
    external: ['@dailies/core'],
    plugins,
    write: false,
    logLevel: 'error',
  })
  return gzipSync(outputFiles[0]?.contents ?? new Uint8Array(), { level: 9 }).byteLength / 1_000
}

/** Measures the bundle size of the server's root entry, minified and gzipped, without core. */
export async function measureEntry(): Promise<Measurement[]> {
  const what = "the server's root entry, minified and gzipped"
  return [
    { what, value: await kilobytes([staticOnly]), unit: 'kB', bound: { atMost: 14 } },
    { what: `${what}, with all lazy-loaded modules`, value: await kilobytes([]), unit: 'kB' },
  ]
}
