// The documents that people read, and their code blocks.
import { existsSync, mkdirSync, readFileSync, readdirSync, symlinkSync } from 'node:fs'
import { dirname, join } from 'node:path'

const root = new URL('..', import.meta.url).pathname

/** The files of a folder and its folders, by their paths from the root. */
export const filesIn = (folder, ending) =>
  readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith(ending))
    .map((entry) => join(entry.parentPath, entry.name).slice(root.length))

const folders = (parent) =>
  readdirSync(join(root, parent), { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => join(parent, name))

const inside = (folder) => readdirSync(join(root, folder)).map((name) => join(folder, name))

/** What people copy out of the repository. */
const copied = ['templates', ...folders('templates'), 'examples', ...folders('examples')]

/** Every document. The reference is none: it is made from comments, whose examples leave out what does not matter. */
export const documents = [
  ...['.', 'decisions', ...inside('packages'), ...copied].flatMap((folder) =>
    inside(folder).filter((file) => file.endsWith('.md') && !file.endsWith('CHANGELOG.md')),
  ),
  ...filesIn('docs', '.md').filter((file) => !file.startsWith('docs/api/')),
]

/** The fenced blocks of a document: their language, their text, the line they begin on and the section they are in. */
export function blocksOf(document) {
  const text = readFileSync(join(root, document), 'utf8')
  return [...text.matchAll(/^```(\w+)[^\n]*\n([\s\S]*?)^```$/gm)].map(({ 1: language, 2: code, index }) => ({
    language,
    code,
    line: text.slice(0, index).split('\n').length + 1,
    section: [...text.slice(0, index).matchAll(/^#+ (.+)$/gm)].at(-1)?.[1],
  }))
}

/** Lays links to packages into a folder, so that a block there may name whatever any workspace has installed. */
export function bringIn(folder, names) {
  const homes = ['.', ...inside('apps'), ...inside('packages')].map((home) => join(root, home, 'node_modules'))
  for (const name of names) {
    const home = homes.find((each) => existsSync(join(each, name)))
    if (!home) continue
    const link = join(folder, 'node_modules', name)
    mkdirSync(dirname(link), { recursive: true })
    symlinkSync(join(home, name), link)
  }
}
