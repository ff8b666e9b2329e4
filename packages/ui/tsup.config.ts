import { readFile, readdir, writeFile } from 'node:fs/promises'
import { defineConfig } from 'tsup'

/** The components and what apps use beside them, each an entry of its own: a page loads what it imports. */
const components = [
  'frames',
  'video-prompt',
  'job-progress',
  'spritesheet-scrubber',
  'video-player',
  'video-compare',
  'storyboard',
  'remix-panel',
  'video-library',
]
const languages = ['ar', 'de', 'en', 'es', 'fr', 'he', 'ja', 'zh']
const clientEntries = new Set(['index', 'language', ...components])

export default defineConfig({
  entry: {
    index: 'src/index.ts',
    language: 'src/language.ts',
    'prompt-phrases': 'src/prompt-phrases/index.ts',
    ...Object.fromEntries(components.map((component) => [component, `src/${component}/index.ts`])),
    ...Object.fromEntries(languages.map((language) => [`strings/${language}`, `src/strings/${language}.ts`])),
  },
  format: ['esm', 'cjs'],
  target: 'es2022',
  // The entries share one copy of the contexts, in both formats.
  splitting: true,
  // Joins the imports of all files, a twentieth of what a page loads; and drops the directive, which is put back.
  treeshake: true,
  onSuccess: async () => {
    for (const file of await readdir('dist')) {
      if (!/\.c?js$/.test(file)) continue
      const directive = clientEntries.has(file.replace(/\.c?js$/, '')) ? `'use client';` : ''
      const code = await readFile(`dist/${file}`, 'utf8')
      // No chunk has side effects, so one of which nothing is used need not be loaded. The line stays for the source map.
      await writeFile(
        `dist/${file}`,
        directive + code.replace(/^(?:import |require\()'\.\/chunk-\w+\.c?js'\)?;$/gm, ''),
      )
    }
  },
  sourcemap: true,
  clean: true,
  dts: { compilerOptions: { ignoreDeprecations: '6.0', noEmit: false } },
})
