import { defineConfig } from 'tsup'

export default defineConfig({
  entry: ['server/bench.ts', 'server/get-server.ts', 'server/load.ts', 'server/stream-readers.ts'],
  format: ['esm'],
  target: 'node20',
  clean: true,
  splitting: false,
  // What is measured is what is published.
  external: [/^@dailies\//, 'esbuild', 'express'],
})
