// Holds the documents to the truth: their ts and tsx blocks compile, their commands are scripts of ours, their custom properties are in a
// style sheet, and their links lead somewhere.
import { spawnSync } from 'node:child_process'
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { blocksOf, bringIn, documents, filesIn } from './documents.mjs'

const root = new URL('..', import.meta.url).pathname
// Within the root, so that the base configuration's names lead to source; of its own, so that two may run at once.
const out = mkdtempSync(join(root, 'docs-snippets-'))
const findings = []

const { scripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))
const styles = filesIn('packages/ui/src', '.css')
  .map((file) => readFileSync(join(root, file), 'utf8'))
  .join('\n')

/** What is looked for in a block that is not compiled. */
const checks = {
  sh(code, where) {
    for (const [, script] of code.matchAll(/pnpm@[\d.]+ ([\w:-]+)/g)) {
      if (!(script in scripts) && script !== 'install')
        findings.push(`${where}: package.json has no script "${script}"`)
    }
  },
  css(code, where) {
    for (const [property] of code.matchAll(/--dl-[\w-]+/g)) {
      if (!styles.includes(`${property}:`)) findings.push(`${where}: no style sheet of ours sets ${property}`)
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
function checkLinks(document) {
  const prose = readFileSync(join(root, document), 'utf8').replaceAll(/^```[\s\S]*?^```$/gm, '')
  for (const [, target] of prose.matchAll(/\]\(([^)\s]+)\)/g)) {
    if (/^(https?:|mailto:|#)/.test(target)) continue
    if (!existsSync(join(root, dirname(document), target.split('#')[0])))
      findings.push(`${document}: ${target} leads nowhere`)
  }
}

// What the snippets take from the app around them.
cpSync(join(root, '.ci/docs'), out, { recursive: true })
const imported = new Set(['react', 'express', '@types/react', '@types/express', '@types/node', 'vite'])
let count = 0
for (const document of documents) {
  checkLinks(document)
  for (const { language, code, line } of blocksOf(document)) {
    checks[language]?.(code, `${document}:${line}`)
    if (language !== 'ts' && language !== 'tsx') continue
    // So that the line of an error is the document's.
    const text = `${'\n'.repeat(line - 1)}${code}\nexport {}\n`
    writeFileSync(join(out, `${document.replaceAll('/', '_')}_${line}.${language}`), text)
    for (const [, specifier] of code.matchAll(/from '([^.'][^']*)'/g)) {
      if (specifier.startsWith('@dailies/') || specifier.startsWith('node:')) continue
      const name = specifier.split('/', specifier.startsWith('@') ? 2 : 1).join('/')
      imported.add(name).add(`@types/${name}`)
    }
    count += 1
  }
}
bringIn(out, imported)
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
