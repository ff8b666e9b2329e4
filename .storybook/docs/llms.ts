import { readFileSync, readdirSync } from 'node:fs'
import { join, normalize } from 'node:path'
import { guidePages, headingOf, root } from './pages.ts'

const read = (file: string) => readFileSync(join(root, file), 'utf8')

/** The rows of the table of guides: what a reader wants to do, and the guide for it. */
const guideRows = () =>
  [...read('docs/README.md').matchAll(/^\| (.+?) +\| \[([^\]]+)\]\(([\w./-]+\.md)\)[^|]* \|$/gm)].map(
    ([, wish = '', title = '', name = '']) => ({ wish, title, file: normalize(`docs/${name}`) }),
  )

const apiFiles = () =>
  readdirSync(join(root, 'docs/api'), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.md'))
    .toSorted()
    .map((name) => `docs/api/${name}`)

const packageFiles = ['core', 'ui', 'server', 'sandbox', 'sandbox-renderer'].map((name) => `packages/${name}/README.md`)

/** The documents that are published as Markdown, by their paths in the repository. */
export const publishedFiles = (): string[] => [
  ...new Set(['README.md', 'ARCHITECTURE.md', ...guidePages().map(({ file }) => file), ...packageFiles, ...apiFiles()]),
]

/** The index of the documents for language models: https://llmstxt.org */
export function llmsText(): string {
  const introduction = /\*\*AI video generation[\s\S]*?(?=\n\n)/.exec(read('README.md'))?.[0] ?? ''
  const link = (file: string, title: string, note?: string) => `- [${title}](${file})${note ? `: ${note}` : ''}`
  return [
    '# Dailies',
    `> ${introduction.replaceAll('**', '').replaceAll('\n', ' ')}`,
    'Every file below is Markdown. `llms-full.txt` has all guides in one file.',
    '## Guides',
    guideRows()
      .map(({ file, title, wish }) => link(file, title, wish))
      .join('\n'),
    '## Packages',
    packageFiles.map((file) => link(file, headingOf(file))).join('\n'),
    '## API reference',
    apiFiles()
      .map((file) => link(file, headingOf(file)))
      .join('\n'),
    '## Optional',
    [link('ARCHITECTURE.md', 'Architecture'), link('SECURITY.md', 'Security')].join('\n'),
  ].join('\n\n')
}

/** The README, all guides and the documents of the packages in one file. */
export const llmsFullText = (): string =>
  publishedFiles()
    .filter((file) => !file.startsWith('docs/api/'))
    .map((file) => `<!-- ${file} -->\n\n${read(file).trim()}\n`)
    .join('\n')
