// Runs the worker from its TypeScript source, for tests: the built one is dist/worker.js.
import { register } from 'node:module'

register('./typescript-hooks.mjs', import.meta.url)
await import('../node/worker.ts')
