import { defineConfig } from 'tsup'

export default defineConfig({
  // 'use client' stands at the top of the react entry itself: the bundler drops the directives of the files it joins.
  entry: { index: 'src/index.ts', react: 'src/react/index.ts', previews: 'src/previews/index.ts' },
  format: ['esm', 'cjs'],
  target: 'es2022',
  sourcemap: true,
  clean: true,
  // An entry never bundles another: /react imports this package by its name, so that both share one copy.
  external: ['@dailies/core'],
  dts: {
    compilerOptions: {
      ignoreDeprecations: '6.0',
      noEmit: false,
      // The types of /react come from source: on a fresh clone there is no built entry yet to take them from.
      paths: { '@dailies/core': ['./src/index.ts'] },
    },
  },
})
