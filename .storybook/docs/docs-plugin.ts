import { readFile } from 'node:fs/promises'
import { join, relative } from 'node:path'
import type { Plugin } from 'vite'
import { componentData } from './component-data.ts'
import { hookData } from './hook-data.ts'
import { rewriteLinks } from './links.ts'
import { llmsFullText, llmsText, publishedFiles } from './llms.ts'
import { root } from './pages.ts'

const request = /^(.+\.md)\?(page|component|hook)(?:=(\w+))?$/

/**
 * Loads what the pages show from the Markdown files of the repository: `guide.md?page` is a guide, `reference.md?component=X` and
 * `reference.md?hook=useX` are parts of the API reference. Beside the pages it serves `llms.txt`, `llms-full.txt` and the Markdown files
 * that they name.
 */
export const docsPlugin = (): Plugin => ({
  name: 'dailies:docs',
  enforce: 'pre',
  async load(id) {
    const [, path = '', kind, symbol = ''] = request.exec(id) ?? []
    if (!kind) return undefined
    this.addWatchFile(path)
    const file = relative(root, path)
    const content = {
      page: async () => rewriteLinks(await readFile(path, 'utf8'), file),
      component: () => componentData(symbol),
      hook: () => hookData(symbol, file),
    }[kind as 'page' | 'component' | 'hook']
    return `export default ${JSON.stringify(await content())}`
  },
  configureServer({ middlewares }) {
    middlewares.use(async ({ url = '' }, response, next) => {
      const name = url.slice(1).split('?')[0] ?? ''
      try {
        const text = await published(name)
        if (text === undefined) next()
        else response.writeHead(200, { 'Content-Type': 'text/plain; charset=utf-8' }).end(text)
      } catch (error) {
        next(error)
      }
    })
  },
  async generateBundle() {
    for (const fileName of ['llms.txt', 'llms-full.txt', ...publishedFiles()])
      this.emitFile({ type: 'asset', fileName, source: (await published(fileName)) ?? '' })
  },
})

/** The text of a file beside the pages; undefined for other names. */
async function published(name: string): Promise<string | undefined> {
  if (name === 'llms.txt') return llmsText()
  if (name === 'llms-full.txt') return llmsFullText()
  return publishedFiles().includes(name) ? readFile(join(root, name), 'utf8') : undefined
}
