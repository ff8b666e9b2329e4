import { defineConfig } from 'tsup'
import { languages } from './languages'

// The types alone; Rolldown bundles the rest.
export default defineConfig({
  entry: {
    index: 'src/index.ts',
    ...Object.fromEntries(languages.map((language) => [`strings/${language}`, `src/strings/${language}.ts`])),
  },
  format: ['esm', 'cjs'],
  dts: { only: true, compilerOptions: { ignoreDeprecations: '6.0', noEmit: false } },
})
