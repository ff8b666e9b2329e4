import { defineConfig } from 'tsup'

export default defineConfig({
  entry: { index: 'src/index.ts', react: 'src/react/index.ts' },
  format: ['esm', 'cjs'],
  target: 'es2022',
  sourcemap: true,
  clean: true,
  // An entry never bundles another: /react imports this package by its name, so that both share one copy.
  external: ['@dailies/core'],
  dts: { compilerOptions: { ignoreDeprecations: '6.0', noEmit: false } },
})
