import { readFileSync } from 'node:fs'

/** A public name in the API reference, which TypeDoc makes from the sources. */
export interface Entry {
  name: string
  /** Its Markdown, without its heading. */
  text: string
}

/** A prop, parameter or field. */
export interface Field {
  name: string
  /** As Markdown. */
  type: string
  /** As Markdown. */
  description: string
}

const cache = new Map<string, Entry[]>()

/** Reads the public names of a file of the API reference. */
export function readReference(file: string): Entry[] {
  const known = cache.get(file)
  if (known) return known
  const [, ...sections] = readFileSync(file, 'utf8').split(/^### /m)
  const entries = sections.map((section) => {
    const [heading = '', ...lines] = section.split('\n')
    const text = lines
      .join('\n')
      .replaceAll(/<a id="[^"]*"><\/a> ?/g, '')
      .replaceAll(/^\*\*\*$/gm, '')
      .replace(/^## .*$/m, '')
      // The name that TypeDoc gives to a destructured parameter.
      .replaceAll('__namedParameters', 'options')
      .trim()
    return { name: heading.replace(/\(.*|\\?<.*/, ''), text }
  })
  cache.set(file, entries)
  return entries
}

/** The names that an entry point exports again, such as those of one component. */
export const readExports = (file: string): string[] =>
  readReference(file)
    .filter(({ text }) => text.startsWith('Re-exports '))
    .map(({ name }) => name)

/** The signature of an entry: its first line, in a quote. */
export const signatureOf = ({ text }: Entry): string => /^> (.*)$/m.exec(text)?.[1] ?? ''

/** What an entry is for: the text between its signature and its first heading. */
export const descriptionOf = ({ text }: Entry): string =>
  text
    .replace(/^> .*$/m, '')
    .split(/^#{4} /m)[0]
    ?.trim() ?? ''

/** The first sentence of a description. */
export const summaryOf = (entry: Entry): string => /^[\s\S]*?[.:](?=\s|$)/.exec(descriptionOf(entry))?.[0] ?? ''

/** A section of an entry by its heading, such as Example. */
export const sectionOf = ({ text }: Entry, heading: string): string | undefined =>
  text
    .split(/^#{4} /m)
    .find((section) => section.startsWith(`${heading}\n`))
    ?.slice(heading.length)
    .trim()

/** The rows of the table in a section, such as Properties or Parameters. */
export function fieldsOf(entry: Entry, heading: string): Field[] {
  const [header = '', , ...rows] = (sectionOf(entry, heading) ?? '').split('\n').filter((line) => line.startsWith('|'))
  const names = cellsOf(header)
  return rows.map((row) => {
    const cells = cellsOf(row)
    const cell = (name: string) => cells[names.indexOf(name)] ?? ''
    const standard = cell('Default value')
    return {
      name: (cells[0] ?? '').replaceAll('`', ''),
      type: cell('Type'),
      description: [cell('Description'), ...(/`/.test(standard) ? [`**Default** ${standard}`] : [])].join(' ').trim(),
    }
  })
}

const cellsOf = (row: string): string[] =>
  row
    .split(/(?<!\\)\|/)
    .slice(1, -1)
    .map((cell) => cell.trim().replace(/^-$/, ''))

/** The names that an entry links to in the same file. */
export const namesIn = (text: string): string[] =>
  [...text.matchAll(/\[`(\w+)`\]\(#/g)].flatMap(([, name]) => name ?? [])
