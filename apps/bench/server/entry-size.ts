import { gzipSync } from 'node:zlib'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'
import type { Measurement } from './measurement'

/** Measures the bundle size of the server's root entry, minified and gzipped, without core. */
export async function measureEntry(): Promise<Measurement[]> {
  const { outputFiles } = await build({
    entryPoints: [fileURLToPath(import.meta.resolve('@dailies/server'))],
    bundle: true,
    minify: true,
    format: 'esm',
    external: ['@dailies/core'],
    write: false,
    logLevel: 'error',
  })
  const bytes = gzipSync(outputFiles[0]?.contents ?? new Uint8Array(), { level: 9 }).byteLength
  return [{ what: "the server's root entry, minified and gzipped", value: bytes / 1_000, unit: 'kB' }]
}
