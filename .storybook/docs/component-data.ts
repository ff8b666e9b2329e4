import { join } from 'node:path'
import { components } from './components.ts'
import type { ComponentFacts } from './components.ts'
import { rewriteLinks } from './links.ts'
import { root } from './pages.ts'
import { descriptionOf, fieldsOf, namesIn, readExports, readReference, signatureOf } from './reference.ts'
import type { Entry, Field } from './reference.ts'

const file = 'docs/api/ui.md'

/** A part of a component, for its page. */
export interface PartData {
  name: string
  /** The tag of its element; empty for a dialog. */
  element: string
  /** As Markdown. */
  description: string
  /** Its props besides those of its element. */
  props: Field[]
}

/** What the page of a component shows. */
export interface ComponentData extends Omit<ComponentFacts, 'folders'> {
  name: string
  /** The component itself, with its default layout. */
  component: PartData
  /** Its other parts. */
  parts: PartData[]
  hooks: string[]
}

/** The names that the entry point of a component exports. */
export function exportsOf(name: string): string[] {
  const folder = components[name]?.folder
  if (folder === undefined) throw new Error(`There is no component ${name}.`)
  // TypeDoc appends a number to the name of an entry point that is also the name of a file.
  for (const suffix of ['', '-1']) {
    const names = tryExports(join(root, `docs/api/ui/${folder}${suffix}.md`))
    if (names) return names
  }
  throw new Error(`docs/api/ui has no entry point ${folder}.`)
}

function tryExports(path: string): string[] | undefined {
  try {
    return readExports(path)
  } catch {
    return undefined
  }
}

/** Collects what the page of a component shows, from the API reference. */
export function componentData(name: string): ComponentData {
  const facts = components[name]
  if (!facts) throw new Error(`There is no component ${name}.`)
  const entries = readReference(join(root, file))
  const names = exportsOf(name)
  const found = entries.filter((entry) => names.includes(entry.name) && isPart(entry))
  const shown = new Set(found.map((entry) => entry.name.toLowerCase()))
  const parts = found.map((entry) => partData(entry, entries, shown))
  const component = parts.find((part) => part.name === name)
  if (!component) throw new Error(`${file} has no part ${name}.`)
  return {
    name,
    folder: facts.folder,
    keys: facts.keys,
    attributes: facts.attributes,
    component,
    parts: parts.filter((part) => part !== component),
    hooks: names.filter((each) => /^use[A-Z]/.test(each)),
  }
}

/** Whether an entry is a component, not a type or a constant. */
export const isPart = ({ name, text }: Entry): boolean => /^[A-Z]/.test(name) && text.startsWith('> `const` ')

const partData = (entry: Entry, entries: Entry[], shown: ReadonlySet<string>): PartData => ({
  name: entry.name,
  element: /`"(\w+)"`/.exec(signatureOf(entry))?.[1] ?? '',
  description: rewriteLinks(descriptionOf(entry), file, shown),
  props: propsOf(entry, entries).map((field) => ({
    name: field.name,
    type: rewriteLinks(field.type, file, shown),
    description: rewriteLinks(field.description, file, shown),
  })),
})

function propsOf({ name, ...entry }: Entry, entries: Entry[]): Field[] {
  const find = (wanted: string) => entries.find((each) => each.name === wanted)
  const fieldsIn = (type: Entry): Field[] => {
    const fields = fieldsOf(type, 'Properties')
    if (fields.length > 0) return fields
    return namesIn(signatureOf(type)).flatMap((inner) => {
      const found = find(inner)
      return found && found !== type && inner !== 'Part' ? fieldsIn(found) : []
    })
  }
  const declared = find(`${name}Props`) ?? find(`${name}OwnProps`) ?? { name, ...entry }
  // Every part has it.
  return fieldsIn(declared).filter((field) => field.name !== 'asChild?')
}
