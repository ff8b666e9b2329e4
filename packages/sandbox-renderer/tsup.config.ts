import { defineConfig } from 'tsup'

export default defineConfig({
  entry: ['src/index.ts', 'src/worker.ts'],
  format: ['esm'],
  target: 'es2022',
  splitting: true,
  sourcemap: true,
  clean: true,
  dts: { entry: 'src/index.ts', compilerOptions: { ignoreDeprecations: '6.0', noEmit: false } },
})
