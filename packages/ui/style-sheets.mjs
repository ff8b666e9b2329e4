// Bundles the style sheets from their sources.
import { build } from 'esbuild'
import { readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const source = fileURLToPath(new URL('src', import.meta.url))

/** The same rules without cascade layers, in the order of the layers: for pages with resets outside any layer. */
const withoutLayers = (sheet) =>
  sheet.replaceAll(/^@import '.*layers\.css';\n/gm, '').replaceAll(/ layer\([\w.-]+\)/g, '')

/** Bundles a style sheet, such as `styles/video-player.css`, or `styles/video-player.unlayered.css` made from it. */
export async function bundleStyleSheet(name, options = {}) {
  const file = join(source, name.replace('.unlayered.', '.'))
  const sheet = readFileSync(file, 'utf8')
  const { outputFiles } = await build({
    stdin: {
      contents: name.includes('.unlayered.') ? withoutLayers(sheet) : sheet,
      resolveDir: dirname(file),
      loader: 'css',
    },
    bundle: true,
    write: false,
    logLevel: 'warning',
    ...options,
  })
  return outputFiles[0].text
}
