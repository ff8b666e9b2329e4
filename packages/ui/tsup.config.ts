import { readFile, writeFile } from 'node:fs/promises'
import { defineConfig } from 'tsup'

const languages = ['ar', 'de', 'en', 'es', 'fr', 'he', 'ja', 'zh']

export default defineConfig({
  entry: {
    index: 'src/index.ts',
    // Each language is an entry of its own: a page carries the words of one.
    ...Object.fromEntries(languages.map((language) => [`strings/${language}`, `src/strings/${language}.ts`])),
  },
  format: ['esm', 'cjs'],
  target: 'es2022',
  // Joins the imports of all files, a twentieth of what a page loads; and drops the directive, which is put back.
  treeshake: true,
  onSuccess: async () => {
    for (const file of ['dist/index.js', 'dist/index.cjs']) {
      await writeFile(file, `'use client';${await readFile(file, 'utf8')}`)
    }
  },
  sourcemap: true,
  clean: true,
  dts: { compilerOptions: { ignoreDeprecations: '6.0', noEmit: false } },
})
