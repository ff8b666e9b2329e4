// Bundles the style sheets: one for all components, and one for each.
import { build } from 'esbuild'
import { readdir } from 'node:fs/promises'

const components = await readdir('src/styles')
await build({
  entryPoints: ['src/styles.css', ...components.map((file) => `src/styles/${file}`)],
  outdir: 'dist',
  outbase: 'src',
  bundle: true,
  minify: true,
  logLevel: 'warning',
})
