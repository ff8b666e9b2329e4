import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { componentData, exportsOf, isPart } from './component-data.ts'
import { componentNames, components, internalAttributes } from './components.ts'
import { root } from './pages.ts'
import { readReference } from './reference.ts'

const isSource = (name: string) => /\.tsx?$/.test(name) && !/\.(test|stories|example|browser\.test)\./.test(name)

const sourcesIn = (folder: string) =>
  readdirSync(join(root, 'packages/ui/src', folder))
    .filter(isSource)
    .map((name) => readFileSync(join(root, 'packages/ui/src', folder, name), 'utf8'))
    .join('\n')

/** The code without comments, which may name an attribute or a key that the code has lost. */
const codeOf = (text: string) => text.replaceAll(/\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gm, '')

/** The names of keys in code, by what is printed on them. */
const codes: Record<string, string> = {
  Space: ' ',
  '←': 'ArrowLeft',
  '→': 'ArrowRight',
  '↑': 'ArrowUp',
  '↓': 'ArrowDown',
  'Page Up': 'PageUp',
  'Page Down': 'PageDown',
}

const codeOfKey = (key: string) => {
  const plain = key.replace(/^(Ctrl|Cmd|Alt)\+/, '')
  return codes[plain] ?? (/^[A-Z]$/.test(plain) ? plain.toLowerCase() : plain)
}

/** Whether code handles a key: it compares with it, or a table has it. Digits are handled by a pattern. */
const handles = (code: string, key: string) =>
  /^\d$/.test(key)
    ? code.includes(String.raw`/^\d$/.test(key)`)
    : code.includes(`'${key}'`) || new RegExp(String.raw`(^|[{,])\s*${escaped(key)}: `, 'm').test(code)

const escaped = (text: string) => text.replaceAll(/[^\w]/g, String.raw`\$&`)

const namedKeys = /\b(Arrow(?:Left|Right|Up|Down)|Home|End|PageUp|PageDown|Escape|Enter|Delete|Backspace)\b(?='|:| )/g

describe.each(componentNames)('the page of %s', (name) => {
  const facts = components[name]
  if (!facts) throw new Error(name)
  const data = componentData(name)
  const own = codeOf(sourcesIn(facts.folder))
  const all = [own, ...(facts.folders ?? []).map((folder) => codeOf(sourcesIn(folder)))].join('\n')

  it('has every part that its entry exports', () => {
    const index = readFileSync(join(root, 'packages/ui/src', facts.folder, 'index.ts'), 'utf8')
    const values = [...index.matchAll(/^export \{([^}]*)\}/gm)].flatMap(([, names = '']) => names.match(/\w+/g) ?? [])
    const parts = values.filter((value) => /^[A-Z]/.test(value))
    const shown = [data.component, ...data.parts].map((part) => part.name)
    expect(shown.toSorted()).toEqual(parts.toSorted())
    expect(data.hooks.toSorted()).toEqual(values.filter((value) => /^use[A-Z]/.test(value)).toSorted())
  })

  it('names only parts that exist', () => {
    const names = exportsOf(name)
    expect(data.attributes.flatMap(({ part }) => part.split(', ')).filter((part) => !names.includes(part))).toEqual([])
  })

  it('describes every part, and the props of its root', () => {
    expect([data.component, ...data.parts].filter((part) => part.description === '')).toEqual([])
    const undescribed = data.component.props.filter(({ type, description }) => type === '' || description === '')
    expect(undescribed).toEqual([])
  })

  it('documents the data attributes that the code sets, and no other', () => {
    const set = new Set([...own.matchAll(/'?(data-[a-z-]+)'?[:=](?!=)/g)].flatMap(([, attribute]) => attribute ?? []))
    const documented = new Set(data.attributes.map(({ attribute }) => attribute))
    expect([...set].filter((each) => !documented.has(each) && !internalAttributes.includes(each))).toEqual([])
    const inCode = (attribute: string) => set.has(attribute) || own.includes(camelCase(attribute))
    expect([...documented].filter((each) => !inCode(each))).toEqual([])
  })

  it('documents the keys that the code handles, and no other', () => {
    const documented = new Set(data.keys.flatMap(({ keys }) => keys.map(codeOfKey)))
    expect([...documented].filter((key) => !handles(all, key))).toEqual([])
    const handled = new Set([...own.matchAll(namedKeys)].flatMap(([, key]) => key ?? []))
    expect([...handled].filter((key) => !documented.has(key))).toEqual([])
  })
})

/** As `dataset` has it. */
const camelCase = (attribute: string) =>
  attribute.slice('data-'.length).replaceAll(/-([a-z])/g, (_match, letter: string) => letter.toUpperCase())

it('every exported component has a page, or is a part on one', () => {
  const entries = readReference(join(root, 'docs/api/ui.md')).filter(isPart)
  const shown = new Set(componentNames.flatMap(exportsOf))
  // Building blocks of several components.
  const shared = new Set(['AspectRatioBox', 'VideoFrame'])
  expect(entries.map((entry) => entry.name).filter((each) => !shown.has(each) && !shared.has(each))).toEqual([])
})

it('internal attributes are in the code', () => {
  const code = componentNames.map((name) => sourcesIn(components[name]?.folder ?? '')).join('\n')
  expect(internalAttributes.filter((attribute) => !code.includes(attribute))).toEqual([])
})
