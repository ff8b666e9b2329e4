import { defineConfig } from 'tsup'

export default defineConfig({
  entry: {
    bench: 'server/bench.ts',
    'get-server': 'server/get-server.ts',
    'http-load': 'server/http-load.ts',
    'stream-readers': 'server/stream-readers.ts',
    'stream-server': 'server/stream-server.ts',
    'sandbox/bench': 'sandbox/bench.ts',
    'sandbox/serve': 'sandbox/serve.ts',
    'store/bench': 'store/bench.ts',
  },
  format: ['esm'],
  target: 'node20',
  clean: true,
  splitting: false,
  // `node:test` has no name without it.
  removeNodeProtocol: false,
  // Benchmarks run against the published builds.
  external: [/^@dailies\//, 'esbuild', 'express'],
})
