import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { toId } from 'storybook/internal/csf'
import { expect, it } from 'vitest'
import { exampleOf, hookData } from './hook-data.ts'
import { rewriteLinks } from './links.ts'
import { llmsFullText, llmsText, publishedFiles } from './llms.ts'
import { allPages, guidePages, hookPages, idOf, root } from './pages.ts'

const read = (file: string) => readFileSync(join(root, file), 'utf8')

it('pages have the ids that Storybook derives from their titles, and each its own', () => {
  const ids = allPages().map(idOf)
  expect(ids).toEqual(allPages().map(({ title }) => toId(title, 'Docs')))
  expect(new Set(ids).size).toBe(ids.length)
})

it('the introduction links to pages that exist', () => {
  const source = read('.storybook/docs/introduction.tsx')
  const targets = [...source.matchAll(/\?path=\/docs\/([\w-]+)/g)].map(([, id]) => id)
  const ids = new Set(allPages().map(idOf))
  expect(targets.length).toBeGreaterThan(5)
  expect(targets.filter((id) => !ids.has(id ?? ''))).toEqual([])
  expect(source).toContain(`?path=/story/${toId('Start/Try it', 'Try it')}'`)
})

it('every guide is listed in docs/README.md', () => {
  const listed = read('docs/README.md')
  const guides = guidePages().filter(({ file }) => file.startsWith('docs/') && file !== 'docs/README.md')
  expect(guides.filter(({ file }) => !listed.includes(`](${file.slice('docs/'.length)}`))).toEqual([])
})

it.each([
  ['a guide', '[Express](express.md)', '[Express](?path=/docs/start-express--docs)'],
  ['a section', '[a](production.md#storage)', '[a](?path=/docs/guides-running-it-production--docs#storage)'],
  ['the same page', '[a](#colors)', '[a](#colors)'],
  ['a component', '[`a`](api/ui.md#videoprompt)', '[`a`](?path=/docs/components-videoprompt--docs)'],
  ['a hook', '[a](api/core/react.md#usevideo)', '[a](?path=/docs/hooks-usevideo--docs)'],
  ['the README of a package', '[a](../packages/ui/README.md)', '[a](?path=/docs/guides-packages-ui--docs)'],
  ['the web', '[a](https://fal.ai)', '[a](https://fal.ai)'],
  [
    'a file without a page',
    '[a](api/server.md#x)',
    '[a](https://github.com/dailies-video/dailies/blob/main/docs/api/server.md#x)',
  ],
  ['code', '```md\n[a](express.md)\n```', '```md\n[a](express.md)\n```'],
  ['an image', '![a](pictures/job.svg)', '![a](pictures/job.svg)'],
])('rewrites links to %s', (_, markdown, expected) => {
  expect(rewriteLinks(markdown, 'docs/theming.md')).toBe(expected)
})

it('the page of a hook has its description, its signature, and the types that it takes and returns', () => {
  const { introduction, reference } = hookData('useVideo', 'docs/api/core/react.md')
  expect(introduction).toContain('# useVideo\n\nWatches one video until its job settles')
  expect(reference).toContain('> **useVideo**(`id`): [`UseVideo`](#usevideo)')
  expect(reference).toContain('## UseVideo\n')
  expect(reference).toContain('`isLoading`')
  expect(reference).not.toContain('Watches one video')
})

it('every hook has a description, an example that calls it, and a story that renders the example', () => {
  const stories = read('.storybook/hooks/examples.stories.tsx')
  const pages = hookPages()
  expect(pages.length).toBeGreaterThan(30)
  for (const { symbol = '', file } of pages) {
    expect(hookData(symbol, file).introduction.length).toBeGreaterThan(symbol.length + 20)
    const example = exampleOf(symbol)
    expect(stories).toContain(`from './${example ?? symbol}.example'`)
  }
})

it('llms.txt names every guide by a path that is published', () => {
  const text = llmsText()
  const targets = [...text.matchAll(/\]\(([^)]+)\)/g)].map(([, target]) => target ?? '')
  expect(text.startsWith('# Dailies\n\n> AI video generation')).toBe(true)
  expect(targets.filter((target) => !publishedFiles().includes(target))).toEqual([])
  const guides = guidePages().filter(({ file }) => file.startsWith('docs/') && file !== 'docs/README.md')
  expect(guides.filter(({ file }) => !targets.includes(file))).toEqual([])
})

it('llms-full.txt has the text of every guide', () => {
  const text = llmsFullText()
  expect(guidePages().filter(({ file }) => !text.includes(read(file).trim()))).toEqual([])
})
