import { defineConfig } from 'tsup'

export default defineConfig({
  entry: [
    'src/index.ts',
    'src/openai.ts',
    'src/ai-sdk.ts',
    'src/durable-object.ts',
    'src/express.ts',
    'src/fal.ts',
    'src/replicate.ts',
    'src/gemini.ts',
    'src/indexed-db.ts',
    'src/memory.ts',
    'src/next.ts',
    'src/node.ts',
    'src/postgres.ts',
    'src/s3.ts',
    'src/sqlite.ts',
    'src/testing.ts',
    'src/upstream.ts',
  ],
  format: ['esm'],
  target: 'es2022',
  splitting: true,
  sourcemap: true,
  clean: true,
  dts: { compilerOptions: { ignoreDeprecations: '6.0', noEmit: false } },
})
