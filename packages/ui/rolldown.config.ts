import { defineConfig, type RolldownOptions } from 'rolldown'
import { languages } from './languages'

const external = /^[^./]/

// Rolldown, and not the bundler of the types, since it joins the imports of all files it bundles: a twentieth of what a page loads.
export default defineConfig(
  (['js', 'cjs'] as const).map((extension): RolldownOptions => ({
    input: {
      index: 'src/index.ts',
      ...Object.fromEntries(languages.map((language) => [`strings/${language}`, `src/strings/${language}.ts`])),
    },
    external,
    platform: 'neutral',
    tsconfig: false,
    transform: { target: 'es2022', jsx: { runtime: 'automatic' } },
    // The one directive is that of the index, which stays at the top of its file.
    checks: { moduleLevelDirective: false },
    output: {
      dir: 'dist',
      format: extension === 'js' ? 'esm' : 'cjs',
      entryFileNames: `[name].${extension}`,
      chunkFileNames: `[name].${extension}`,
      codeSplitting: { groups: [{ name: 'english', test: /strings.english/ }] },
      exports: 'named',
      cleanDir: extension === 'js',
      sourcemap: true,
    },
  })),
)
