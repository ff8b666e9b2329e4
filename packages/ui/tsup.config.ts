import { defineConfig } from 'tsup'

export default defineConfig({
  entry: { index: 'src/index.ts', 'strings/en': 'src/strings/en.ts' },
  format: ['esm', 'cjs'],
  target: 'es2022',
  sourcemap: true,
  clean: true,
  dts: { compilerOptions: { ignoreDeprecations: '6.0', noEmit: false } },
})
