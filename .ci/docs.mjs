// Holds the documents to the truth: their ts and tsx blocks compile, their commands are scripts of ours, their custom properties are in a
// style sheet, and their links lead somewhere.
import { spawnSync } from 'node:child_process'
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { dirname, join } from 'node:path'

const root = new URL('..', import.meta.url).pathname
const out = join(root, 'docs-snippets')

const files = (folder, ending) =>
  readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith(ending))
    .map((entry) => join(entry.parentPath, entry.name).slice(root.length))

const folders = (folder) => readdirSync(join(root, folder)).map((name) => join(folder, name))
const markdownIn = (folder) =>
  readdirSync(join(root, folder))
    .filter((name) => name.endsWith('.md') && name !== 'CHANGELOG.md')
    .map((name) => join(folder, name))

const documents = [
  ...['.', ...folders('packages'), 'decisions'].flatMap(markdownIn),
  // The reference is made from comments, whose examples leave out what does not matter.
  ...files('docs', '.md').filter((file) => !file.startsWith('docs/api/')),
]
const findings = []

/** Every fenced block of a document: its language, its text and the line it begins on. */
const blocksOf = (text) =>
  [...text.matchAll(/^```(\w+)[^\n]*\n([\s\S]*?)^```$/gm)].map(({ 1: language, 2: code, index }) => ({
    language,
    code,
    line: text.slice(0, index).split('\n').length + 1,
  }))

const { scripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))
const styles = files('packages/ui/src', '.css')
  .map((file) => readFileSync(join(root, file), 'utf8'))
  .join('\n')

const checks = {
  sh(code, where) {
    for (const [, script] of code.matchAll(/pnpm@[\d.]+ ([\w:-]+)/g)) {
      if (!(script in scripts) && script !== 'install')
        findings.push(`${where}: package.json has no script "${script}"`)
    }
  },
  css(code, where) {
    for (const [property] of code.matchAll(/--dl-[\w-]+/g)) {
      if (!styles.includes(property)) findings.push(`${where}: no style sheet of ours knows ${property}`)
    }
  },
  json(code, where) {
    try {
      JSON.parse(code)
    } catch (error) {
      findings.push(`${where}: ${error.message}`)
    }
  },
}

/** The links of a document that lead to files, which must be there. */
function checkLinks(document, text) {
  const prose = text.replaceAll(/^```[\s\S]*?^```$/gm, '')
  for (const [, target] of prose.matchAll(/\]\(([^)\s]+)\)/g)) {
    if (/^(https?:|mailto:|#)/.test(target)) continue
    const file = join(root, dirname(document), target.split('#')[0])
    if (!existsSync(file)) findings.push(`${document}: ${target} leads nowhere`)
  }
}

/** Where the packages that a block imports are installed: the snippets may name what any workspace has. */
function bringIn(names) {
  const homes = ['.', ...folders('apps'), ...folders('packages')].map((folder) => join(root, folder, 'node_modules'))
  for (const name of names) {
    const home = homes.find((each) => existsSync(join(each, name)))
    if (!home) continue
    mkdirSync(dirname(join(out, 'node_modules', name)), { recursive: true })
    symlinkSync(join(home, name), join(out, 'node_modules', name))
  }
}

rmSync(out, { recursive: true, force: true })
mkdirSync(out)
copyFileSync(join(root, '.ci/docs/around.d.ts'), join(out, 'around.d.ts'))
const imported = new Set(['react', 'express', '@types/react', '@types/express', '@types/node', 'vite'])
let count = 0
for (const document of documents) {
  const text = readFileSync(join(root, document), 'utf8')
  checkLinks(document, text)
  for (const { language, code, line } of blocksOf(text)) {
    checks[language]?.(code, `${document}:${line}`)
    if (language !== 'ts' && language !== 'tsx') continue
    // A block's own line is the error's line: what stands before it is left empty.
    writeFileSync(
      join(out, `${document.replaceAll('/', '_')}_${line}.${language}`),
      `${'\n'.repeat(line - 1)}${code}\nexport {}\n`,
    )
    for (const [, specifier] of code.matchAll(/from '([^.'][^']*)'/g)) {
      if (specifier.startsWith('@dailies/') || specifier.startsWith('node:')) continue
      const name = specifier.split('/', specifier.startsWith('@') ? 2 : 1).join('/')
      imported.add(name)
      imported.add(`@types/${name}`)
    }
    count += 1
  }
}
bringIn(imported)
writeFileSync(
  join(out, 'tsconfig.json'),
  JSON.stringify({
    extends: '../tsconfig.base.json',
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
for (const finding of findings) console.error(finding)
const isRight = status === 0 && count > 0 && findings.length === 0
if (isRight)
  console.log(`docs: ${count} code blocks compile in ${documents.length} documents, every link leads somewhere`)
process.exit(isRight ? 0 : 1)
