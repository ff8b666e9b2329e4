// Compiles every ts and tsx block of the documents, so that what a stranger copies is right.
import { spawnSync } from 'node:child_process'
import { copyFileSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

const root = new URL('..', import.meta.url).pathname
// Inside a workspace package that has every dependency the snippets name.
const out = join(root, 'apps/studio/docs-snippets')

const markdown = (folder) =>
  readdirSync(join(root, folder), { withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.md'))
    .map((entry) => join(folder, entry.name))

const folders = ['.', 'docs', ...readdirSync(join(root, 'packages')).map((name) => join('packages', name))]
const documents = folders.flatMap((folder) => {
  try {
    return markdown(folder)
  } catch {
    return []
  }
})

rmSync(out, { recursive: true, force: true })
mkdirSync(out, { recursive: true })
copyFileSync(join(root, '.ci/docs/around.d.ts'), join(out, 'around.d.ts'))
let count = 0
for (const document of documents) {
  const text = readFileSync(join(root, document), 'utf8')
  for (const { 1: language, 2: code, index } of text.matchAll(/^```(tsx?)\n([\s\S]*?)^```$/gm)) {
    const line = text.slice(0, index).split('\n').length
    const name = `${document.replaceAll('/', '_').replace(/\.md$/, '')}_line_${line}.${language}`
    writeFileSync(join(out, name), `${code}\nexport {}\n`)
    count += 1
  }
}
writeFileSync(
  join(out, 'tsconfig.json'),
  JSON.stringify({
    extends: '../../../tsconfig.base.json',
    compilerOptions: {
      lib: ['ES2023', 'DOM', 'DOM.Iterable', 'DOM.AsyncIterable'],
      types: ['node', 'vite/client'],
      noUnusedLocals: false,
      noUnusedParameters: false,
    },
    include: ['.'],
  }),
)
const { status } = spawnSync(join(root, 'node_modules/.bin/tsc'), ['-p', out], { stdio: 'inherit' })
rmSync(out, { recursive: true, force: true })
if (status === 0 && count > 0) console.log(`docs: ${count} code blocks compile`)
process.exit(status === 0 && count > 0 ? 0 : 1)
