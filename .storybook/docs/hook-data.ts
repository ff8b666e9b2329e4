import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { rewriteLinks } from './links.ts'
import { root } from './pages.ts'
import { descriptionOf, namesIn, readReference } from './reference.ts'

/** What the page of a hook shows besides its example, as Markdown. */
export interface HookData {
  /** Its name and what it is for. */
  introduction: string
  /** Its signature, parameters and result, and the types that it takes and returns. */
  reference: string
}

/** Collects what the page of a hook shows, from the API reference. */
export function hookData(name: string, file: string): HookData {
  const entries = readReference(join(root, file))
  const hook = entries.find((entry) => entry.name === name)
  if (!hook) throw new Error(`${file} has no hook ${name}.`)
  const types = [...new Set(namesIn(hook.text))].flatMap((each) => entries.filter((entry) => entry.name === each))
  const shown = new Set(types.map((type) => type.name.toLowerCase()))
  const description = descriptionOf(hook)
  return {
    introduction: `# ${name}\n\n${rewriteLinks(description, file, shown)}`,
    reference: [
      plain(rewriteLinks(hook.text.replace(description, ''), file, shown), 2),
      ...types.flatMap((type) => [`## ${type.name}`, plain(rewriteLinks(type.text, file, shown), 3)]),
    ].join('\n\n'),
  }
}

/** Raises the headings of an entry to a level. */
const plain = (text: string, level: number): string =>
  text
    .replaceAll(/^#{4,} Properties$/gm, '')
    .replaceAll(/^#{4,} /gm, (hashes: string) => `${'#'.repeat(Math.min(6, hashes.length - 5 + level))} `)

const examples = join(root, '.storybook/hooks')

/** The example of a hook: the one that is named after it, else one that calls it. @returns its name, such as `use-video` */
export function exampleOf(hook: string): string | undefined {
  const named = hook.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)
  const calls = readdirSync(examples)
    .filter((name) => name.endsWith('.example.tsx'))
    .filter((name) => readFileSync(join(examples, name), 'utf8').includes(`${hook}(`))
    .map((name) => name.replace('.example.tsx', ''))
  return calls.find((name) => name === named) ?? calls[0]
}
