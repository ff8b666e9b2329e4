// Checks the documents: ts and tsx blocks compile, commands exist as scripts, custom properties exist in a style sheet, and links
// to files and their sections are not broken.
import { spawnSync } from 'node:child_process'
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { anchorsOf, proseOf } from './anchors.mjs'
import { blocksOf, bringIn, documents, filesIn } from './documents.mjs'
import { findUnknownNames } from './names.mjs'

const root = new URL('..', import.meta.url).pathname
// Inside the root, so that `paths` resolve packages to source; a new folder, so that two runs can overlap.
const out = mkdtempSync(join(root, 'docs-snippets-'))
const findings = []

const { scripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))
const styles = filesIn('packages/ui/src', '.css')
  .map((file) => readFileSync(join(root, file), 'utf8'))
  .join('\n')

/** Checks of the languages that are not compiled. */
const checks = {
  sh(code, where) {
    for (const [, script] of code.matchAll(/pnpm@[\d.]+ ([\w:-]+)/g)) {
      if (!(script in scripts) && script !== 'install')
        findings.push(`${where}: package.json has no script "${script}"`)
    }
  },
  css(code, where) {
    for (const [property] of code.matchAll(/--dl-[\w-]+/g)) {
      if (!new RegExp(`[ (]${property}[ ,:)]`).test(styles)) findings.push(`${where}: no style sheet has ${property}`)
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

let linkCount = 0
const repository = 'https://github.com/dailies-video/dailies/blob/main/'

/** Checks that links to files and their sections are not broken, also those from a copied template, which name the repository. */
function checkLinks(document) {
  for (const [, target] of proseOf(join(root, document)).matchAll(/\]\(([^)\s]+)\)/g)) {
    const [link, anchor] = target.split('#')
    const isOurs = link.startsWith(repository)
    if (!isOurs && /^(https?:|mailto:)/.test(target)) continue
    const folder = join(root, isOurs ? '' : dirname(document))
    const file = link === '' ? join(root, document) : join(folder, isOurs ? link.slice(repository.length) : link)
    linkCount += 1
    if (!existsSync(file)) findings.push(`${document}: ${target} does not exist`)
    else if (anchor !== undefined && file.endsWith('.md') && !anchorsOf(file).has(anchor))
      findings.push(`${document}: ${target} is no section of this file`)
  }
}

// Declarations of what the snippets take from the app around them.
cpSync(join(root, '.ci/docs'), out, { recursive: true })
for (const reference of filesIn('docs/api', '.md')) checkLinks(reference)
findings.push(...findUnknownNames(documents))
const imported = new Set(['react', 'express', '@types/react', '@types/express', '@types/node', 'vite'])
let count = 0
for (const document of documents) {
  checkLinks(document)
  for (const { language, code, line } of blocksOf(document)) {
    checks[language]?.(code, `${document}:${line}`)
    if (language !== 'ts' && language !== 'tsx') continue
    // Keeps the line numbers of the document in error messages.
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
const isValid = status === 0 && count > 0 && findings.length === 0
if (isValid)
  console.log(
    `docs: ${count} code blocks compile in ${documents.length} documents, ${linkCount} links lead to a file or section`,
  )
process.exit(isValid ? 0 : 1)
