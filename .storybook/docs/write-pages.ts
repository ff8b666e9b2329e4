import { mkdirSync, readFileSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { components } from './components.ts'
import { exampleOf } from './hook-data.ts'
import { componentPages, guidePages, hookPages, idOf, root } from './pages.ts'
import type { Page } from './pages.ts'

const folder = join(root, '.storybook/generated')
const up = '../../'

const guide = ({ title, file }: Page) => `import { Meta } from '@storybook/addon-docs/blocks'
import { MarkdownPage } from '../docs/markdown-page.tsx'
import text from '${up}${file}?page'

<Meta title="${title}" />

<MarkdownPage>{text}</MarkdownPage>
`

const hook = ({ title, file, symbol = '' }: Page) => {
  const example = exampleOf(symbol)
  if (example === undefined) throw new Error(`No example in .storybook/hooks calls ${symbol}.`)
  return `import { Meta } from '@storybook/addon-docs/blocks'
import { HookPage } from '../docs/hook-page.tsx'
import * as stories from '../hooks/examples.stories'
import example from '../hooks/${example}.example.tsx?raw'
import data from '${up}${file}?hook=${symbol}'

<Meta title="${title}" />

<HookPage data={data} example={example} story={stories.${storyOf(example)}} />
`
}

/** `use-video` is the story `UseVideo`. */
const storyOf = (example: string) =>
  example.replaceAll(/(?:^|-)([a-z])/g, (_match, letter: string) => letter.toUpperCase())

const component = ({ file, symbol = '' }: Page) => {
  const source = `${up}packages/ui/src/${components[symbol]?.folder}/${components[symbol]?.folder}`
  return `import { Meta } from '@storybook/addon-docs/blocks'
import { ComponentPage } from '../docs/component-page.tsx'
import * as stories from '${source}.stories'
import example from '${source}.example.tsx?raw'
import data from '${up}${file}?component=${symbol}'

<Meta of={stories} name="Docs" />

<ComponentPage data={data} example={example} story={stories.Example} />
`
}

/**
 * Writes one MDX file for each page that is made from a file of the repository. Storybook finds documentation pages only as files, and
 * reads their titles without running them.
 */
export function writePages(): void {
  mkdirSync(folder, { recursive: true })
  const pages = [
    ...guidePages().map((page) => [page, guide(page)] as const),
    ...hookPages().map((page) => [page, hook(page)] as const),
    ...componentPages().map((page) => [page, component(page)] as const),
  ].map(([page, text]) => [`${idOf(page)}.mdx`, text] as const)
  for (const [name, text] of pages) writeIfChanged(join(folder, name), text)
  const written = new Set<string>(pages.map(([name]) => name))
  for (const name of readdirSync(folder)) if (name.endsWith('.mdx') && !written.has(name)) rmSync(join(folder, name))
}

/** Writes a file at once, because a build and a test run may do so at the same time. */
function writeIfChanged(path: string, text: string): void {
  if (readText(path) === text) return
  const temporary = `${path}.${process.pid}`
  writeFileSync(temporary, text)
  renameSync(temporary, path)
}

function readText(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return undefined
  }
}
