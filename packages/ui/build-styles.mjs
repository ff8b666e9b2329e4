// Writes the style sheets: one for all components, and one for each. Each also without cascade layers.
import { mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import { bundleStyleSheet } from './style-sheets.mjs'

const layered = ['styles.css', ...readdirSync('src/styles').map((file) => `styles/${file}`)]
mkdirSync('dist/styles', { recursive: true })
for (const name of layered.flatMap((name) => [name, name.replace('.css', '.unlayered.css')])) {
  writeFileSync(`dist/${name}`, await bundleStyleSheet(name, { minify: true }))
}
