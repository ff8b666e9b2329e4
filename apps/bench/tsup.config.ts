import { defineConfig } from 'tsup'

export default defineConfig({
  entry: {
    bench: 'server/bench.ts',
    'get-server': 'server/get-server.ts',
    load: 'server/load.ts',
    'stream-readers': 'server/stream-readers.ts',
    'sandbox/bench': 'sandbox/bench.ts',
    'sandbox/serve': 'sandbox/serve.ts',
  },
  format: ['esm'],
  target: 'node20',
  clean: true,
  splitting: false,
  // What is measured is what is published.
  external: [/^@dailies\//, 'esbuild', 'express'],
})
